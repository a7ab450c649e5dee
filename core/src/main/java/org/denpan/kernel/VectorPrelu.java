package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Rectifiers with a slope for each column, by whole vectors along the rows.
final class VectorPrelu {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorPrelu() {}

  static void forward(int from, int to, int columns, float[] u, float[] p, int at, float[] z) {
    for (int row = from * columns; row < to * columns; row += columns) {
      int j = 0;
      for (; j <= columns - WIDTH; j += WIDTH) {
        FloatVector v = FloatVector.fromArray(SPECIES, u, row + j);
        FloatVector alpha = FloatVector.fromArray(SPECIES, p, at + j);
        alpha.fma(v.min(0f), v.max(0f)).intoArray(z, row + j);
      }
      for (; j < columns; j++) {
        float v = u[row + j];
        z[row + j] = Math.fma(p[at + j], Math.min(v, 0f), Math.max(v, 0f));
      }
    }
  }

  static void backward(
      int from, int to, int columns, float[] u, float[] p, int at, float[] dz, float[] du) {
    for (int row = from * columns; row < to * columns; row += columns) {
      int j = 0;
      for (; j <= columns - WIDTH; j += WIDTH) {
        VectorMask<Float> negative = FloatVector.fromArray(SPECIES, u, row + j).compare(LT, 0f);
        FloatVector alpha = FloatVector.fromArray(SPECIES, p, at + j);
        FloatVector slope = FloatVector.broadcast(SPECIES, 1f).blend(alpha, negative);
        FloatVector.fromArray(SPECIES, dz, row + j).mul(slope).intoArray(du, row + j);
      }
      for (; j < columns; j++) {
        du[row + j] = dz[row + j] * Sides.choose(u[row + j], p[at + j], 1f);
      }
    }
  }

  static void gradient(
      int from, int to, int rows, int columns, float[] u, float[] dz, float[] g, int at) {
    int j = from;
    for (; j <= to - WIDTH; j += WIDTH) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int row = 0; row < rows * columns; row += columns) {
        FloatVector below = FloatVector.fromArray(SPECIES, u, row + j).min(0f);
        sum = FloatVector.fromArray(SPECIES, dz, row + j).fma(below, sum);
      }
      sum.intoArray(g, at + j);
    }
    for (; j < to; j++) {
      float sum = 0;
      for (int row = 0; row < rows * columns; row += columns) {
        sum = Math.fma(dz[row + j], Math.min(u[row + j], 0f), sum);
      }
      g[at + j] = sum;
    }
  }
}
