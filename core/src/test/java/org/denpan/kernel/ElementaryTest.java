package org.denpan.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
  void expm1StaysWithinOneAndAHalfUlp() {
    assertThat(worst(Elementary::expm1, StrictMath::expm1)).isLessThan(1.5);
  }

  @Test
  void atanStaysWithinOneAndAHalfUlp() {
    assertThat(worst(Elementary::atan, StrictMath::atan)).isLessThan(1.5);
  }

  @Test
  void logStaysWithinOneUlp() {
    assertThat(worst(Logarithm::log, StrictMath::log)).isLessThan(1);
  }

  @Test
  void softplusStaysWithinTwoUlp() {
    assertThat(worst(Logarithm::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))))
        .isLessThan(2);
  }

  @Test
  void normalDistributionStaysWithinFiveUlp() {
    assertThat(worst(Normal::distribution, ElementaryTest::normal)).isLessThan(5);
  }

  /// Φ from x = 0 by its series (Marsaglia 2004, "Evaluating the normal distribution"), in the
  /// tails by the continued fraction 1/(a+1/(a+2/(a+3/…))) of Laplace.
  private static double normal(double x) {
    double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
    double a = Math.abs(x);
    if (a > 3) {
      double fraction = a;
      for (int k = 80; k > 0; k--) {
        fraction = a + k / fraction;
      }
      return x < 0 ? density / fraction : 1 - density / fraction;
    }
    double sum = x;
    double term = x;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * density;
  }

  @Test
  void theReferenceForTheNormalDistributionIsTheTabulatedOne() {
    // Abramowitz and Stegun, table 26.1; the tail as mpmath prints it
    assertThat(normal(1)).isCloseTo(0.8413447460685429, within(1e-15));
    assertThat(normal(-3)).isCloseTo(1.3498980316300945e-3, within(2e-16));
    assertThat(normal(-3.0001)).isCloseTo(0.0013494549132607172, within(1e-17));
    assertThat(normal(-14)).isCloseTo(7.7935368191928003e-45, within(1e-58));
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
    assertMinusZero(Elementary.tanh(-0f));
    assertMinusZero(Elementary.expm1(-0f));
    assertThat(Elementary.expm1(0f)).isEqualTo(0f);
    assertThat(Elementary.expm1(-1e4f)).isEqualTo(-1f);
    assertThat(Elementary.expm1(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(Elementary.expm1(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Elementary.expm1(Float.NaN)).isNaN();
    assertMinusZero(Elementary.atan(-0f));
    assertThat(Elementary.atan(Float.NEGATIVE_INFINITY)).isEqualTo((float) (-Math.PI / 2));
    assertThat(Elementary.atan(Float.MAX_VALUE)).isEqualTo((float) (Math.PI / 2));
    assertThat(Elementary.atan(Float.NaN)).isNaN();
  }

  private static void assertMinusZero(float actual) {
    assertThat(Float.floatToRawIntBits(actual)).isEqualTo(Float.floatToRawIntBits(-0f));
  }

  @Test
  void limitsOfTheLogarithmAndTheNormalDistributionAreExact() {
    assertThat(Logarithm.log(1)).isEqualTo(0f);
    assertThat(Logarithm.log(-0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Logarithm.log(-Float.MIN_VALUE)).isNaN();
    assertThat(Logarithm.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Logarithm.log(Float.NaN)).isNaN();
    assertThat(Logarithm.softplus(-0f)).isEqualTo((float) Math.log(2));
    assertThat(Logarithm.softplus(-Float.MAX_VALUE)).isEqualTo(0f);
    assertThat(Logarithm.softplus(Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
    assertThat(Logarithm.softplus(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Logarithm.softplus(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Logarithm.softplus(Float.NaN)).isNaN();
    assertThat(Normal.distribution(0f)).isEqualTo(0.5f);
    assertThat(Normal.distribution(-0f)).isEqualTo(0.5f);
    assertThat(Normal.distribution(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Normal.distribution(-Float.MAX_VALUE)).isEqualTo(0f);
    assertThat(Normal.distribution(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(Normal.distribution(Float.NaN)).isNaN();
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
