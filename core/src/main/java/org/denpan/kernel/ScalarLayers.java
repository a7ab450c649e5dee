package org.denpan.kernel;

import java.util.Arrays;

/// Plain Java: the definition of the layers' kernels.
final class ScalarLayers implements LayerKernels {
  @Override
  public void belowMax(int from, int to, int columns, float[] x, float[] y) {
    for (int row = from; row < to; row++) {
      int at = row * columns;
      float max = x[at];
      for (int k = at + 1; k < at + columns; k++) {
        max = Math.max(max, x[k]);
      }
      for (int k = at; k < at + columns; k++) {
        y[k] = x[k] - max;
      }
    }
  }

  @Override
  public void shares(int from, int to, int columns, float[] y, double[] logs) {
    for (int row = from; row < to; row++) {
      int at = row * columns;
      float sum = 0;
      for (int k = at; k < at + columns; k++) {
        sum += y[k];
      }
      if (logs.length > 0) {
        logs[row] += Logarithm.log(sum);
      }
      for (int k = at; k < at + columns; k++) {
        y[k] /= sum;
      }
    }
  }

  @Override
  public void softmaxBackward(int from, int to, int columns, float[] z, float[] dz, float[] du) {
    for (int row = from; row < to; row++) {
      int at = row * columns;
      float dot = 0;
      for (int k = at; k < at + columns; k++) {
        dot = Math.fma(dz[k], z[k], dot);
      }
      for (int k = at; k < at + columns; k++) {
        du[k] = z[k] * (dz[k] - dot);
      }
    }
  }

  @Override
  public void prelu(int from, int to, int columns, float[] u, float[] p, int at, float[] z) {
    for (int row = from * columns; row < to * columns; row += columns) {
      for (int j = 0; j < columns; j++) {
        float v = u[row + j];
        z[row + j] = Math.fma(p[at + j], Math.min(v, 0f), Math.max(v, 0f));
      }
    }
  }

  @Override
  public void preluBackward(
      int from, int to, int columns, float[] u, float[] p, int at, float[] dz, float[] du) {
    for (int row = from * columns; row < to * columns; row += columns) {
      for (int j = 0; j < columns; j++) {
        du[row + j] = dz[row + j] * Sides.choose(u[row + j], p[at + j], 1f);
      }
    }
  }

  @Override
  public void preluGradient(
      int from, int to, int rows, int columns, float[] u, float[] dz, float[] g, int at) {
    Arrays.fill(g, at + from, at + to, 0f);
    for (int row = 0; row < rows * columns; row += columns) {
      for (int j = from; j < to; j++) {
        g[at + j] = Math.fma(dz[row + j], Math.min(u[row + j], 0f), g[at + j]);
      }
    }
  }
}
