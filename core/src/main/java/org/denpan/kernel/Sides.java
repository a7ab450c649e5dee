package org.denpan.kernel;

/// The two sides of 0.
final class Sides {
  // the bits of −∞, the last of the negative numbers, and one more
  private static final int BEYOND = 0xFF800001;

  private Sides() {}

  /// `below` where u < 0, else `above`, also for NaN; without a branch, which every second unit
  /// would mispredict.
  static float choose(float u, float below, float above) {
    int bits = Float.floatToRawIntBits(u + 0f); // −0 + 0 = 0
    int mask = (int) (((long) bits - BEYOND) >> 63);
    int otherwise = Float.floatToRawIntBits(above);
    return Float.intBitsToFloat(otherwise ^ (mask & (otherwise ^ Float.floatToRawIntBits(below))));
  }
}
