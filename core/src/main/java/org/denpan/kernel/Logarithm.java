package org.denpan.kernel;

/// log and softplus of a float, the definition that all kernels repeat. Errors over all floats stay
/// under 1 ulp for log and 2 ulp for softplus, which adds that of exp; `AllFloatsTest` measures
/// them.
final class Logarithm {
  static final float LN2 = 0.6931472f;
  static final float THIRD = 0.33333334f;
  // the bits of 2/3, where the mantissas of log begin
  static final int START_BITS = 0x3F2AAAAB;
  // lifts the subnormal floats
  static final float LIFT = 0x1p23f;
  // (ln(1+f) − f)/f² on |f| ≤ 1/3, minimax, error 4.7e-9 of ln(1+f)
  static final float L0 = -0.5f;
  static final float L1 = 0.33333215f;
  static final float L2 = -0.24999806f;
  static final float L3 = 0.20010427f;
  static final float L4 = -0.16680196f;
  static final float L5 = 0.14005734f;
  static final float L6 = -0.12187481f;
  static final float L7 = 0.13984594f;
  static final float L8 = -0.12880029f;

  private Logarithm() {}

  /// ln x = n·ln2 + ln m with m = x/2ⁿ in [2/3, 4/3); −∞ at 0, NaN below.
  static float log(float x) {
    boolean lifted = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(lifted ? x * LIFT : x) - START_BITS;
    int exponent = bits >> 23;
    float n = lifted ? exponent - 23 : exponent;
    float m = Float.intBitsToFloat(bits - (exponent << 23) + START_BITS);
    float finite = Math.fma(n, LN2, reducedLog1p(m - 1f));
    if (x > 0f && x < Float.POSITIVE_INFINITY) {
      return finite;
    }
    return x == 0f ? Float.NEGATIVE_INFINITY : x > 0f ? x : Float.NaN;
  }

  /// ln(1+f) for |f| ≤ 1/3.
  private static float reducedLog1p(float f) {
    float p = Math.fma(L8, f, L7);
    p = Math.fma(p, f, L6);
    p = Math.fma(p, f, L5);
    p = Math.fma(p, f, L4);
    p = Math.fma(p, f, L3);
    p = Math.fma(p, f, L2);
    p = Math.fma(p, f, L1);
    p = Math.fma(p, f, L0);
    return Math.fma(p * f, f, f);
  }

  /// ln(1+eˣ) = max(x, 0) + ln(1+e^−|x|), which neither overflows nor cancels. Where e = e^−|x| is
  /// over 1/3, ln(1+e) = ln2 + ln(1+(e−1)/2).
  static float softplus(float x) {
    float e = Elementary.exp(-Math.abs(x));
    boolean large = e > THIRD;
    float l = reducedLog1p(large ? Math.fma(e, 0.5f, -0.5f) : e);
    return Math.max(x, 0f) + (large ? l + LN2 : l);
  }
}
