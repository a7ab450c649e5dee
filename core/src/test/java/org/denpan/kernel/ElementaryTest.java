package org.denpan.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Zeros, infinities, what is no number, and the ends of the range.
class ElementaryTest {
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

  @Test
  void quartersOfATurnAreExactAndBeyondTheRangeThereAreOnlyWholeOnes() {
    for (float whole : new float[] {0, -0f, 1, -7, 1e6f, 0x1p22f, 1e30f, Float.MAX_VALUE}) {
      assertThat(Turns.cosine(whole)).isEqualTo(1f);
      assertThat(Turns.slope(whole)).isZero();
    }
    assertThat(Turns.cosine(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    for (float half : new float[] {0.5f, -0.5f, 1.5f, -1000.5f}) {
      assertThat(Turns.cosine(half)).isEqualTo(-1f);
      assertThat(Turns.slope(half)).isZero();
    }
    for (float quarter : new float[] {0.25f, -0.25f, 0.75f, 1000.25f}) {
      assertThat(Turns.cosine(quarter)).isZero();
    }
    assertThat(Turns.slope(0.25f)).isEqualTo(-Turns.TURN);
    assertThat(Turns.slope(-0.25f)).isEqualTo(Turns.TURN);
    assertThat(Turns.cosine(Float.NaN)).isNaN();
    assertThat(Turns.slope(Float.NaN)).isNaN();
  }
}
