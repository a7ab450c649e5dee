package org.denpan.kernel;

import java.util.Arrays;

/// Plain Java: the definition of every kernel, and the fallback where the Vector API is absent.
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void affine(
      int from, int to, int inner, int columns, float[] x, float[] p, int w, int b, float[] y) {
    multiply(from, to, inner, columns, x, inner, 1, p, w, y, 0);
    for (int row = from; row < to; row++) {
      int at = row * columns;
      for (int j = 0; j < columns; j++) {
        y[at + j] += p[b + j];
      }
    }
  }

  @Override
  public void product(int from, int to, int inner, int columns, float[] x, float[] w, float[] y) {
    multiply(from, to, inner, columns, x, inner, 1, w, 0, y, 0);
  }

  @Override
  public void weightGradient(
      int from,
      int to,
      int rows,
      int inputs,
      int outputs,
      float[] x,
      float[] delta,
      float[] g,
      int at) {
    multiply(from, to, rows, outputs, x, 1, inputs, delta, 0, g, at);
  }

  /// C = A·B for the rows [from, to), where element (i, k) of A stands at i·rowStride +
  /// k·stepStride.
  private static void multiply(
      int from,
      int to,
      int inner,
      int columns,
      float[] a,
      int rowStride,
      int stepStride,
      float[] b,
      int bAt,
      float[] c,
      int cAt) {
    for (int i = from; i < to; i++) {
      int row = cAt + i * columns;
      Arrays.fill(c, row, row + columns, 0f);
      for (int k = 0; k < inner; k++) {
        float factor = a[i * rowStride + k * stepStride];
        int line = bAt + k * columns;
        for (int j = 0; j < columns; j++) {
          c[row + j] = Math.fma(factor, b[line + j], c[row + j]);
        }
      }
    }
  }

  @Override
  public void columnSums(int from, int to, int rows, int columns, float[] a, float[] out, int at) {
    Arrays.fill(out, at + from, at + to, 0f);
    for (int row = 0; row < rows; row++) {
      for (int j = from; j < to; j++) {
        out[at + j] += a[row * columns + j];
      }
    }
  }

  @Override
  public float sumOfSquares(float[] a, int from, int to, float[] lanes) {
    Arrays.fill(lanes, 0f);
    for (int i = from; i < to; i++) {
      int lane = (i - from) % LANES;
      lanes[lane] = Math.fma(a[i], a[i], lanes[lane]);
    }
    return Kernels.treeSum(lanes);
  }

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void expm1(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.expm1(x[i]);
    }
  }

  @Override
  public void logistic(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.logistic(x[i]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.tanh(x[i]);
    }
  }

  @Override
  public void atan(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Elementary.atan(x[i]);
    }
  }

  @Override
  public void log(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Logarithm.log(x[i]);
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Logarithm.softplus(x[i]);
    }
  }

  @Override
  public void normal(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Normal.distribution(x[i]);
    }
  }

  @Override
  public void relu(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(0f, x[i]);
    }
  }

  @Override
  public void gate(float[] gate, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = gate[i] > 0 ? x[i] : 0f;
    }
  }
}
