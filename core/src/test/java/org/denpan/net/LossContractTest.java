package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossContractTest {
  private static final int ROWS = 9;
  private static final int OUTPUTS = 4;

  static Stream<Loss> all() {
    Family<Loss> family = Family.of(Loss.class);
    return family.names().stream().map(family::parse);
  }

  private static float[] logits(double scale) {
    Seed.Stream random = new Seed(5).stream("logits");
    float[] u = new float[ROWS * OUTPUTS];
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) (scale * random.nextGaussian());
    }
    return u;
  }

  /// Classes fit every loss: as indices, as zeros and ones, as numbers.
  private static float[] targets(Loss loss) {
    Seed.Stream random = new Seed(5).stream("targets");
    int width = loss.targetWidth(OUTPUTS);
    float[] d = new float[ROWS * width];
    for (int i = 0; i < d.length; i++) {
      d[i] = random.nextInt(width == 1 ? OUTPUTS : 2);
    }
    return d;
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFastValueIsTheFormula(Loss loss) {
    float[] u = logits(3);
    double fast = loss.value(u, targets(loss), ROWS, OUTPUTS, new float[u.length]);
    assertThat(fast)
        .isCloseTo(loss.formula(doubles(u), targets(loss), ROWS, OUTPUTS), within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("all")
  void deltaIsTheNumericalDerivativeAndIsOutputMinusTargetOverRows(Loss loss) {
    float[] u = logits(2);
    float[] d = targets(loss);
    float[] delta = new float[u.length];
    float[] y = new float[u.length];
    loss.value(u, d, ROWS, OUTPUTS, delta);
    loss.outputs(u, y, ROWS, OUTPUTS);
    boolean index = loss.targetWidth(OUTPUTS) == 1;
    for (int i = 0; i < u.length; i++) {
      double[] above = doubles(u);
      double[] below = doubles(u);
      above[i] += 1e-5;
      below[i] -= 1e-5;
      double slope =
          (loss.formula(above, d, ROWS, OUTPUTS) - loss.formula(below, d, ROWS, OUTPUTS)) / 2e-5;
      assertThat((double) delta[i]).isCloseTo(slope, within(1e-7));
      float target = index ? (d[i / OUTPUTS] == i % OUTPUTS ? 1 : 0) : d[i];
      assertThat(delta[i]).isCloseTo((y[i] - target) / ROWS, within(1e-7f));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void hugeLogitsStayFinite(Loss loss) {
    float[] u = logits(1e4);
    float[] delta = new float[u.length];
    assertThat(loss.value(u, targets(loss), ROWS, OUTPUTS, delta)).isFinite();
    for (float v : delta) {
      assertThat(v).isFinite();
    }
  }

  @Test
  void crossEntropyOfEvenLogitsIsTheLogarithmOfTheNumberOfClasses() {
    double value =
        new Loss.CrossEntropy().value(new float[10], new float[] {3}, 1, 10, new float[10]);
    assertThat(value).isCloseTo(Math.log(10), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 3, 0.5f, Float.NaN})
  void aTargetThatIsNoClassIndexIsNamed(float target) {
    assertThatThrownBy(() ->
            new Loss.CrossEntropy()
                .value(new float[6], new float[] {0, target}, 2, 3, new float[6]))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("row 1 of the batch has the class index " + target);
  }

  @Test
  void squaredErrorWorkedByHand() {
    // ½((1−0)² + (2−4)²) = 2.5 and ½(0 + 9) = 4.5, mean 3.5
    float[] delta = new float[4];
    double value =
        new Loss.SquaredError()
            .value(new float[] {1, 2, 3, 4}, new float[] {0, 4, 3, 1}, 2, 2, delta);
    assertThat(value).isEqualTo(3.5);
    assertThat(delta).containsExactly(0.5f, -1f, 0f, 1.5f);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
