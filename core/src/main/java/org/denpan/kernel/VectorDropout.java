package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Dropout by whole vectors of [Draws]. Each iteration makes its counters anew: a vector carried
/// from one to the next, or a mask cast to another species, was sometimes left an object.
final class VectorDropout {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

  private static final IntVector LANES = IntVector.zero(INTS).addIndex(1);

  private VectorDropout() {}

  static void dropout(
      int from, int to, long key, int threshold, float scale, float[] x, float[] y) {
    int second = (int) (key >>> 32);
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      IntVector counter = LANES.add(i + (int) key);
      IntVector h = counter.lanewise(XOR, counter.lanewise(LSHR, 16)).mul(Draws.FIRST);
      h = h.lanewise(XOR, h.lanewise(LSHR, 15)).lanewise(XOR, second).mul(Draws.SECOND);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16));
      FloatVector scaled = FloatVector.fromArray(SPECIES, x, i).mul(scale);
      IntVector.zero(INTS)
          .blend(scaled.reinterpretAsInts(), h.compare(GE, threshold))
          .reinterpretAsFloats()
          .intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Draws.bits(key, i) >= threshold ? scale * x[i] : 0f;
    }
  }
}
