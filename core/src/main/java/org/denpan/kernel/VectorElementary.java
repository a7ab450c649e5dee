package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [Elementary] by whole vectors, operation by operation, and what is left over one by one.
///
/// Each in one loop, without a helper that takes vectors: where the compiler does not inline one,
/// every vector becomes an object.
final class VectorElementary {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorElementary() {}

  static void exp(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector c = FloatVector.fromArray(SPECIES, x, i);
      c = c.max(Elementary.EXP_MIN).min(Elementary.EXP_MAX);
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
      IntVector rest = k.sub(half);
      e = e.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      e.mul(rest.add(127).lanewise(LSHL, 23).reinterpretAsFloats()).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  static void expm1(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector c = v.max(Elementary.EXPM1_MIN).min(Elementary.EXP_MAX);
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
      IntVector k = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS + 1);
      FloatVector scale = k.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
      FloatVector e = p.mul(r).fma(r, r).fma(scale, scale.sub(0.5f)).mul(2f);
      e.blend(v, v.abs().compare(LT, Elementary.EXPM1_TINY)).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.expm1(x[i]);
    }
  }

  static void atan(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector a = v.abs();
      VectorMask<Float> large = a.compare(GT, 1f);
      FloatVector r = a.blend(FloatVector.broadcast(SPECIES, 1f).div(a), large);
      FloatVector s = r.mul(r);
      FloatVector p = FloatVector.broadcast(SPECIES, Elementary.A8);
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A7));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A6));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A5));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A4));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A3));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A2));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A1));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Elementary.A0));
      FloatVector t = p.mul(s).fma(r, r);
      FloatVector half = FloatVector.broadcast(SPECIES, Elementary.HALF_PI_A);
      FloatVector rest = half.fma(FloatVector.broadcast(SPECIES, Elementary.HALF_PI_B), t.neg());
      IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
      t.blend(rest, large).reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Elementary.atan(x[i]);
    }
  }
}
