package org.denpan.measure;

import java.util.ArrayList;
import java.util.List;

/// Whether things said to be so probable happen so often. Of two classes: the probability of the
/// second, and how often it was the second. Of several: the probability of the most probable class,
/// and how often that was right. Guo, Pleiss, Sun and Weinberger 2017, "On calibration of modern
/// neural networks", section 2.
///
/// @param bins of equal width, those without rows left out
/// @param error the expected calibration error: the mean |share − probability| of the bins by their
///   weight
public record Calibration(List<Bin> bins, double error) {
  /// How many bins there are between 0 and 1.
  public static final int BINS = 15;

  /// Rows of about the same probability.
  ///
  /// @param probability their mean probability
  /// @param share how many of them it was true of
  /// @param weight how much they count
  public record Bin(double probability, double share, double weight) {}

  /// Of rows that count so much each.
  public static Calibration of(ClassRows rows, float[] weights) {
    return new Claims(rows).calibration(weights);
  }

  /// What each row claims with which probability, and whether it is so.
  static final class Claims {
    private final float[] probability;
    private final boolean[] so;
    private final byte[] bin;

    Claims(ClassRows rows) {
      int n = rows.rows();
      probability = new float[n];
      so = new boolean[n];
      bin = new byte[n];
      int classes = rows.classes().size();
      for (int row = 0; row < n; row++) {
        int claimed = classes == 2 ? 1 : best(rows.outputs(), row * classes, classes);
        probability[row] = rows.outputs()[classes == 2 ? row : row * classes + claimed];
        so[row] = rows.known()[row] == claimed;
        bin[row] = (byte) Math.clamp((long) Math.ceil(probability[row] * BINS) - 1, 0, BINS - 1);
      }
    }

    private static int best(float[] outputs, int at, int classes) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = outputs[at + k] > outputs[at + best] ? k : best;
      }
      return best;
    }

    Calibration calibration(float[] weights) {
      double[] weight = new double[BINS];
      double[] claimed = new double[BINS];
      double[] happened = new double[BINS];
      double total = 0;
      for (int row = 0; row < bin.length; row++) {
        int b = bin[row];
        double w = weights[row];
        weight[b] += w;
        claimed[b] += w * probability[row];
        happened[b] += so[row] ? w : 0;
        total += w;
      }
      List<Bin> bins = new ArrayList<>();
      double error = 0;
      for (int b = 0; b < BINS; b++) {
        if (weight[b] > 0) {
          bins.add(new Bin(claimed[b] / weight[b], happened[b] / weight[b], weight[b]));
          error += Math.abs(happened[b] - claimed[b]) / total;
        }
      }
      return new Calibration(bins, error);
    }
  }
}
