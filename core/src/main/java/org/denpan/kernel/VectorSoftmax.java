package org.denpan.kernel;

import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The parts of softmax that go by rows, which are short in most networks: the end of a row is one
/// masked vector, and sums, whose order is fixed, are taken of four rows at a time, so that one
/// need not wait for the other.
final class VectorSoftmax {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  // below this many columns, plain loops are as fast
  private static final int SHORT = 6;
  private static final ScalarLayers SCALAR = new ScalarLayers();

  private VectorSoftmax() {}

  static void belowMax(int from, int to, int columns, float[] x, float[] y) {
    if (columns < SHORT) {
      SCALAR.belowMax(from, to, columns, x, y);
      return;
    }
    int whole = columns / WIDTH * WIDTH;
    VectorMask<Float> rest = SPECIES.indexInRange(whole, columns);
    FloatVector lowest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int row = from; row < to; row++) {
      int at = row * columns;
      FloatVector top = lowest;
      for (int k = at; k < at + whole; k += WIDTH) {
        top = top.max(FloatVector.fromArray(SPECIES, x, k));
      }
      if (whole < columns) {
        top = top.max(lowest.blend(FloatVector.fromArray(SPECIES, x, at + whole, rest), rest));
      }
      float max = top.reduceLanes(MAX); // whatever the order, the bits are the same
      for (int k = at; k < at + whole; k += WIDTH) {
        FloatVector.fromArray(SPECIES, x, k).sub(max).intoArray(y, k);
      }
      if (whole < columns) {
        FloatVector last = FloatVector.fromArray(SPECIES, x, at + whole, rest);
        last.sub(max).intoArray(y, at + whole, rest);
      }
    }
  }

  static void shares(int from, int to, int columns, float[] y, double[] logs) {
    int row = from;
    for (; row <= to - 4; row += 4) {
      int at0 = row * columns;
      int at1 = at0 + columns;
      int at2 = at1 + columns;
      int at3 = at2 + columns;
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      for (int k = 0; k < columns; k++) {
        sum0 += y[at0 + k];
        sum1 += y[at1 + k];
        sum2 += y[at2 + k];
        sum3 += y[at3 + k];
      }
      if (logs.length > 0) {
        logs[row] += Logarithm.log(sum0);
        logs[row + 1] += Logarithm.log(sum1);
        logs[row + 2] += Logarithm.log(sum2);
        logs[row + 3] += Logarithm.log(sum3);
      }
      divide(y, at0, columns, sum0);
      divide(y, at1, columns, sum1);
      divide(y, at2, columns, sum2);
      divide(y, at3, columns, sum3);
    }
    SCALAR.shares(row, to, columns, y, logs);
  }

  private static void divide(float[] y, int at, int columns, float divisor) {
    int k = 0;
    for (; k <= columns - WIDTH; k += WIDTH) {
      FloatVector.fromArray(SPECIES, y, at + k).div(divisor).intoArray(y, at + k);
    }
    if (k < columns) {
      VectorMask<Float> rest = SPECIES.indexInRange(k, columns);
      FloatVector.fromArray(SPECIES, y, at + k, rest).div(divisor).intoArray(y, at + k, rest);
    }
  }

  static void backward(int from, int to, int columns, float[] z, float[] dz, float[] du) {
    int row = from;
    for (; row <= to - 4; row += 4) {
      int at0 = row * columns;
      int at1 = at0 + columns;
      int at2 = at1 + columns;
      int at3 = at2 + columns;
      float dot0 = 0;
      float dot1 = 0;
      float dot2 = 0;
      float dot3 = 0;
      for (int k = 0; k < columns; k++) {
        dot0 = Math.fma(dz[at0 + k], z[at0 + k], dot0);
        dot1 = Math.fma(dz[at1 + k], z[at1 + k], dot1);
        dot2 = Math.fma(dz[at2 + k], z[at2 + k], dot2);
        dot3 = Math.fma(dz[at3 + k], z[at3 + k], dot3);
      }
      backward(z, dz, du, at0, columns, dot0);
      backward(z, dz, du, at1, columns, dot1);
      backward(z, dz, du, at2, columns, dot2);
      backward(z, dz, du, at3, columns, dot3);
    }
    SCALAR.softmaxBackward(row, to, columns, z, dz, du);
  }

  private static void backward(float[] z, float[] dz, float[] du, int at, int columns, float dot) {
    int k = at;
    for (; k <= at + columns - WIDTH; k += WIDTH) {
      FloatVector d = FloatVector.fromArray(SPECIES, dz, k).sub(dot);
      FloatVector.fromArray(SPECIES, z, k).mul(d).intoArray(du, k);
    }
    for (; k < at + columns; k++) {
      du[k] = z[k] * (dz[k] - dot);
    }
  }
}
