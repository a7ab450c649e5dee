package org.denpan.measure;

/// The share of the class found (true positive rate) against the share of the others taken for it
/// (false positive rate), for every score from which on rows are taken for the class. It begins at
/// (0, 0), with the score ∞, and ends at (1, 1).
///
/// @param falsePositives [points], ascending
/// @param truePositives [points], ascending
/// @param scores [points], descending
/// @param area under the curve, by the trapezoidal rule
public record RocCurve(
    double[] falsePositives, double[] truePositives, double[] scores, double area) {
  /// The curve of rows that count so much each. Where there are no rows of the class, or no others,
  /// the area is NaN and the missing share 0.
  public static RocCurve of(Ranking ranking, float[] weights) {
    double[] x = new double[ranking.steps() + 1];
    double[] y = new double[x.length];
    double[] scores = new double[x.length];
    scores[0] = Double.POSITIVE_INFINITY;
    int[] at = {0};
    ranking.walk(
        weights,
        (positives, negatives, score) -> {
          int i = ++at[0];
          x[i] = negatives;
          y[i] = positives;
          scores[i] = score;
        });
    normalise(x);
    normalise(y);
    return new RocCurve(x, y, scores, ranking.areas(weights).roc());
  }

  private static void normalise(double[] sums) {
    double last = sums[sums.length - 1];
    for (int i = 0; i < sums.length && last > 0; i++) {
      sums[i] /= last;
    }
  }
}
