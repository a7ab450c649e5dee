package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [Logarithm] by whole vectors, operation by operation, and what is left over one by one.
final class VectorLogarithm {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorLogarithm() {}

  static void log(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      VectorMask<Float> lifted = v.compare(LT, Float.MIN_NORMAL);
      FloatVector u = v.blend(v.mul(Logarithm.LIFT), lifted);
      IntVector bits = u.reinterpretAsInts().sub(Logarithm.START_BITS);
      IntVector exponent = bits.lanewise(ASHR, 23);
      FloatVector n = exponent.add(Elementary.ROUNDER_BITS).reinterpretAsFloats();
      n = n.sub(Elementary.ROUNDER);
      n = n.blend(n.sub(23f), lifted);
      IntVector m = bits.sub(exponent.lanewise(LSHL, 23)).add(Logarithm.START_BITS);
      FloatVector f = m.reinterpretAsFloats().sub(1f);
      FloatVector p = FloatVector.broadcast(SPECIES, Logarithm.L8);
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L7));
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L6));
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L5));
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L4));
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L3));
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L2));
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L1));
      p = p.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L0));
      FloatVector ln2 = FloatVector.broadcast(SPECIES, Logarithm.LN2);
      FloatVector l = n.fma(ln2, p.mul(f).fma(f, f));
      l = l.blend(v, v.compare(EQ, Float.POSITIVE_INFINITY));
      l = l.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f));
      l.blend(Float.NaN, v.compare(GE, 0f).not()).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Logarithm.log(x[i]);
    }
  }

  static void softplus(float[] x, float[] y, int from, int to) {
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
      VectorMask<Float> large = e.compare(GT, Logarithm.THIRD);
      FloatVector point = FloatVector.broadcast(SPECIES, 0.5f);
      FloatVector f = e.blend(e.fma(point, point.neg()), large);
      FloatVector q = FloatVector.broadcast(SPECIES, Logarithm.L8);
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L7));
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L6));
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L5));
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L4));
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L3));
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L2));
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L1));
      q = q.fma(f, FloatVector.broadcast(SPECIES, Logarithm.L0));
      FloatVector l = q.mul(f).fma(f, f);
      l = l.blend(l.add(Logarithm.LN2), large);
      v.max(0f).add(l).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Logarithm.softplus(x[i]);
    }
  }
}
