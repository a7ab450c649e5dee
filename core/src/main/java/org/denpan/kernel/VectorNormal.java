package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// [Normal] by whole vectors, operation by operation, and what is left over one by one.
final class VectorNormal {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorNormal() {}

  static void normal(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector u = FloatVector.fromArray(SPECIES, x, i);
      FloatVector a = u.abs().min(Normal.TAIL_MAX);
      FloatVector c = a.mul(a).mul(-0.5f).max(Elementary.EXP_MIN);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector shifted = c.fma(FloatVector.broadcast(SPECIES, Elementary.LOG2_E), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_LOW), r);
      FloatVector q = FloatVector.broadcast(SPECIES, Elementary.E6);
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E5));
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E4));
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E3));
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E2));
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector e = q.fma(r, one).fma(r, one);
      IntVector k = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS);
      IntVector half = k.lanewise(ASHR, 1);
      e = e.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      e = e.mul(k.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      FloatVector rest = a.fma(a, a.mul(a).neg());
      e = e.fma(rest.mul(-0.5f), e);
      FloatVector spread = FloatVector.broadcast(SPECIES, Normal.SPREAD);
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
      FloatVector phi = one.sub(tail).blend(tail, u.compare(LT, 0f));
      phi.intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Normal.distribution(x[i]);
    }
  }

  static void geluBackward(float[] x, float[] dz, float[] du, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector u = FloatVector.fromArray(SPECIES, x, i);
      FloatVector a = u.abs().min(Normal.TAIL_MAX);
      FloatVector c = a.mul(a).mul(-0.5f).max(Elementary.EXP_MIN);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector shifted = c.fma(FloatVector.broadcast(SPECIES, Elementary.LOG2_E), rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_HIGH), c);
      r = n.fma(FloatVector.broadcast(SPECIES, -Elementary.LN2_LOW), r);
      FloatVector q = FloatVector.broadcast(SPECIES, Elementary.E6);
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E5));
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E4));
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E3));
      q = q.fma(r, FloatVector.broadcast(SPECIES, Elementary.E2));
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector e = q.fma(r, one).fma(r, one);
      IntVector k = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS);
      IntVector half = k.lanewise(ASHR, 1);
      e = e.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      e = e.mul(k.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats());
      FloatVector rest = a.fma(a, a.mul(a).neg());
      e = e.fma(rest.mul(-0.5f), e);
      FloatVector spread = FloatVector.broadcast(SPECIES, Normal.SPREAD);
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
      FloatVector phi = one.sub(tail).blend(tail, u.compare(LT, 0f));
      FloatVector signed = u.max(-Normal.TAIL_MAX).min(Normal.TAIL_MAX);
      FloatVector slope = signed.mul(Normal.PEAK).fma(e, phi);
      FloatVector.fromArray(SPECIES, dz, i).mul(slope).intoArray(du, i);
    }
    for (; i < to; i++) {
      du[i] = dz[i] * Normal.geluSlope(x[i]);
    }
  }
}
