package org.denpan.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [Turns] by whole vectors, operation by operation, and what is left over one by one.
final class VectorTurns {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorTurns() {}

  static void cosine(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector c = FloatVector.fromArray(SPECIES, x, i).max(-Turns.MOST).min(Turns.MOST);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector r = c.sub(c.add(rounder).sub(rounder));
      FloatVector q = FloatVector.broadcast(SPECIES, 0.25f).sub(r.abs());
      FloatVector s = q.mul(q);
      FloatVector p = FloatVector.broadcast(SPECIES, Turns.S4);
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S3));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S2));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S1));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S0));
      p.mul(q).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Turns.cosine(x[i]);
    }
  }

  static void cosineBackward(float[] x, float[] dy, float[] dx, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector c = FloatVector.fromArray(SPECIES, x, i).max(-Turns.MOST).min(Turns.MOST);
      FloatVector rounder = FloatVector.broadcast(SPECIES, Elementary.ROUNDER);
      FloatVector r = c.sub(c.add(rounder).sub(rounder));
      FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
      FloatVector q = r.min(half.sub(r)).max(half.neg().sub(r));
      FloatVector s = q.mul(q);
      FloatVector p = FloatVector.broadcast(SPECIES, Turns.S4);
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S3));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S2));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S1));
      p = p.fma(s, FloatVector.broadcast(SPECIES, Turns.S0));
      FloatVector slope = p.mul(q).mul(-Turns.TURN);
      FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
    }
    for (; i < to; i++) {
      dx[i] = dy[i] * Turns.slope(x[i]);
    }
  }
}
