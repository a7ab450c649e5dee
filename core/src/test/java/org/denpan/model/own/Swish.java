package org.denpan.model.own;

import org.denpan.net.Activation;

/// A user's own activation: f(u) = u/(1 + e^{−βu}).
public record Swish(double beta) implements Activation.Custom {
  @Override
  public double[] formula(double[] u) {
    double[] z = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      z[i] = u[i] / (1 + Math.exp(-beta * u[i]));
    }
    return z;
  }

  @Override
  public void forward(float[] u, float[] z, int from, int to, int width) {
    for (int i = from; i < to; i++) {
      z[i] = (float) (u[i] / (1 + StrictMath.exp(-beta * u[i])));
    }
  }

  @Override
  public void backward(float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
    for (int i = from; i < to; i++) {
      double s = 1 / (1 + StrictMath.exp(-beta * u[i]));
      du[i] = (float) (dz[i] * (s + beta * u[i] * s * (1 - s)));
    }
  }
}
