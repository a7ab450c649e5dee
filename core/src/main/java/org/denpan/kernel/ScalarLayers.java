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

  @Override
  public void dropout(
      int from, int to, long key, int threshold, float scale, float[] x, float[] y) {
    for (int i = from; i < to; i++) {
      // without a branch, which would be mispredicted as often as something is dropped
      int dropped = (int) (((long) Draws.bits(key, i) - threshold) >> 63);
      y[i] = Float.intBitsToFloat(Float.floatToRawIntBits(scale * x[i]) & ~dropped);
    }
  }

  @Override
  public void moments(
      int from, int to, int rows, int columns, float[] x, float[] mean, float[] variance) {
    Arrays.fill(mean, from, to, 0f);
    for (int row = 0; row < rows * columns; row += columns) {
      for (int j = from; j < to; j++) {
        mean[j] += x[row + j];
      }
    }
    for (int j = from; j < to; j++) {
      mean[j] /= rows;
    }
    Arrays.fill(variance, from, to, 0f);
    for (int row = 0; row < rows * columns; row += columns) {
      for (int j = from; j < to; j++) {
        float d = x[row + j] - mean[j];
        variance[j] = Math.fma(d, d, variance[j]);
      }
    }
    for (int j = from; j < to; j++) {
      variance[j] /= rows;
    }
  }

  @Override
  public void standardise(
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
    for (int row = 0; row < rows * columns; row += columns) {
      for (int j = from; j < to; j++) {
        float z = (x[row + j] - mean[j]) * inverse[j];
        y[row + j] = Math.fma(z, p[gamma + j], p[beta + j]);
      }
    }
  }

  @Override
  public void scaleGradients(
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
    Arrays.fill(g, gamma + from, gamma + to, 0f);
    Arrays.fill(g, beta + from, beta + to, 0f);
    for (int row = 0; row < rows * columns; row += columns) {
      for (int j = from; j < to; j++) {
        float z = (x[row + j] - mean[j]) * inverse[j];
        g[gamma + j] = Math.fma(dy[row + j], z, g[gamma + j]);
        g[beta + j] += dy[row + j];
      }
    }
  }

  @Override
  public void standardiseBackward(
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
    for (int row = 0; row < rows * columns; row += columns) {
      for (int j = from; j < to; j++) {
        float z = (x[row + j] - mean[j]) * inverse[j];
        dx[row + j] = scale[j] * (dy[row + j] - Math.fma(z, slope[j], offset[j]));
      }
    }
  }
}
