package org.denpan.measure;

import java.util.Optional;

/// Looks at every threshold that tells rows differently.
final class ThresholdSearch {
  private final ThresholdRule rule;
  private final double positives;
  private final double negatives;
  private double best = Double.NEGATIVE_INFINITY;
  private double threshold = Double.NaN;
  private float above = Float.POSITIVE_INFINITY;
  private double foundAbove;
  private double takenAbove;

  private ThresholdSearch(ThresholdRule rule, double positives, double negatives) {
    this.rule = rule;
    this.positives = positives;
    this.negatives = negatives;
  }

  static Optional<Double> best(ThresholdRule rule, Ranking ranking, float[] weights) {
    double[] totals = new double[2];
    ranking.walk(
        weights,
        (found, taken, score) -> {
          totals[0] = found;
          totals[1] = taken;
        });
    ThresholdSearch search = new ThresholdSearch(rule, totals[0], totals[1]);
    ranking.walk(weights, search::reached);
    search.reached(totals[0], totals[1], 0f);
    return search.best > Double.NEGATIVE_INFINITY
        ? Optional.of(search.threshold)
        : Optional.empty();
  }

  /// Looks at the threshold between the score above and this one.
  private void reached(double found, double taken, float score) {
    if (above > score) {
      offer((Math.min(above, 1) + score) / 2, score);
    }
    above = score;
    foundAbove = found;
    takenAbove = taken;
  }

  /// @param middle is the threshold, unless there is no float between the two
  private void offer(float middle, float score) {
    double value =
        rule.value(
            new ConfusionMatrix(
                new double[][] {
                  {negatives - takenAbove, takenAbove}, {positives - foundAbove, foundAbove}
                }));
    float place = middle < above ? middle : score;
    boolean nearer = Math.abs(place - 0.5) < Math.abs(threshold - 0.5);
    if (value > best || (value == best && value > Double.NEGATIVE_INFINITY && nearer)) {
      best = value;
      threshold = place;
    }
  }
}
