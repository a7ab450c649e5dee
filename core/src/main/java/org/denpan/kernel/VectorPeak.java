package org.denpan.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What a processor can do at most: chains of fused multiply-adds in registers, as many at a time
/// as hide that each takes some cycles.
final class VectorPeak {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorPeak() {}

  /// Twelve vectors from `at` on: v ← ½v + ½, so many times over.
  static void multiplyAdds(int times, float[] values, int at) {
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector v0 = FloatVector.fromArray(SPECIES, values, at);
    FloatVector v1 = FloatVector.fromArray(SPECIES, values, at + WIDTH);
    FloatVector v2 = FloatVector.fromArray(SPECIES, values, at + 2 * WIDTH);
    FloatVector v3 = FloatVector.fromArray(SPECIES, values, at + 3 * WIDTH);
    FloatVector v4 = FloatVector.fromArray(SPECIES, values, at + 4 * WIDTH);
    FloatVector v5 = FloatVector.fromArray(SPECIES, values, at + 5 * WIDTH);
    FloatVector v6 = FloatVector.fromArray(SPECIES, values, at + 6 * WIDTH);
    FloatVector v7 = FloatVector.fromArray(SPECIES, values, at + 7 * WIDTH);
    FloatVector v8 = FloatVector.fromArray(SPECIES, values, at + 8 * WIDTH);
    FloatVector v9 = FloatVector.fromArray(SPECIES, values, at + 9 * WIDTH);
    FloatVector v10 = FloatVector.fromArray(SPECIES, values, at + 10 * WIDTH);
    FloatVector v11 = FloatVector.fromArray(SPECIES, values, at + 11 * WIDTH);
    for (int n = 0; n < times; n++) {
      v0 = v0.fma(half, half);
      v1 = v1.fma(half, half);
      v2 = v2.fma(half, half);
      v3 = v3.fma(half, half);
      v4 = v4.fma(half, half);
      v5 = v5.fma(half, half);
      v6 = v6.fma(half, half);
      v7 = v7.fma(half, half);
      v8 = v8.fma(half, half);
      v9 = v9.fma(half, half);
      v10 = v10.fma(half, half);
      v11 = v11.fma(half, half);
    }
    v0.intoArray(values, at);
    v1.intoArray(values, at + WIDTH);
    v2.intoArray(values, at + 2 * WIDTH);
    v3.intoArray(values, at + 3 * WIDTH);
    v4.intoArray(values, at + 4 * WIDTH);
    v5.intoArray(values, at + 5 * WIDTH);
    v6.intoArray(values, at + 6 * WIDTH);
    v7.intoArray(values, at + 7 * WIDTH);
    v8.intoArray(values, at + 8 * WIDTH);
    v9.intoArray(values, at + 9 * WIDTH);
    v10.intoArray(values, at + 10 * WIDTH);
    v11.intoArray(values, at + 11 * WIDTH);
  }
}
