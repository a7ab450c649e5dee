package org.denpan.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Batch normalisation by whole vectors. Rows outside, columns inside: memory is read in its order,
/// and each column's sum still runs over the rows in theirs.
final class VectorBatchNorm {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final ScalarLayers SCALAR = new ScalarLayers();
  private static final VectorKernels SUMS = new VectorKernels();

  private VectorBatchNorm() {}

  static void moments(
      int from, int to, int rows, int columns, float[] x, float[] mean, float[] variance) {
    SUMS.columnSums(from, to, rows, columns, x, mean, 0);
    for (int j = from; j < to; j++) {
      mean[j] /= rows;
    }
    int j = from;
    for (; j <= to - 2 * WIDTH; j += 2 * WIDTH) {
      squares(j, rows, columns, x, mean, variance);
    }
    for (int column = from; column < j; column++) {
      variance[column] /= rows;
    }
    SCALAR.moments(j, to, rows, columns, x, mean, variance);
  }

  /// The sums of squares of two vectors of columns from j on.
  private static void squares(
      int j, int rows, int columns, float[] x, float[] mean, float[] squares) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, mean, j);
    FloatVector m1 = FloatVector.fromArray(SPECIES, mean, j + WIDTH);
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    for (int row = 0; row < rows; row++) {
      int line = row * columns + j;
      FloatVector d0 = FloatVector.fromArray(SPECIES, x, line).sub(m0);
      FloatVector d1 = FloatVector.fromArray(SPECIES, x, line + WIDTH).sub(m1);
      sum0 = d0.fma(d0, sum0);
      sum1 = d1.fma(d1, sum1);
    }
    sum0.intoArray(squares, j);
    sum1.intoArray(squares, j + WIDTH);
  }

  static void standardise(
      int from,
      int to,
      int rows,
      int columns,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] p,
      int gamma,
      int beta,
      float[] y) {
    int end = from + (to - from) / WIDTH * WIDTH;
    for (int row = 0; row < rows * columns; row += columns) {
      standardiseRow(from, end, x, row, mean, inverse, p, gamma, beta, y);
    }
    SCALAR.standardise(end, to, rows, columns, x, mean, inverse, p, gamma, beta, y);
  }

  private static void standardiseRow(
      int from,
      int end,
      float[] x,
      int row,
      float[] mean,
      float[] inverse,
      float[] p,
      int gamma,
      int beta,
      float[] y) {
    for (int j = from; j < end; j += WIDTH) {
      FloatVector z =
          FloatVector.fromArray(SPECIES, x, row + j)
              .sub(FloatVector.fromArray(SPECIES, mean, j))
              .mul(FloatVector.fromArray(SPECIES, inverse, j));
      FloatVector shift = FloatVector.fromArray(SPECIES, p, beta + j);
      z.fma(FloatVector.fromArray(SPECIES, p, gamma + j), shift).intoArray(y, row + j);
    }
  }

  static void gradients(
      int from,
      int to,
      int rows,
      int columns,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] dy,
      float[] g,
      int gamma,
      int beta) {
    int end = from + (to - from) / WIDTH * WIDTH;
    Arrays.fill(g, gamma + from, gamma + end, 0f);
    Arrays.fill(g, beta + from, beta + end, 0f);
    for (int row = 0; row < rows * columns; row += columns) {
      addGradients(from, end, x, row, mean, inverse, dy, g, gamma, beta);
    }
    SCALAR.scaleGradients(end, to, rows, columns, x, mean, inverse, dy, g, gamma, beta);
  }

  private static void addGradients(
      int from,
      int end,
      float[] x,
      int row,
      float[] mean,
      float[] inverse,
      float[] dy,
      float[] g,
      int gamma,
      int beta) {
    for (int j = from; j < end; j += WIDTH) {
      FloatVector z =
          FloatVector.fromArray(SPECIES, x, row + j)
              .sub(FloatVector.fromArray(SPECIES, mean, j))
              .mul(FloatVector.fromArray(SPECIES, inverse, j));
      FloatVector d = FloatVector.fromArray(SPECIES, dy, row + j);
      d.fma(z, FloatVector.fromArray(SPECIES, g, gamma + j)).intoArray(g, gamma + j);
      FloatVector.fromArray(SPECIES, g, beta + j).add(d).intoArray(g, beta + j);
    }
  }

  static void backward(
      int from,
      int to,
      int rows,
      int columns,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] dy,
      float[] scale,
      float[] slope,
      float[] offset,
      float[] dx) {
    int end = from + (to - from) / WIDTH * WIDTH;
    for (int row = 0; row < rows * columns; row += columns) {
      backwardRow(from, end, x, row, mean, inverse, dy, scale, slope, offset, dx);
    }
    SCALAR.standardiseBackward(
        end, to, rows, columns, x, mean, inverse, dy, scale, slope, offset, dx);
  }

  private static void backwardRow(
      int from,
      int end,
      float[] x,
      int row,
      float[] mean,
      float[] inverse,
      float[] dy,
      float[] scale,
      float[] slope,
      float[] offset,
      float[] dx) {
    for (int j = from; j < end; j += WIDTH) {
      FloatVector z =
          FloatVector.fromArray(SPECIES, x, row + j)
              .sub(FloatVector.fromArray(SPECIES, mean, j))
              .mul(FloatVector.fromArray(SPECIES, inverse, j));
      FloatVector b = FloatVector.fromArray(SPECIES, offset, j);
      FloatVector taken = z.fma(FloatVector.fromArray(SPECIES, slope, j), b);
      FloatVector rest = FloatVector.fromArray(SPECIES, dy, row + j).sub(taken);
      FloatVector.fromArray(SPECIES, scale, j).mul(rest).intoArray(dx, row + j);
    }
  }
}
