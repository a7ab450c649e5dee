package org.denpan.kernel;

/// The layers' kernels on the Vector API.
final class VectorLayers implements LayerKernels {
  @Override
  public void belowMax(int from, int to, int columns, float[] x, float[] y) {
    VectorSoftmax.belowMax(from, to, columns, x, y);
  }

  @Override
  public void shares(int from, int to, int columns, float[] y, double[] logs) {
    VectorSoftmax.shares(from, to, columns, y, logs);
  }

  @Override
  public void softmaxBackward(int from, int to, int columns, float[] z, float[] dz, float[] du) {
    VectorSoftmax.backward(from, to, columns, z, dz, du);
  }

  @Override
  public void prelu(int from, int to, int columns, float[] u, float[] p, int at, float[] z) {
    VectorPrelu.forward(from, to, columns, u, p, at, z);
  }

  @Override
  public void preluBackward(
      int from, int to, int columns, float[] u, float[] p, int at, float[] dz, float[] du) {
    VectorPrelu.backward(from, to, columns, u, p, at, dz, du);
  }

  @Override
  public void preluGradient(
      int from, int to, int rows, int columns, float[] u, float[] dz, float[] g, int at) {
    VectorPrelu.gradient(from, to, rows, columns, u, dz, g, at);
  }

  @Override
  public void dropout(
      int from, int to, long key, int threshold, float scale, float[] x, float[] y) {
    VectorDropout.dropout(from, to, key, threshold, scale, x, y);
  }

  @Override
  public void moments(
      int from, int to, int rows, int columns, float[] x, float[] mean, float[] variance) {
    VectorBatchNorm.moments(from, to, rows, columns, x, mean, variance);
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
    VectorBatchNorm.standardise(from, to, rows, columns, x, mean, inverse, p, gamma, beta, y);
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
    VectorBatchNorm.gradients(from, to, rows, columns, x, mean, inverse, dy, g, gamma, beta);
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
    VectorBatchNorm.backward(
        from, to, rows, columns, x, mean, inverse, dy, scale, slope, offset, dx);
  }
}
