package org.denpan.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static List<String> texts(Axis axis) {
    return axis.ticks().stream().map(axis::text).toList();
  }

  @Test
  void aLinearAxisHasRoundTicksAroundItsValues() {
    assertThat(texts(Axis.linear("", 0.013, 0.97)))
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(texts(Axis.linear("", -1, 1))).containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0");
    assertThat(texts(Axis.linear("", 0, 500_000)))
        .containsExactly("0", "100,000", "200,000", "300,000", "400,000", "500,000");
    assertThat(texts(Axis.linear("", 97.02, 97.13)))
        .containsExactly("97.00", "97.05", "97.10", "97.15");
  }

  @Test
  void oneValueGetsRoomOnBothSides() {
    for (double value : new double[] {0, 3, -0.25, 1e-12, 7e9}) {
      Axis axis = Axis.linear("", value, value);
      assertThat(axis.low()).isLessThan(value);
      assertThat(axis.high()).isGreaterThan(value);
    }
  }

  @Test
  void epochsAreWholeNumbers() {
    assertThat(texts(Axis.counting("", 1, 1))).containsExactly("1");
    assertThat(texts(Axis.counting("", 1, 3))).containsExactly("1", "2", "3");
    assertThat(texts(Axis.counting("", 1, 25))).containsExactly("1", "5", "10", "15", "20", "25");
    assertThat(texts(Axis.counting("", 1, 1_000)))
        .containsExactly("1", "200", "400", "600", "800", "1,000");
    assertThat(texts(Axis.counting("", 998, 1_003)))
        .containsExactly("998", "999", "1,000", "1,001", "1,002", "1,003");
  }

  @Test
  void aLossThatFallsByDecadesIsLogarithmic() {
    Axis axis = Axis.fitting("loss", 0.0034, 2.3);

    assertThat(axis.logarithmic()).isTrue();
    assertThat(axis.label()).isEqualTo("loss (log scale)");
    assertThat(texts(axis))
        .containsExactly(
            "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5");
    assertThat(texts(Axis.fitting("", 3e-9, 4)))
        .containsExactly("1e-9", "1e-7", "1e-5", "0.001", "0.1", "10");
  }

  @Test
  void aLossThatHardlyFallsOrTouchesZeroIsLinear() {
    assertThat(Axis.fitting("", 0.2, 2).logarithmic()).isFalse();
    assertThat(Axis.fitting("", 0, 2).logarithmic()).isFalse();
    assertThat(Axis.fitting("", -1, 2).logarithmic()).isFalse();
  }

  @Test
  void aLogarithmicAxisCoversWhatIsPositiveAmongTheValues() {
    Axis axis = Axis.logarithmic("", new double[] {0, 3e-5, Double.NaN, -2, 40});

    assertThat(texts(axis)).containsExactly("1e-5", "0.001", "0.1", "10", "1000");
    for (double one : new double[] {1, 0.37, Double.MIN_VALUE, Double.MAX_VALUE}) {
      Axis around = Axis.logarithmic("", one, one);
      assertThat(around.low()).isLessThan(around.high());
    }
    assertThat(Axis.logarithmic("", new double[] {0, -1}).low()).isPositive();
    assertThatThrownBy(() -> Axis.logarithmic("", 0, 1)).hasMessageContaining("from 0.0 to 1.0");
  }

  @Test
  void valuesThatAreNotFiniteDoNotStretchAnAxis() {
    Axis axis = Axis.linear("", new double[] {Double.NaN, 1}, new double[] {1 / 0.0, 3});

    assertThat(axis.low()).isEqualTo(1);
    assertThat(axis.high()).isEqualTo(3);
    assertThat(Axis.linear("", new double[0]).high()).isEqualTo(1);
  }

  @Test
  void namesStandAtTheirPlaces() {
    Axis axis = Axis.named("", List.of("a", "a name of more than 24 letters"));

    assertThat(texts(axis)).containsExactly("a", "a name of more than 24 …");
    assertThat(axis.fraction(0)).isEqualTo(0.25);
    assertThat(axis.reversed().fraction(0)).isEqualTo(0.75);
  }

  @Test
  void anyRangeIsCoveredByAFewTicksInOrder() {
    long seed = Long.getLong("denpan.seed", 20);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double size = Math.pow(10, random.nextInt(-12, 13));
      double from = (random.nextDouble() - 0.5) * size;
      double to = from + random.nextDouble() * Math.abs(from) * Math.pow(10, random.nextInt(-6, 3));
      String what = "seed %d, %s to %s".formatted(seed, from, to);
      for (Axis axis :
          Stream.of(
                  Axis.linear("", from, to),
                  Axis.tight("", from, to),
                  Axis.fitting("", Math.abs(from), Math.abs(from) + to - from))
              .toList()) {
        assertThat(axis.ticks().size()).as(what).isBetween(1, 14);
        assertThat(axis.ticks()).as(what).isSorted().doesNotHaveDuplicates();
        assertThat(axis.fraction(axis.low())).as(what).isCloseTo(0, within(1e-9));
        assertThat(axis.fraction(axis.high())).as(what).isCloseTo(1, within(1e-9));
        axis.ticks().forEach(t -> assertThat(axis.fraction(t)).as(what).isBetween(-1e-9, 1 + 1e-9));
      }
      Axis axis = Axis.linear("", from, to);
      assertThat(axis.fraction(from)).as(what).isBetween(-1e-6, 1.0);
      assertThat(axis.fraction(to)).as(what).isBetween(0.0, 1 + 1e-6);
    }
  }
}
