package org.denpan.measure;

import java.util.Optional;

/// The temperature T of classes' probabilities softmax(u/T), or of two classes logistic(u/T). Guo,
/// Pleiss, Sun and Weinberger 2017, "On calibration of modern neural networks", section 4.2.
public final class Temperature {
  /// The search goes from 1/LARGEST to LARGEST.
  private static final double LARGEST = 50;

  private static final int HALVINGS = 50;

  private Temperature() {}

  /// The T of least mean log loss. With β = 1/T the loss Σw(ln Σₖexp(βuₖ) − βu_y) is convex, and
  /// its slope Σw(Σₖpₖuₖ − u_y) is 0 at one β: halved down to the last bits, in double precision.
  ///
  /// @param logits [rows, outputs]
  /// @param outputs 1 for two classes, else K
  /// @param known each row's class, as an index
  /// @param weights how much each row counts
  /// @return empty where the loss still falls at T = 1/50 or T = 50
  public static Optional<Double> fit(float[] logits, int outputs, float[] known, float[] weights) {
    double low = 1 / LARGEST;
    double high = LARGEST;
    if (!(slope(logits, outputs, known, weights, low) < 0
        && slope(logits, outputs, known, weights, high) > 0)) {
      return Optional.empty();
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = Math.sqrt(low * high);
      if (slope(logits, outputs, known, weights, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Optional.of(1 / Math.sqrt(low * high));
  }

  private static double slope(
      float[] logits, int outputs, float[] known, float[] weights, double beta) {
    double sum = 0;
    for (int row = 0; row < known.length; row++) {
      double own =
          outputs == 1
              ? ofTwo(logits[row], known[row], beta)
              : ofSeveral(logits, row * outputs, outputs, (int) known[row], beta);
      sum += weights[row] * own;
    }
    return sum;
  }

  private static double ofTwo(double u, double known, double beta) {
    return u * (1 / (1 + StrictMath.exp(-beta * u)) - known);
  }

  private static double ofSeveral(float[] logits, int at, int outputs, int known, double beta) {
    double max = logits[at];
    for (int k = 1; k < outputs; k++) {
      max = Math.max(max, logits[at + k]);
    }
    double total = 0;
    double mean = 0;
    for (int k = at; k < at + outputs; k++) {
      double share = StrictMath.exp(beta * (logits[k] - max));
      total += share;
      mean += share * logits[k];
    }
    return mean / total - logits[at + known];
  }
}
