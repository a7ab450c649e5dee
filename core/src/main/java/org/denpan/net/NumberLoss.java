package org.denpan.net;

import org.denpan.Family;
import org.denpan.Range;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Target;

/// Errors of numbers. The output unit is the identity, and e = y − d.
public sealed interface NumberLoss extends Loss {
  /// One output's error.
  double error(double e);

  /// Its derivative.
  double slope(double e);

  @Override
  default void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
    for (int row = 0; row < batch.rows(); row++) {
      double sum = 0;
      for (int k = row * outputs; k < (row + 1) * outputs; k++) {
        double e = (double) logits[k] - batch.targets()[k];
        sum += error(e);
        delta[k] = (float) (slope(e) / divisor(outputs));
      }
      errors[row] = sum / divisor(outputs);
    }
  }

  @Override
  default double formula(double[] logits, float[] target) {
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += error(logits[k] - target[k]);
    }
    return sum / divisor(logits.length);
  }

  /// What the sum over so many outputs is divided by.
  default int divisor(int outputs) {
    return 1;
  }

  @Override
  default boolean takes(int targetWidth, int outputs) {
    return targetWidth == outputs;
  }

  @Override
  default boolean suits(Target target) {
    return target instanceof Target.Number;
  }

  @Override
  default float[] example(int outputs, Seed.Stream random) {
    float[] target = new float[outputs];
    for (int k = 0; k < outputs; k++) {
      target[k] = (float) random.nextGaussian();
    }
    return target;
  }

  /// ½‖y − d‖²: the negative log-likelihood of a Gaussian. δ = y − d.
  record SquaredError() implements NumberLoss {
    @Override
    public double error(double e) {
      return e * e / 2;
    }

    @Override
    public double slope(double e) {
      return e;
    }

    @Override
    public String toString() {
      return "squaredError()";
    }
  }

  /// (1/C)‖y − d‖² for C outputs.
  @Family.Also("mse")
  record MeanSquaredError() implements NumberLoss {
    @Override
    public double error(double e) {
      return e * e;
    }

    @Override
    public double slope(double e) {
      return 2 * e;
    }

    @Override
    public int divisor(int outputs) {
      return outputs;
    }

    @Override
    public String toString() {
      return "mse()";
    }
  }

  /// (1/C)Σ|y − d| for C outputs, whose best guess is the median; the slope at 0 is taken as 0.
  @Family.Also("mae")
  record MeanAbsoluteError() implements NumberLoss {
    @Override
    public double error(double e) {
      return Math.abs(e);
    }

    @Override
    public double slope(double e) {
      return Math.signum(e);
    }

    @Override
    public int divisor(int outputs) {
      return outputs;
    }

    @Override
    public String toString() {
      return "mae()";
    }
  }

  /// ½e² where |e| ≤ δ, else δ(|e| − ½δ): few large errors do not rule. Huber 1964, "Robust
  /// estimation of a location parameter". The unit of δ is that of the network's output: for a
  /// table's number its standard deviation.
  record Huber(double delta) implements NumberLoss {
    public Huber() {
      this(1);
    }

    public Huber {
      Range.check(
          delta > 0 && delta < Double.POSITIVE_INFINITY,
          "huber: delta",
          delta,
          "a positive number");
    }

    @Override
    public double error(double e) {
      double size = Math.abs(e);
      return size <= delta ? e * e / 2 : delta * (size - delta / 2);
    }

    @Override
    public double slope(double e) {
      return Math.clamp(e, -delta, delta);
    }

    @Override
    public String toString() {
      return "huber(" + delta + ")";
    }
  }

  /// max(τ(d − y), (τ − 1)(d − y)), the pinball loss, whose best guess is the quantile τ. Koenker
  /// and Bassett 1978, "Regression quantiles".
  @Family.Also("pinball")
  record Quantile(double level) implements NumberLoss {
    public Quantile() {
      this(0.5);
    }

    public Quantile {
      Range.check(level > 0 && level < 1, "quantile: the level", level, "between 0 and 1");
    }

    @Override
    public double error(double e) {
      return e > 0 ? (1 - level) * e : -level * e;
    }

    @Override
    public double slope(double e) {
      return e > 0 ? 1 - level : e < 0 ? -level : 0;
    }

    @Override
    public String toString() {
      return "quantile(" + level + ")";
    }
  }
}
