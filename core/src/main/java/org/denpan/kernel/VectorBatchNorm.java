package org.denpan.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Batch normalisation by whole vectors. Rows outside, columns inside: memory is read in its order,
/// and each column's sum still runs over the rows in theirs, four rows a visit, so that the sums
/// are fetched and put back a quarter as often.
final class VectorBatchNorm {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final ScalarLayers SCALAR = new ScalarLayers();

  private VectorBatchNorm() {}

  static void moments(
      int from, int to, int rows, int columns, float[] x, float[] mean, float[] variance) {
    int end = from + (to - from) / WIDTH * WIDTH;
    Arrays.fill(mean, from, end, 0f);
    sums(from, end, rows, columns, x, mean);
    for (int j = from; j < end; j++) {
      mean[j] /= rows;
    }
    Arrays.fill(variance, from, end, 0f);
    squares(from, end, rows, columns, x, mean, variance);
    for (int j = from; j < end; j++) {
      variance[j] /= rows;
    }
    SCALAR.moments(end, to, rows, columns, x, mean, variance);
  }

  private static void sums(int from, int end, int rows, int columns, float[] x, float[] sums) {
    int row = 0;
    for (; row <= rows - 4; row += 4) {
      addFour(from, end, columns, x, row * columns, sums);
    }
    for (; row < rows; row++) {
      addOne(from, end, x, row * columns, sums);
    }
  }

  private static void addFour(int from, int end, int columns, float[] x, int at, float[] sums) {
    for (int j = from; j < end; j += WIDTH) {
      FloatVector.fromArray(SPECIES, sums, j)
          .add(FloatVector.fromArray(SPECIES, x, at + j))
          .add(FloatVector.fromArray(SPECIES, x, at + columns + j))
          .add(FloatVector.fromArray(SPECIES, x, at + 2 * columns + j))
          .add(FloatVector.fromArray(SPECIES, x, at + 3 * columns + j))
          .intoArray(sums, j);
    }
  }

  private static void addOne(int from, int end, float[] x, int at, float[] sums) {
    for (int j = from; j < end; j += WIDTH) {
      FloatVector.fromArray(SPECIES, sums, j)
          .add(FloatVector.fromArray(SPECIES, x, at + j))
          .intoArray(sums, j);
    }
  }

  private static void squares(
      int from, int end, int rows, int columns, float[] x, float[] mean, float[] sums) {
    int row = 0;
    for (; row <= rows - 4; row += 4) {
      squareFour(from, end, columns, x, row * columns, mean, sums);
    }
    for (; row < rows; row++) {
      squareOne(from, end, x, row * columns, mean, sums);
    }
  }

  private static void squareFour(
      int from, int end, int columns, float[] x, int at, float[] mean, float[] sums) {
    for (int j = from; j < end; j += WIDTH) {
      FloatVector m = FloatVector.fromArray(SPECIES, mean, j);
      FloatVector a = FloatVector.fromArray(SPECIES, x, at + j).sub(m);
      FloatVector b = FloatVector.fromArray(SPECIES, x, at + columns + j).sub(m);
      FloatVector c = FloatVector.fromArray(SPECIES, x, at + 2 * columns + j).sub(m);
      FloatVector d = FloatVector.fromArray(SPECIES, x, at + 3 * columns + j).sub(m);
      FloatVector sum = a.fma(a, FloatVector.fromArray(SPECIES, sums, j));
      sum = c.fma(c, b.fma(b, sum));
      d.fma(d, sum).intoArray(sums, j);
    }
  }

  private static void squareOne(int from, int end, float[] x, int at, float[] mean, float[] sums) {
    for (int j = from; j < end; j += WIDTH) {
      FloatVector m = FloatVector.fromArray(SPECIES, mean, j);
      FloatVector a = FloatVector.fromArray(SPECIES, x, at + j).sub(m);
      a.fma(a, FloatVector.fromArray(SPECIES, sums, j)).intoArray(sums, j);
    }
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
