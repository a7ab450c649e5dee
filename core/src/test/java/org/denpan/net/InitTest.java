package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitTest {
  private static final Seed SEED = new Seed(11);

  private static float[] fill(Init init, List<Integer> shape) {
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    init.fill(values, 0, shape, SEED.stream("init"));
    return values;
  }

  static Stream<Arguments> spreads() {
    // of a tensor of 300 inputs and 200 outputs; evenly in ±a has the deviation a/√3
    return Stream.of(
        Arguments.of(Init.zeros(), 0.0, 0.0),
        Arguments.of(Init.uniform(0.05), 0.05 / Math.sqrt(3), 1.8),
        Arguments.of(Init.normal(0.01), 0.01, 3.0),
        Arguments.of(Init.lecun(), Math.sqrt(1.0 / 300), 3.0),
        Arguments.of(Init.glorot(), Math.sqrt(2.0 / 500), 1.8),
        Arguments.of(Init.he(), Math.sqrt(2.0 / 300), 3.0),
        Arguments.of(Init.orthogonal(), Math.sqrt(1.0 / 300), 3.0)); // columns of length 1
  }

  /// @param kurtosis of the distribution: 1.8 where it is even, 3 where it is normal
  @ParameterizedTest
  @MethodSource("spreads")
  void theMomentsAreThePublishedOnes(Init init, double deviation, double kurtosis) {
    float[] values = fill(init, List.of(300, 200));
    double mean = 0;
    double second = 0;
    double fourth = 0;
    for (float v : values) {
      mean += v / 60_000.0;
      second += v * (double) v / 60_000;
      fourth += Math.pow(v, 4) / 60_000;
    }
    assertThat(mean).isEqualTo(0, within(deviation * 0.02));
    assertThat(Math.sqrt(second)).isEqualTo(deviation, within(deviation * 0.02));
    assertThat(fourth).isEqualTo(kurtosis * second * second, within(fourth * 0.05));
  }

  @Test
  void aVectorCountsItsLengthBothWays() {
    // Glorot's limit is √(6/(4+4)) = 0.8660254, He's deviation √(2/4)
    float[] even = fill(Init.glorot(), List.of(4));
    Seed.Stream same = SEED.stream("init");
    for (float value : even) {
      assertThat(value).isEqualTo((float) same.nextDouble(-Math.sqrt(0.75), Math.sqrt(0.75)));
    }
    assertThat(fill(Init.he(), List.of(4))[0])
        .isEqualTo((float) (Math.sqrt(0.5) * SEED.stream("init").nextGaussian()));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 1", "5, 5", "40, 13", "13, 40", "300, 200"})
  void anOrthogonalMatrixHasOrthonormalRowsOrColumns(int inputs, int outputs) {
    float[] w = fill(new Init.Orthogonal(2), List.of(inputs, outputs));
    boolean tall = inputs >= outputs;
    int count = Math.min(inputs, outputs);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double product = 0;
        for (int i = 0; i < Math.max(inputs, outputs); i++) {
          product +=
              tall
                  ? (double) w[i * outputs + a] * w[i * outputs + b]
                  : (double) w[a * outputs + i] * w[b * outputs + i];
        }
        assertThat(product).isEqualTo(a == b ? 4 : 0, within(2e-6));
      }
    }
  }

  @Test
  void anOrthogonalVectorHasTheLengthOfItsGain() {
    double squares = 0;
    for (float v : fill(new Init.Orthogonal(3), List.of(6))) {
      squares += (double) v * v;
    }
    assertThat(squares).isEqualTo(9, within(1e-5));
  }

  @Test
  void theSignOfAnOrthogonalNumberIsAsLikelyEitherWay() {
    // a fixed sign is what a QR factorization without correction gives
    int positive = 0;
    for (int seed = 0; seed < 1000; seed++) {
      float[] one = new float[1];
      Init.orthogonal().fill(one, 0, List.of(1, 1), new Seed(seed).stream("init"));
      positive += one[0] > 0 ? 1 : 0;
    }
    assertThat(positive).isBetween(440, 560);
  }

  @ParameterizedTest
  @MethodSource("spreads")
  void onlyTheTensorIsFilledAndTheSameSeedGivesTheSameBits(Init init) {
    float[] values = new float[26];
    Arrays.fill(values, 9f);
    init.fill(values, 3, List.of(5, 4), SEED.stream("init"));
    assertThat(Arrays.copyOfRange(values, 0, 3)).containsOnly(9f);
    assertThat(Arrays.copyOfRange(values, 3, 23)).isEqualTo(fill(init, List.of(5, 4)));
    assertThat(Arrays.copyOfRange(values, 3, 23)).doesNotContain(9f);
    assertThat(Arrays.copyOfRange(values, 23, 26)).containsOnly(9f);
  }

  @Test
  void theBitsOfAnOrthogonalMatrixAreTheSameOnEveryMachine() {
    assertThat(Arrays.hashCode(fill(Init.orthogonal(), List.of(17, 9)))).isEqualTo(1075601262);
  }

  /// 0, 1, 2, … as a user may wish.
  public record Counting() implements Init.Custom {
    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      for (int i = 0; i < shape.getFirst() * shape.getLast(); i++) {
        values[at + i] = i;
      }
    }
  }

  @Test
  void aUsersOwnStartsANetwork() {
    Network net = new Network(List.of(Dense.of(2, Activation.relu())), Optional.of(new Counting()));
    assertThat(net.initialise(2, SEED).values()).containsExactly(0, 1, 2, 3, 0, 0);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Init.uniform(0))
        .isInstanceOf(DenpanException.class)
        .hasMessage("uniform: the limit must be positive, got 0.0");
    assertThatThrownBy(() -> Init.normal(-1))
        .hasMessage("normal: the deviation must be positive, got -1.0");
    assertThatThrownBy(() -> new Init.Orthogonal(Double.NaN))
        .hasMessage("orthogonal: the gain must be positive, got NaN");
    assertThatThrownBy(() -> Init.constant(Double.NaN))
        .hasMessage("constant: the value must be finite, got NaN");
  }
}
