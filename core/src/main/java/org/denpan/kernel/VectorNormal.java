package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [Normal] by whole vectors, operation by operation, and what is left over one by one.
final class VectorNormal {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorNormal() {}

  static void normal(float[] x, float[] y, int from, int to) {
    int end = from + (to - from) / WIDTH * WIDTH;
    for (int i = from; i < end; i += WIDTH) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, i).abs().min(Normal.TAIL_MAX);
      a.mul(a).mul(-0.5f).intoArray(y, i);
    }
    VectorElementary.exp(y, y, from, end);
    for (int i = from; i < end; i += WIDTH) {
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector spread = FloatVector.broadcast(SPECIES, Normal.SPREAD);
      FloatVector u = FloatVector.fromArray(SPECIES, x, i);
      FloatVector a = u.abs().min(Normal.TAIL_MAX);
      FloatVector rest = a.fma(a, a.mul(a).neg());
      FloatVector e = FloatVector.fromArray(SPECIES, y, i);
      e = e.fma(rest.mul(-0.5f), e);
      FloatVector t = one.div(spread.fma(a, one));
      FloatVector v = spread.mul(a).mul(t);
      FloatVector p = FloatVector.broadcast(SPECIES, Normal.N10);
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N9));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N8));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N7));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N6));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N5));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N4));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N3));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N2));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N1));
      p = p.fma(v, FloatVector.broadcast(SPECIES, Normal.N0));
      FloatVector tail = p.mul(t).mul(e);
      one.sub(tail).blend(tail, u.compare(LT, 0f)).intoArray(y, i);
    }
    for (int i = end; i < to; i++) {
      y[i] = Normal.distribution(x[i]);
    }
  }
}
