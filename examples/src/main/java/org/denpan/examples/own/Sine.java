package org.denpan.examples.own;

import org.denpan.net.Activation;

/// f(u) = sin ωu, whose derivative ω cos ωu never fades. Sitzmann, Martel, Bergman, Lindell and
/// Wetzstein 2020, "Implicit neural representations with periodic activation functions".
public record Sine(double omega) implements Activation.Custom {
  @Override
  public double[] formula(double[] u) {
    double[] z = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      z[i] = Math.sin(omega * u[i]);
    }
    return z;
  }

  // StrictMath, unlike Math, gives the same bits on every machine
  @Override
  public void forward(float[] u, float[] z, int from, int to, int width) {
    for (int i = from; i < to; i++) {
      z[i] = (float) StrictMath.sin(omega * u[i]);
    }
  }

  @Override
  public void backward(float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
    for (int i = from; i < to; i++) {
      du[i] = (float) (dz[i] * omega * StrictMath.cos(omega * u[i]));
    }
  }
}
