package org.denpan.net;

import java.util.Locale;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Target;

/// The error E of a batch. A loss takes logits (what the network's last layer gives out) and owns
/// the output unit y = f(u), so that a wrong pair of output and error cannot be written.
///
/// Each row has an error Eᵢ; the batch's is their weighted mean, E = Σ wᵢEᵢ / Σ wᵢ, with the
/// weights of [Batch#weights], 1 each where nobody said otherwise. A row of weight 2 counts like
/// the same row twice.
public sealed interface Loss permits NumberLoss, ClassLoss, Loss.Custom {
  /// The output units: y = f(u), the identity unless the loss says otherwise.
  ///
  /// @param y [rows, outputs], filled; an array of its own
  default void outputs(float[] logits, float[] y, int rows, int outputs) {
    System.arraycopy(logits, 0, y, 0, rows * outputs);
  }

  /// Each row's error, and δ = ∂Eᵢ/∂u of each row alone.
  ///
  /// @param logits [rows, outputs]
  /// @param batch the targets, [rows, targetWidth]
  /// @param errors [rows], filled
  /// @param delta [rows, outputs], filled
  void errors(float[] logits, int outputs, Batch batch, double[] errors, float[] delta);

  /// One row's error, plainly and in double precision.
  double formula(double[] logits, float[] target);

  /// Whether a row's target may be so many numbers, for so many outputs.
  boolean takes(int targetWidth, int outputs);

  /// Whether it is an error for this kind of target.
  boolean suits(Target target);

  /// A target as it may occur, for checks.
  float[] example(int outputs, Seed.Stream random);

  /// The activation of the network's last layer, which gives the logits.
  default Activation.Fixed last() {
    return new Activation.Identity();
  }

  /// The batch's error E, and with it δ = ∂E/∂u.
  ///
  /// @param logits [rows, outputs]
  /// @param errors [rows], filled with each row's own error
  /// @param delta [rows, outputs], filled
  /// @throws ShapeException if the batch's targets are not of a width that the loss takes
  default double value(float[] logits, int outputs, Batch batch, double[] errors, float[] delta) {
    if (!takes(batch.targetWidth(), outputs)) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s takes other targets: a row has %,d numbers of target, and the network %,d"
                  + " outputs",
              this,
              batch.targetWidth(),
              outputs));
    }
    errors(logits, outputs, batch, errors, delta);
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      sum += batch.weights()[row] * errors[row];
    }
    double total = batch.totalWeight();
    double all = total > 0 ? total : 1;
    for (int row = 0; row < batch.rows(); row++) {
      float share = (float) (batch.weights()[row] / all);
      for (int k = row * outputs; k < (row + 1) * outputs; k++) {
        delta[k] *= share;
      }
    }
    return sum / all;
  }

  /// What follows from a target: squared error for a number, cross-entropy for classes.
  static Loss of(Target target) {
    return switch (target) {
      case Target.Number n -> squaredError();
      case Target.Classes c -> c.outputs() == 1 ? binaryCrossEntropy() : crossEntropy();
    };
  }

  /// ½‖y − d‖², for numbers.
  static Loss squaredError() {
    return new NumberLoss.SquaredError();
  }

  /// (1/C)‖y − d‖², for numbers.
  static Loss mse() {
    return new NumberLoss.MeanSquaredError();
  }

  /// (1/C)Σ|y − d|, for numbers.
  static Loss mae() {
    return new NumberLoss.MeanAbsoluteError();
  }

  /// ½e² for errors e up to `delta`, beyond that straight on.
  static Loss huber(double delta) {
    return new NumberLoss.Huber(delta);
  }

  /// Whose best guess is not the mean but this quantile.
  static Loss quantile(double level) {
    return new NumberLoss.Quantile(level);
  }

  /// −[d ln y + (1 − d) ln(1 − y)], for two classes.
  static Loss binaryCrossEntropy() {
    return new ClassLoss.BinaryCrossEntropy();
  }

  /// −Σ d_k ln y_k, for K classes.
  static Loss crossEntropy() {
    return new ClassLoss.CrossEntropy();
  }

  /// −Σ d_k ln y_k of probabilities that the network gives out itself.
  static Loss probabilityCrossEntropy() {
    return new ClassLoss.ProbabilityCrossEntropy();
  }

  /// (y − d)·u with y = step(u): the perceptron rule.
  static Loss perceptron() {
    return new ClassLoss.Perceptron();
  }

  /// A user's own; models that hold it are read with its class named, see `Model.load`.
  non-sealed interface Custom extends Loss {}
}
