package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// What has two sides of 0, by whole vectors, and what is left over one by one: the rectifiers and
/// their backward passes.
final class VectorSides {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorSides() {}

  static void relu(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      FloatVector.fromArray(SPECIES, x, i).max(0f).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = Math.max(0f, x[i]);
    }
  }

  static void gate(float[] gate, float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorMask<Float> open = FloatVector.fromArray(SPECIES, gate, i).compare(GT, 0f);
      FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, x, i), open).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = gate[i] > 0 ? x[i] : 0f;
    }
  }

  static void sides(float[] u, float below, float above, float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorMask<Float> negative = FloatVector.fromArray(SPECIES, u, i).compare(LT, 0f);
      FloatVector slope = FloatVector.broadcast(SPECIES, above).blend(below, negative);
      FloatVector.fromArray(SPECIES, x, i).mul(slope).intoArray(y, i);
    }
    for (; i < to; i++) {
      y[i] = x[i] * Sides.choose(u[i], below, above);
    }
  }

  static void eluBackward(
      float[] u, float[] z, float scale, float above, float[] dz, float[] du, int from, int to) {
    int i = from;
    for (; i <= to - WIDTH; i += WIDTH) {
      VectorMask<Float> negative = FloatVector.fromArray(SPECIES, u, i).compare(LT, 0f);
      FloatVector below = FloatVector.fromArray(SPECIES, z, i).add(scale);
      FloatVector slope = FloatVector.broadcast(SPECIES, above).blend(below, negative);
      FloatVector.fromArray(SPECIES, dz, i).mul(slope).intoArray(du, i);
    }
    for (; i < to; i++) {
      du[i] = dz[i] * Sides.choose(u[i], z[i] + scale, above);
    }
  }
}
