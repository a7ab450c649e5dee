package org.denpan.kernel;

import java.util.Arrays;

/// Plain Java: the definition of every kernel, and the fallback where the Vector API is absent.
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int panel() {
    return ScalarProduct.PANEL;
  }

  @Override
  public void affine(
      int from,
      int to,
      int left,
      int right,
      int inner,
      int columns,
      float[] x,
      float[] p,
      int w,
      int b,
      boolean rectify,
      float[] y) {
    ScalarProduct.mine()
        .run(from, to, left, right, inner, x, inner, 1, p, w, columns, 1, y, 0, columns);
    for (int i = from; i < to; i++) {
      int row = i * columns;
      for (int j = left; j < right; j++) {
        float sum = y[row + j] + p[b + j];
        y[row + j] = rectify ? Math.max(0f, sum) : sum;
      }
    }
  }

  @Override
  public void inputGradient(
      int from,
      int to,
      int left,
      int right,
      int inputs,
      int outputs,
      float[] delta,
      float[] p,
      int w,
      float[] dx) {
    ScalarProduct.mine()
        .run(from, to, left, right, outputs, delta, outputs, 1, p, w, 1, outputs, dx, 0, inputs);
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
    ScalarProduct.mine()
        .run(from, to, 0, outputs, rows, x, 1, inputs, delta, 0, outputs, 1, g, at, outputs);
  }

  @Override
  public void affineRow(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y) {
    Arrays.fill(y, 0, columns, 0f);
    for (int n = 0; n < count; n++) {
      float factor = x[index[n]];
      int line = w + index[n] * columns;
      for (int j = 0; j < columns; j++) {
        y[j] = Math.fma(factor, p[line + j], y[j]);
      }
    }
    for (int j = 0; j < columns; j++) {
      y[j] += p[b + j];
    }
  }

  @Override
  public boolean alignsRows() {
    return false;
  }

  @Override
  public void alignedRow(int count, int[] index, float[] x, AlignedRows weights, float[] y) {
    Arrays.fill(y, 0, weights.columns(), 0f);
    for (int n = 0; n < count; n++) {
      for (int j = 0; j < weights.columns(); j++) {
        y[j] = Math.fma(x[index[n]], weights.at(index[n], j), y[j]);
      }
    }
    for (int j = 0; j < weights.columns(); j++) {
      y[j] += weights.at(weights.inner(), j);
    }
  }

  @Override
  public void multiplyAdds(int times, float[] values) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < CHAINS; i++) {
        values[i] = Math.fma(values[i], 0.5f, 0.5f);
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
  public void pixels(byte[] v, int from, float[] x, int to, int count) {
    for (int i = 0; i < count; i++) {
      x[to + i] = (v[from + i] & 0xFF) / 255f;
    }
  }

  @Override
  public float sumOfSquares(float[] a, int from, int to, float[] lanes, int at) {
    Arrays.fill(lanes, at, at + LANES, 0f);
    for (int block = from; block < to; block += LANES) {
      int some = Math.min(LANES, to - block);
      for (int lane = 0; lane < some; lane++) {
        float v = a[block + lane];
        lanes[at + lane] = Math.fma(v, v, lanes[at + lane]);
      }
    }
    return Kernels.treeSum(lanes, at);
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
  public void cosine(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Turns.cosine(x[i]);
    }
  }

  @Override
  public void cosineBackward(float[] x, float[] dy, float[] dx, int from, int to) {
    for (int i = from; i < to; i++) {
      dx[i] = dy[i] * Turns.slope(x[i]);
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

  @Override
  public void sides(float[] u, float below, float above, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] * Sides.choose(u[i], below, above);
    }
  }

  @Override
  public void eluBackward(
      float[] u, float[] z, float scale, float above, float[] dz, float[] du, int from, int to) {
    for (int i = from; i < to; i++) {
      du[i] = dz[i] * Sides.choose(u[i], z[i] + scale, above);
    }
  }

  @Override
  public void geluBackward(float[] u, float[] dz, float[] du, int from, int to) {
    for (int i = from; i < to; i++) {
      du[i] = dz[i] * Normal.geluSlope(u[i]);
    }
  }
}
