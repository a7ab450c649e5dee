package org.denpan.kernel;

/// exp, expm1, logistic, tanh and atan of a float as chains of fused multiply-adds, the definition
/// that all kernels repeat. Errors over all floats stay under 0.9 ulp for exp, 1.5 ulp for expm1,
/// tanh and atan, and 2 ulp for logistic; `AllFloatsTest` measures them.
final class Elementary {
  static final float LOG2_E = 1.442695f;
  // ln 2 in two parts, the first short enough that n·LN2_HIGH is exact
  static final float LN2_HIGH = 0x1.63p-1f;
  static final float LN2_LOW = -2.1219444e-4f;
  // beyond these e^x is 0 or ∞ in float
  static final float EXP_MIN = -104f;
  static final float EXP_MAX = 89f;
  // adding 1.5·2²³ rounds to an integer that then stands in the low bits
  static final float ROUNDER = 12582912f;
  static final int ROUNDER_BITS = 0x4B400000;
  // below these eˣ − 1 is −1, and x, in float
  static final float EXPM1_MIN = -25f;
  static final float EXPM1_TINY = 0x1p-25f;
  // (eʳ − 1 − r)/r² on |r| ≤ ln2/2, minimax, error 3.3e-9 of eʳ
  static final float E2 = 0.49999994f;
  static final float E3 = 0.16666515f;
  static final float E4 = 0.041668456f;
  static final float E5 = 0.008369419f;
  static final float E6 = 0.0013813142f;
  // (tanh x / x − 1)/x² in x² on |x| ≤ 0.65, minimax
  static final float TANH_SMALL = 0.625f;
  static final float T0 = -0.33333328f;
  static final float T1 = 0.13333152f;
  static final float T2 = -0.053939942f;
  static final float T3 = 0.0216634f;
  static final float T4 = -0.008085622f;
  static final float T5 = 0.0020595775f;
  // (atan r / r − 1)/r² in r² on r ≤ 1, minimax, error 2.7e-9 of atan r
  static final float A0 = -0.333333f;
  static final float A1 = 0.1999853f;
  static final float A2 = -0.14264016f;
  static final float A3 = 0.10950877f;
  static final float A4 = -0.08399273f;
  static final float A5 = 0.057880245f;
  static final float A6 = -0.031095121f;
  static final float A7 = 0.010867223f;
  static final float A8 = -0.0017823771f;
  // π/2 as a product, so that one fused multiply-add subtracts from all of it; error 6e-14
  static final float HALF_PI_A = 1.2532952f;
  static final float HALF_PI_B = 1.2533331f;

  private Elementary() {}

  /// eˣ = 2ⁿ·eʳ with n = round(x·log₂e); 2ⁿ is multiplied in two halves, so that results near the
  /// ends of the range round once.
  static float exp(float x) {
    float c = Math.min(Math.max(x, EXP_MIN), EXP_MAX);
    float shifted = Math.fma(c, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, c));
    float e = Math.fma(Math.fma(curve(r), r, 1f), r, 1f);
    int k = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = k >> 1;
    return e * powerOfTwo(half) * powerOfTwo(k - half);
  }

  /// (eʳ − 1 − r)/r² for |r| ≤ ln2/2.
  private static float curve(float r) {
    float p = Math.fma(E6, r, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    return Math.fma(p, r, E2);
  }

  /// eˣ − 1 = 2·(2ⁿ⁻¹(eʳ − 1) + (2ⁿ⁻¹ − ½)); halved, so that n = 128 has its power of two.
  static float expm1(float x) {
    if (Math.abs(x) < EXPM1_TINY) {
      return x;
    }
    float c = Math.min(Math.max(x, EXPM1_MIN), EXP_MAX);
    float shifted = Math.fma(c, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, c));
    float scale = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS - 1);
    return 2f * Math.fma(Math.fma(curve(r) * r, r, r), scale, scale - 0.5f);
  }

  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  /// 1/(1+e⁻ˣ), through e^−|x| so that neither side overflows or cancels; then what 1 + e^−|x| lost
  /// by rounding is made good.
  static float logistic(float x) {
    float e = exp(-Math.abs(x));
    float sum = 1f + e;
    float y = (x < 0 ? e : 1f) / sum;
    return Math.fma(-y, e - (sum - 1f), y);
  }

  /// An odd polynomial near zero, 1 − 2/(e²ˣ+1) elsewhere.
  static float tanh(float x) {
    float a = Math.abs(x);
    if (a <= TANH_SMALL) {
      float s = x * x;
      float p = Math.fma(T5, s, T4);
      p = Math.fma(p, s, T3);
      p = Math.fma(p, s, T2);
      p = Math.fma(p, s, T1);
      p = Math.fma(p, s, T0);
      return Math.fma(p, s, 1f) * x;
    }
    float t = 1f - 2f / (exp(a + a) + 1f);
    return x < 0 ? -t : t;
  }

  /// An odd polynomial up to 1, π/2 − atan(1/x) beyond.
  static float atan(float x) {
    float a = Math.abs(x);
    float r = a > 1f ? 1f / a : a;
    float s = r * r;
    float p = Math.fma(A8, s, A7);
    p = Math.fma(p, s, A6);
    p = Math.fma(p, s, A5);
    p = Math.fma(p, s, A4);
    p = Math.fma(p, s, A3);
    p = Math.fma(p, s, A2);
    p = Math.fma(p, s, A1);
    p = Math.fma(p, s, A0);
    float t = Math.fma(p * s, r, r);
    return Math.copySign(a > 1f ? Math.fma(HALF_PI_A, HALF_PI_B, -t) : t, x);
  }
}
