package org.denpan.measure;

/// Precision against recall, for every score from which on rows are taken for the class, from the
/// highest score to the lowest.
///
/// @param recall [points], ascending: the share of the class that is found
/// @param precision [points]: the share of what is taken for the class that is of it
/// @param scores [points], descending
/// @param average the average precision Σ(Rₙ − Rₙ₋₁)Pₙ, NaN where the class does not occur
public record PrecisionRecall(
    double[] recall, double[] precision, double[] scores, double average) {
  /// The curve of rows that count so much each.
  public static PrecisionRecall of(Ranking ranking, float[] weights) {
    double[] recall = new double[ranking.steps()];
    double[] precision = new double[recall.length];
    double[] scores = new double[recall.length];
    int[] at = {0};
    ranking.walk(
        weights,
        (positives, negatives, score) -> {
          int i = at[0]++;
          recall[i] = positives;
          precision[i] = positives + negatives > 0 ? positives / (positives + negatives) : 1;
          scores[i] = score;
        });
    double all = recall.length == 0 ? 0 : recall[recall.length - 1];
    for (int i = 0; i < recall.length; i++) {
      recall[i] = all > 0 ? recall[i] / all : 0;
    }
    return new PrecisionRecall(recall, precision, scores, ranking.areas(weights).precisionRecall());
  }
}
