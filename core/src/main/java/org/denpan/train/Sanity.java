package org.denpan.train;

import java.util.Locale;
import org.denpan.data.Examples;
import org.denpan.data.Target;
import org.denpan.net.Loss;
import org.denpan.net.Parameters;

/// Notices a run that has gone mad although its steps are finite numbers still.
final class Sanity {
  /// An epoch whose loss is this many times that of guessing, or of the largest epoch before where
  /// that was more, has run away.
  private static final double RUNAWAY = 10;

  private final double guess;
  private double usual;

  /// @param all whether these are all training rows; else a few others may have most of the loss,
  ///   of which is known only that numbers to predict deviate by 1
  Sanity(Loss loss, Examples train, boolean all) {
    Target target = train.encoder().target();
    int outputs = target.outputs();
    double seen = guess(loss, outputs, train.targets(), train.weights(), train.rows());
    guess =
        all || !(target instanceof Target.Number)
            ? seen
            : Math.max(seen, guess(loss, outputs, new float[] {1}, new float[] {1}, 1));
    usual = guess > 0 ? guess : Double.POSITIVE_INFINITY;
  }

  /// The mean loss of a guess that looks at no input, the one of zeros. All rows, as one may
  /// outweigh the others.
  ///
  /// @param targets one or several numbers for each of the weights
  static double guess(Loss loss, int outputs, float[] targets, float[] weights, int rows) {
    double[] zeros = loss.last().formula(new double[outputs]);
    float[] target = new float[targets.length / weights.length];
    double sum = 0;
    double weight = 0;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(targets, row * target.length, target, 0, target.length);
      sum += weights[row] * loss.formula(zeros, target);
      weight += weights[row];
    }
    return weight > 0 ? sum / weight : 0;
  }

  /// The mean loss of a guess that looks at no input.
  double guess() {
    return guess;
  }

  void save(Snapshot to) {
    to.put("usual_loss", usual);
  }

  void restore(Snapshot from) {
    usual = from.number("usual_loss");
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
