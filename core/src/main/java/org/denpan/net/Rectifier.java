package org.denpan.net;

import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Range;
import org.denpan.kernel.Kernels;

/// Units that let the positive side through and hold the negative one back, from ReLU to its smooth
/// kin. f′(0) is that of the positive side where the two differ, save for ReLU.
public sealed interface Rectifier extends Activation.Elementwise {
  @Override
  default Init init() {
    return Init.he();
  }

  /// f′(0) is taken as 0. Nair and Hinton 2010; Glorot, Bordes and Bengio 2011.
  record Relu() implements Rectifier {
    @Override
    public double formula(double u) {
      return Math.max(0, u);
    }

    @Override
    public double derivative(double u) {
      return u > 0 ? 1 : 0;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      Kernels.chosen().relu(u, z, from, to);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      Kernels.chosen().gate(z, dz, du, from, to);
    }

    @Override
    public String toString() {
      return "relu()";
    }
  }

  /// Maas, Hannun and Ng 2013, section 2.
  record LeakyRelu(double slope) implements Rectifier {
    public LeakyRelu() {
      this(0.01);
    }

    /// @throws DenpanException unless 0 ≤ slope ≤ 1
    public LeakyRelu {
      Range.check(slope >= 0 && slope <= 1, "leakyrelu: the slope", slope, "in [0, 1]");
    }

    @Override
    public double formula(double u) {
      return u < 0 ? slope * u : u;
    }

    @Override
    public double derivative(double u) {
      return u < 0 ? slope : 1;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      float factor = (float) slope;
      for (int i = from; i < to; i++) {
        z[i] = Math.fma(factor, Math.min(u[i], 0f), Math.max(u[i], 0f));
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      Kernels.chosen().sides(u, (float) slope, 1f, dz, du, from, to);
    }

    @Override
    public String toString() {
      return slope == 0.01 ? "leakyRelu()" : "leakyRelu(" + slope + ")";
    }
  }

  /// Clevert, Unterthiner and Hochreiter 2016, eq. 15.
  record Elu(double alpha) implements Rectifier {
    public Elu() {
      this(1);
    }

    /// @throws DenpanException unless alpha is positive and fits a float
    public Elu {
      Range.check(alpha > 0 && alpha <= Float.MAX_VALUE, "elu: alpha", alpha, "positive");
    }

    @Override
    public double formula(double u) {
      return u < 0 ? alpha * Math.expm1(u) : u;
    }

    @Override
    public double derivative(double u) {
      return u < 0 ? alpha * Math.exp(u) : 1;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      float scale = (float) alpha;
      Kernels.chosen().expm1(u, z, from, to);
      for (int i = from; i < to; i++) {
        z[i] = Math.fma(scale, Math.min(z[i], 0f), Math.max(u[i], 0f));
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      Kernels.chosen().eluBackward(u, z, (float) alpha, 1f, dz, du, from, to);
    }

    @Override
    public String toString() {
      return alpha == 1 ? "elu()" : "elu(" + alpha + ")";
    }
  }

  /// With weights as [Init#lecun] draws them, mean 0 and variance 1 stay so from layer to layer.
  /// Klambauer, Unterthiner, Mayr and Hochreiter 2017, eq. 2 and 14.
  record Selu() implements Rectifier {
    private static final double LAMBDA = 1.0507009873554805;
    private static final double ALPHA = 1.6732632423543772;

    @Override
    public double formula(double u) {
      return u < 0 ? LAMBDA * ALPHA * Math.expm1(u) : LAMBDA * u;
    }

    @Override
    public double derivative(double u) {
      return u < 0 ? LAMBDA * ALPHA * Math.exp(u) : LAMBDA;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      float scale = (float) (LAMBDA * ALPHA);
      Kernels.chosen().expm1(u, z, from, to);
      for (int i = from; i < to; i++) {
        // λ times the largest float is none
        float above = Math.min((float) LAMBDA * Math.max(u[i], 0f), Float.MAX_VALUE);
        z[i] = Math.fma(scale, Math.min(z[i], 0f), above);
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      float scale = (float) (LAMBDA * ALPHA);
      Kernels.chosen().eluBackward(u, z, scale, (float) LAMBDA, dz, du, from, to);
    }

    @Override
    public Init init() {
      return Init.lecun();
    }

    @Override
    public String toString() {
      return "selu()";
    }
  }

  /// Dugas, Bengio, Bélisle, Nadeau and Garcia 2001, section 3.
  record Softplus() implements Rectifier {
    @Override
    public double formula(double u) {
      return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
    }

    @Override
    public double derivative(double u) {
      return new Bounded.Logistic().formula(u);
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      Kernels.chosen().softplus(u, z, from, to);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      Kernels.chosen().logistic(u, du, from, to);
      for (int i = from; i < to; i++) {
        du[i] *= dz[i];
      }
    }

    @Override
    public String toString() {
      return "softplus()";
    }
  }

  /// f(u) = u·σ(u) with the logistic σ; f′ = σ + f·(1 − σ). Elfwing, Uchibe and Doya 2018, eq. 2.
  @Family.Also("swish")
  record Silu() implements Rectifier {
    @Override
    public double formula(double u) {
      return u * new Bounded.Logistic().formula(u);
    }

    @Override
    public double derivative(double u) {
      Bounded.Logistic sigma = new Bounded.Logistic();
      return sigma.formula(u) * (1 + u * sigma.formula(-u));
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      Kernels.chosen().logistic(u, z, from, to);
      for (int i = from; i < to; i++) {
        z[i] *= u[i];
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      Kernels.chosen().logistic(u, du, from, to);
      for (int i = from; i < to; i++) {
        du[i] = dz[i] * Math.fma(z[i], 1f - du[i], du[i]);
      }
    }

    @Override
    public String toString() {
      return "silu()";
    }
  }

  /// f(u) = u·Φ(u) with the normal distribution function Φ, exact, without the approximation by
  /// tanh; f′ = Φ + u·φ with the density φ. Hendrycks and Gimpel 2016, section 2.
  record Gelu() implements Rectifier {
    // 1/√(2π)
    private static final double PEAK = 0.3989422804014327;

    @Override
    public double formula(double u) {
      return u * distribution(u);
    }

    @Override
    public double derivative(double u) {
      return distribution(u) + u * PEAK * Math.exp(-u * u / 2);
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      Kernels.chosen().normal(u, z, from, to);
      for (int i = from; i < to; i++) {
        z[i] *= u[i];
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      Kernels.chosen().geluBackward(u, dz, du, from, to);
    }

    /// Φ by the series about 0 of Marsaglia 2004, "Evaluating the normal distribution"; in the
    /// tails by the continued fraction of Laplace, φ(a)/(a + 1/(a + 2/(a + 3/…))).
    static double distribution(double u) {
      double density = PEAK * Math.exp(-u * u / 2);
      if (Math.abs(u) > 3) {
        double fraction = Math.abs(u);
        for (int k = 80; k > 0; k--) {
          fraction = Math.abs(u) + k / fraction;
        }
        return u < 0 ? density / fraction : 1 - density / fraction;
      }
      double term = u;
      double sum = u;
      for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
        term *= u * u / k;
        sum += term;
      }
      return 0.5 + density * sum;
    }

    @Override
    public String toString() {
      return "gelu()";
    }
  }
}
