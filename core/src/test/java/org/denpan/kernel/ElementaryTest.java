package org.denpan.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// The documented error bounds, over every 499th of all 2³² floats.
class ElementaryTest {
  private static final int STRIDE = 499;

  private interface FloatFunction {
    float apply(float x);
  }

  @Test
  void expStaysWithinOneUlp() {
    assertThat(worst(Elementary::exp, StrictMath::exp)).isLessThan(1);
  }

  @Test
  void logisticStaysWithinTwoAndAHalfUlp() {
    assertThat(
            worst(
                Elementary::logistic,
                x -> x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))))
        .isLessThan(2.5);
  }

  @Test
  void tanhStaysWithinTwoUlp() {
    assertThat(worst(Elementary::tanh, StrictMath::tanh)).isLessThan(2);
  }

  @Test
  void limitsAreExact() {
    assertThat(Elementary.exp(0)).isEqualTo(1f);
    assertThat(Elementary.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Elementary.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Elementary.exp(Float.NaN)).isNaN();
    assertThat(Elementary.logistic(0)).isEqualTo(0.5f);
    assertThat(Elementary.logistic(-1e4f)).isEqualTo(0f);
    assertThat(Elementary.logistic(1e4f)).isEqualTo(1f);
    assertThat(Elementary.logistic(Float.NaN)).isNaN();
    assertThat(Elementary.tanh(-1e4f)).isEqualTo(-1f);
    assertThat(Elementary.tanh(Float.NaN)).isNaN();
    assertThat(Float.floatToRawIntBits(Elementary.tanh(-0f)))
        .isEqualTo(Float.floatToRawIntBits(-0f));
  }

  /// The largest error in units of the last place of the exact result.
  private static double worst(FloatFunction tested, DoubleUnaryOperator exact) {
    double worst = 0;
    float where = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      if (Float.isNaN(x)) {
        continue;
      }
      double expected = exact.applyAsDouble(x);
      float rounded = (float) expected;
      float actual = tested.apply(x);
      if (Float.isInfinite(rounded) || Float.isInfinite(actual)) {
        assertThat(actual).as("at %s", x).isEqualTo(rounded);
        continue;
      }
      double error = Math.abs(actual - expected) / Math.ulp(rounded);
      if (error > worst) {
        worst = error;
        where = x;
      }
    }
    System.out.printf("worst error %.3f ulp at %s%n", worst, where);
    return worst;
  }
}
