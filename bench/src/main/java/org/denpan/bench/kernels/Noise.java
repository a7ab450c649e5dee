package org.denpan.bench.kernels;

import org.denpan.Seed;

/// Numbers to compute with.
final class Noise {
  private Noise() {}

  /// Normal ones.
  static float[] normal(String name, int length) {
    Seed.Stream random = new Seed(42).stream(name);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
