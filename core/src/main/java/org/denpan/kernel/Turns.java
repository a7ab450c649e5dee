package org.denpan.kernel;

/// cos 2πx and its slope, the definition that all kernels repeat: x counts turns, so that whole
/// ones are taken off exactly. Errors stay under 3 ulp, and 5 of the slope, for |x| up to 2²²,
/// beyond which x counts as a whole number of turns; `AllFloatsTest` measures them.
final class Turns {
  /// From here on floats are halves and whole numbers.
  static final float MOST = 0x1p22f;

  static final float TURN = 6.2831855f;
  // sin(2πq)/q in q² on |q| ≤ 1/4, minimax, error 2.9e-8 of sin 2πq
  static final float S0 = 6.2831855f;
  static final float S1 = -41.341766f;
  static final float S2 = 81.608635f;
  static final float S3 = -76.72798f;
  static final float S4 = 40.87591f;

  private Turns() {}

  /// x without its whole turns, in [−½, ½].
  private static float rest(float x) {
    float c = Math.min(Math.max(x, -MOST), MOST);
    return c - (c + Elementary.ROUNDER - Elementary.ROUNDER);
  }

  /// sin 2πq for |q| ≤ ¼.
  private static float quarter(float q) {
    float s = q * q;
    float p = Math.fma(S4, s, S3);
    p = Math.fma(p, s, S2);
    p = Math.fma(p, s, S1);
    p = Math.fma(p, s, S0);
    return p * q;
  }

  /// cos 2πx = sin 2π(¼ − |r|) with the rest r of x.
  static float cosine(float x) {
    return quarter(0.25f - Math.abs(rest(x)));
  }

  /// −2π·sin 2πx, what cos 2πx grows by. The rest r is folded into [−¼, ¼], where sin 2πr is the
  /// same.
  static float slope(float x) {
    float r = rest(x);
    return -TURN * quarter(Math.max(Math.min(r, 0.5f - r), -0.5f - r));
  }
}
