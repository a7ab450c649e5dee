package org.denpan.net;

/// The two sides of 0.
final class Sides {
  private Sides() {}

  /// `below` where u < 0, else `above`; without a branch, which every second unit would mispredict.
  static float choose(float u, float below, float above) {
    int mask = Float.floatToRawIntBits(u + 0f) >> 31; // −0 + 0 = 0
    int otherwise = Float.floatToRawIntBits(above);
    return Float.intBitsToFloat(otherwise ^ (mask & (otherwise ^ Float.floatToRawIntBits(below))));
  }
}
