package org.denpan.train;

import java.util.Locale;
import org.denpan.data.Examples;
import org.denpan.net.Loss;
import org.denpan.net.Parameters;

/// Notices a run that has gone mad although its steps are finite numbers still.
final class Sanity {
  /// An epoch whose loss is this many times that of guessing, or of the largest epoch before where
  /// that was more, has run away.
  private static final double RUNAWAY = 10;

  private final double guess;
  private double usual;

  Sanity(Loss loss, Examples train) {
    guess = guess(loss, train);
    usual = guess > 0 ? guess : Double.POSITIVE_INFINITY;
  }

  /// The mean loss of a guess that looks at no input. All rows, as one may outweigh the others.
  private static double guess(Loss loss, Examples train) {
    double[] guess = loss.last().formula(new double[train.encoder().target().outputs()]);
    double sum = 0;
    double weight = 0;
    for (int row = 0; row < train.rows(); row++) {
      sum += train.weights()[row] * loss.formula(guess, new float[] {train.targets()[row]});
      weight += train.weights()[row];
    }
    return weight > 0 ? sum / weight : 0;
  }

  /// The mean loss of a guess that looks at no input.
  double guess() {
    return guess;
  }

  /// @param loss the epoch's
  /// @throws TrainingDivergedException if the loss has run away or a value is no finite number
  void check(double loss, Parameters parameters) {
    if (loss > RUNAWAY * usual) {
      throw new TrainingDivergedException(
          String.format(
              Locale.ROOT, "the loss rose to %.3g; guessing has about %.3g", loss, guess));
    }
    usual = Math.max(usual, loss);
    for (float value : parameters.values()) {
      if (!Float.isFinite(value)) {
        throw new TrainingDivergedException("the last step made a weight " + value);
      }
    }
  }
}
