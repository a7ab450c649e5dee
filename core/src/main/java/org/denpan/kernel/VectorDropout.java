package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Dropout by whole vectors of [Draws].
final class VectorDropout {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

  private VectorDropout() {}

  static void dropout(
      int from, int to, long key, int threshold, float scale, float[] x, float[] y) {
    int second = (int) (key >>> 32);
    IntVector counter = IntVector.broadcast(INTS, from + (int) key).addIndex(1);
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      IntVector h = counter.lanewise(XOR, counter.lanewise(LSHR, 16)).mul(Draws.FIRST);
      h = h.lanewise(XOR, h.lanewise(LSHR, 15)).lanewise(XOR, second).mul(Draws.SECOND);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16));
      VectorMask<Float> kept = h.compare(GE, threshold).cast(SPECIES);
      FloatVector scaled = FloatVector.fromArray(SPECIES, x, i).mul(scale);
      FloatVector.zero(SPECIES).blend(scaled, kept).intoArray(y, i);
      counter = counter.add(WIDTH);
    }
    for (; i < to; i++) {
      y[i] = Draws.bits(key, i) >= threshold ? scale * x[i] : 0f;
    }
  }
}
