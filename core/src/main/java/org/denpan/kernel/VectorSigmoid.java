package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The logistic and tanh of [Elementary] by whole vectors, with the exponential in the same loop,
/// so that memory is passed once.
final class VectorSigmoid {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  // from e²⁰ on, 1 − 2/(eˣ+1) is 1; and so far one power of two is enough
  private static final float TANH_MAX = 20f;

  private VectorSigmoid() {}

  static void logistic(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector c = v.abs().neg().max(Elementary.EXP_MIN);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector shifted = c.fma(FloatVector.broadcast(SPECIES, Elementary.LOG2_E), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(SPECIES, Elementary.E6);
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E5));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E2));
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector e = p.fma(r, one).fma(r, one);
      IntVector k = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS);
      IntVector half = k.lanewise(ASHR, 1);
      e = e.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      e = e.mul(k.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      VectorMask<Float> negative = v.compare(LT, 0f);
      FloatVector sum = e.add(one);
      FloatVector q = one.blend(e, negative).div(sum);
      q.neg().fma(e.sub(sum.sub(one)), q).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.logistic(x[i]);
    }
  }

  static void tanh(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector a = v.abs();
      FloatVector c = a.add(a).min(TANH_MAX);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector shifted = c.fma(FloatVector.broadcast(SPECIES, Elementary.LOG2_E), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(SPECIES, Elementary.E6);
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E5));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, Elementary.E2));
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector e = p.fma(r, one).fma(r, one);
      IntVector k = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS - 127);
      e = e.mul(k.lanewise(LSHL, 23).reinterpretAsFloats());
      FloatVector t = one.sub(FloatVector.broadcast(SPECIES, 2f).div(e.add(one)));
      FloatVector large = t.blend(t.neg(), v.compare(LT, 0f));
      FloatVector s = v.mul(v);
      FloatVector q = FloatVector.broadcast(SPECIES, Elementary.T5);
      q = q.fma(s, FloatVector.broadcast(SPECIES, Elementary.T4));
      q = q.fma(s, FloatVector.broadcast(SPECIES, Elementary.T3));
      q = q.fma(s, FloatVector.broadcast(SPECIES, Elementary.T2));
      q = q.fma(s, FloatVector.broadcast(SPECIES, Elementary.T1));
      q = q.fma(s, FloatVector.broadcast(SPECIES, Elementary.T0));
      FloatVector small = q.fma(s, one).mul(v);
      large.blend(small, a.compare(LE, Elementary.TANH_SMALL)).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.tanh(x[i]);
    }
  }
}
