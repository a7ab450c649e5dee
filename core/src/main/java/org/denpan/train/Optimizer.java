package org.denpan.train;

import java.util.Locale;
import org.denpan.DenpanException;

/// How a step changes the weights, from simple to hard. A member is one loop over the flat vector
/// of values w, the gradients g and as many state vectors as it has [#slots()].
///
/// Products and sums are fused or rounded as written, in every build and on every machine.
public sealed interface Optimizer {
  /// ε, before a schedule's factor.
  double learningRate();

  /// How many state vectors, each as long as w and zero at first, it needs.
  int slots();

  /// Changes w[from, to) by one step.
  ///
  /// @param state the state vectors
  /// @param rate the learning rate of this step
  /// @param step the number of the step, from 1
  void update(float[] w, float[] g, float[][] state, int from, int to, float rate, long step);

  /// Stochastic gradient descent.
  static Optimizer sgd(double learningRate) {
    return new Sgd(learningRate);
  }

  /// Gradient descent with momentum 0.9.
  static Optimizer momentum(double learningRate) {
    return new Momentum(learningRate, 0.9);
  }

  /// Adam with β₁ = 0.9, β₂ = 0.999, ϵ = 10⁻⁸.
  static Optimizer adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, true);
  }

  private static void check(boolean right, String what, double value, String range) {
    if (!right) {
      throw new DenpanException(what + " must be " + range + ", got " + value);
    }
  }

  private static void checkRate(double learningRate) {
    check(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "the learning rate",
        learningRate,
        "a positive number");
  }

  /// A user's own.
  non-sealed interface Custom extends Optimizer {}

  /// w ← w − εg
  record Sgd(double learningRate) implements Optimizer {
    public Sgd() {
      this(0.1);
    }

    public Sgd {
      checkRate(learningRate);
    }

    @Override
    public int slots() {
      return 0;
    }

    @Override
    public void update(
        float[] w, float[] g, float[][] state, int from, int to, float rate, long step) {
      for (int i = from; i < to; i++) {
        w[i] = Math.fma(-rate, g[i], w[i]);
      }
    }

    @Override
    public String toString() {
      return "sgd(" + learningRate + ")";
    }
  }

  /// M ← μM − εg; w ← w + M. Polyak 1964; Rumelhart, Hinton and Williams 1986.
  record Momentum(double learningRate, double momentum) implements Optimizer {
    public Momentum() {
      this(0.01, 0.9);
    }

    public Momentum {
      checkRate(learningRate);
      check(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public void update(
        float[] w, float[] g, float[][] state, int from, int to, float rate, long step) {
      float[] m = state[0];
      float mu = (float) momentum;
      for (int i = from; i < to; i++) {
        m[i] = Math.fma(mu, m[i], -(rate * g[i]));
        w[i] += m[i];
      }
    }

    @Override
    public String toString() {
      return "new Momentum(" + learningRate + ", " + momentum + ")";
    }
  }

  /// M ← β₁M + (1−β₁)g; G ← β₂G + (1−β₂)g∘g; w ← w − ε M̂/(√Ĝ + ϵ) with M̂ = M/(1−β₁ᵗ) and Ĝ =
  /// G/(1−β₂ᵗ). Kingma and Ba 2015, algorithm 1. Without bias correction M̂ = M and Ĝ = G.
  record Adam(
      double learningRate, double beta1, double beta2, double epsilon, boolean biasCorrection)
      implements Optimizer {
    public Adam() {
      this(0.001, 0.9, 0.999, 1e-8, true);
    }

    public Adam {
      checkRate(learningRate);
      check(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
      check(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
      check(epsilon >= 0, "epsilon", epsilon, "at least 0");
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public void update(
        float[] w, float[] g, float[][] state, int from, int to, float rate, long step) {
      float[] m = state[0];
      float[] v = state[1];
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float c1 = (float) (1 - beta1);
      float c2 = (float) (1 - beta2);
      float eps = (float) epsilon;
      // the corrections are the same for all weights: ε/(1−β₁ᵗ) and √(1−β₂ᵗ)
      float pace =
          biasCorrection ? (float) (rate / (1 - StrictMath.pow(beta1, (double) step))) : rate;
      float root =
          biasCorrection ? (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, (double) step))) : 1f;
      for (int i = from; i < to; i++) {
        m[i] = Math.fma(b1, m[i], c1 * g[i]);
        v[i] = Math.fma(b2, v[i], c2 * g[i] * g[i]);
        float scale = Math.fma((float) Math.sqrt(v[i]), root, eps);
        // without ϵ, a weight that never had a gradient has 0/0 here and stays
        w[i] -= scale > 0 ? pace * m[i] / scale : 0f;
      }
    }

    @Override
    public String toString() {
      return equals(adam(learningRate))
          ? "adam(" + learningRate + ")"
          : String.format(
              Locale.ROOT,
              "new Adam(%s, %s, %s, %s, %s)",
              learningRate,
              beta1,
              beta2,
              epsilon,
              biasCorrection);
    }
  }
}
