package org.denpan.train;

import java.util.Locale;
import org.denpan.Range;

/// How the weights are changed, from simple to hard: step by step on batches ([Stepwise]), or by
/// [Lbfgs] on all rows at once.
///
/// Products and sums are fused or rounded as written, in every build and on every machine. The
/// loops are plain ones without a branch, which the compiler turns into vectors as wide as the
/// machine's: a choice for each weight, as in `scale > 0 ? … : 0`, would cost ten times the rest.
public sealed interface Optimizer {
  /// ε, before a schedule's factor.
  double learningRate();

  /// Stochastic gradient descent.
  static Stepwise sgd(double learningRate) {
    return new Sgd(learningRate);
  }

  /// Gradient descent with momentum 0.9.
  static Stepwise momentum(double learningRate) {
    return new Momentum(learningRate, 0.9);
  }

  /// Gradient descent with Nesterov's momentum 0.9.
  static Stepwise nesterov(double learningRate) {
    return new Nesterov(learningRate, 0.9);
  }

  /// RMSProp with β = 0.9, ϵ = 10⁻⁸.
  static Stepwise rmsProp(double learningRate) {
    return new RmsProp(learningRate, 0.9, 1e-8);
  }

  /// Adam with β₁ = 0.9, β₂ = 0.999, ϵ = 10⁻⁸.
  static Stepwise adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, true);
  }

  /// Adam as [#adam], and a weight decay of its own.
  static Stepwise adamW(double learningRate, double weightDecay) {
    return new AdamW(learningRate, 0.9, 0.999, 1e-8, weightDecay);
  }

  /// L-BFGS with the last 10 pairs.
  static Lbfgs lbfgs() {
    return new Lbfgs();
  }

  private static void checkRate(double learningRate) {
    Range.check(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "the learning rate",
        learningRate,
        "a positive number");
  }

  private static void checkEpsilon(double epsilon) {
    Range.check(
        epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY, "epsilon", epsilon, "at least 0");
  }

  private static void checkMoments(double beta1, double beta2, double epsilon) {
    Range.check(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
    Range.check(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
    checkEpsilon(epsilon);
  }

  /// ϵ for a divisor √G + ϵ. Where it is 0, so little that it changes no root of G that is not
  /// tiny, and yet a weight that never had a gradient stays where it is, by 0/ϵ instead of 0/0.
  private static float divisible(double epsilon) {
    return Math.max((float) epsilon, 1e-20f);
  }

  /// A rule that changes the weights once for each batch's gradient: one loop over the flat vector
  /// of values w, the gradients g and as many state vectors as it has [#slots()].
  sealed interface Stepwise extends Optimizer {
    /// How many state vectors, each as long as w and zero at first, it needs.
    int slots();

    /// λ of a decay apart from the gradient: before the step, w ← w − ε·λ·w with the ε of that
    /// step, for weights alone and not for biases. Loshchilov and Hutter 2019.
    default double weightDecay() {
      return 0;
    }

    /// Changes w[from, to) by one step.
    ///
    /// @param state the state vectors
    /// @param rate the learning rate of this step
    /// @param step the number of the step, from 1
    void update(float[] w, float[] g, float[][] state, int from, int to, float rate, long step);
  }

  /// A user's own.
  non-sealed interface Custom extends Stepwise {}

  /// w ← w − εg
  record Sgd(double learningRate) implements Stepwise {
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
  record Momentum(double learningRate, double momentum) implements Stepwise {
    public Momentum() {
      this(0.01, 0.9);
    }

    public Momentum {
      checkRate(learningRate);
      Range.check(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
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
        float velocity = Math.fma(mu, m[i], -(rate * g[i]));
        m[i] = velocity;
        w[i] += velocity;
      }
    }

    @Override
    public String toString() {
      return "new Momentum(" + learningRate + ", " + momentum + ")";
    }
  }

  /// M ← μM − εg; w ← w + μM − εg: a momentum step whose gradient was taken where momentum alone
  /// will lead. Sutskever, Martens, Dahl and Hinton 2013, eqs. 3 and 4, in the variables at which
  /// the gradient is taken.
  record Nesterov(double learningRate, double momentum) implements Stepwise {
    public Nesterov() {
      this(0.01, 0.9);
    }

    public Nesterov {
      checkRate(learningRate);
      Range.check(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
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
        float descent = -(rate * g[i]);
        float velocity = Math.fma(mu, m[i], descent);
        m[i] = velocity;
        w[i] += Math.fma(mu, velocity, descent);
      }
    }

    @Override
    public String toString() {
      return equals(nesterov(learningRate))
          ? "nesterov(" + learningRate + ")"
          : "new Nesterov(" + learningRate + ", " + momentum + ")";
    }
  }

  /// G ← βG + (1−β)g∘g; w ← w − ε g/(√G + ϵ). Tieleman and Hinton 2012, lecture 6.5; ϵ = 0 is the
  /// rule as textbooks print it.
  record RmsProp(double learningRate, double decay, double epsilon) implements Stepwise {
    public RmsProp() {
      this(0.001, 0.9, 1e-8);
    }

    public RmsProp {
      checkRate(learningRate);
      Range.check(decay >= 0 && decay < 1, "decay", decay, "in [0, 1)");
      checkEpsilon(epsilon);
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public void update(
        float[] w, float[] g, float[][] state, int from, int to, float rate, long step) {
      float[] v = state[0];
      float beta = (float) decay;
      float rest = (float) (1 - decay);
      float eps = divisible(epsilon);
      for (int i = from; i < to; i++) {
        float square = Math.fma(beta, v[i], rest * g[i] * g[i]);
        v[i] = square;
        float scale = (float) Math.sqrt(square) + eps;
        w[i] -= rate * g[i] / scale;
      }
    }

    @Override
    public String toString() {
      return equals(rmsProp(learningRate))
          ? "rmsProp(" + learningRate + ")"
          : "new RmsProp(" + learningRate + ", " + decay + ", " + epsilon + ")";
    }
  }

  /// M ← β₁M + (1−β₁)g; G ← β₂G + (1−β₂)g∘g; w ← w − ε M̂/(√Ĝ + ϵ) with M̂ = M/(1−β₁ᵗ) and Ĝ =
  /// G/(1−β₂ᵗ). Kingma and Ba 2015, algorithm 1. Without bias correction M̂ = M and Ĝ = G.
  sealed interface Moments extends Stepwise {
    double beta1();

    double beta2();

    double epsilon();

    boolean biasCorrection();

    @Override
    default int slots() {
      return 2;
    }

    @Override
    default void update(
        float[] w, float[] g, float[][] state, int from, int to, float rate, long step) {
      float[] m = state[0];
      float[] v = state[1];
      float b1 = (float) beta1();
      float b2 = (float) beta2();
      float c1 = (float) (1 - beta1());
      float c2 = (float) (1 - beta2());
      float eps = divisible(epsilon());
      // the corrections are the same for all weights: ε/(1−β₁ᵗ) and √(1−β₂ᵗ)
      boolean corrected = biasCorrection();
      float pace = corrected ? (float) (rate / (1 - StrictMath.pow(beta1(), (double) step))) : rate;
      float root =
          corrected ? (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2(), (double) step))) : 1f;
      for (int i = from; i < to; i++) {
        float mean = Math.fma(b1, m[i], c1 * g[i]);
        float square = Math.fma(b2, v[i], c2 * g[i] * g[i]);
        m[i] = mean;
        v[i] = square;
        float scale = Math.fma((float) Math.sqrt(square), root, eps);
        w[i] -= pace * mean / scale;
      }
    }
  }

  /// [Moments]; `new Adam(0.001, 0.9, 0.999, 0, false)` is the rule as textbooks print it.
  record Adam(
      double learningRate, double beta1, double beta2, double epsilon, boolean biasCorrection)
      implements Moments {
    public Adam() {
      this(0.001, 0.9, 0.999, 1e-8, true);
    }

    public Adam {
      checkRate(learningRate);
      checkMoments(beta1, beta2, epsilon);
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

  /// [Moments] with bias correction, and w ← w − ε·λ·w before the step. Loshchilov and Hutter 2019,
  /// algorithm 2, whose λ is ε·λ here, as in the field's frameworks.
  ///
  /// @param weightDecay λ
  record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements Moments {
    public AdamW() {
      this(0.001, 0.9, 0.999, 1e-8, 0.01);
    }

    public AdamW {
      checkRate(learningRate);
      checkMoments(beta1, beta2, epsilon);
      Range.check(
          weightDecay >= 0 && weightDecay * learningRate < 1,
          "weightDecay",
          weightDecay,
          "at least 0, and less than 1/learningRate");
    }

    @Override
    public boolean biasCorrection() {
      return true;
    }

    @Override
    public String toString() {
      return equals(adamW(learningRate, weightDecay))
          ? "adamW(" + learningRate + ", " + weightDecay + ")"
          : String.format(
              Locale.ROOT,
              "new AdamW(%s, %s, %s, %s, %s)",
              learningRate,
              beta1,
              beta2,
              epsilon,
              weightDecay);
    }
  }

  /// w ← w − α·H·g with H ≈ (∂²E)⁻¹ from the last changes of weights and gradient, and α from a
  /// search along the line that satisfies the strong Wolfe conditions. All rows count in each step.
  /// Liu and Nocedal 1989.
  ///
  /// @param learningRate the α that is tried first; 1 is Newton's own step
  /// @param memory how many changes are remembered
  record Lbfgs(double learningRate, int memory) implements Optimizer {
    public Lbfgs() {
      this(1, 10);
    }

    public Lbfgs {
      checkRate(learningRate);
      Range.check(memory >= 1, "memory", (double) memory, "at least 1");
    }

    @Override
    public String toString() {
      return equals(lbfgs()) ? "lbfgs()" : "new Lbfgs(" + learningRate + ", " + memory + ")";
    }
  }
}
