package org.denpan.measure;

import java.util.Arrays;

/// Rows from the highest score to the lowest, and which of them are of the class that the score is
/// for. Equal scores are one step.
public final class Ranking {
  private final int[] order;
  private final boolean[] positive;
  private final float[] scores;

  /// Where each run of equal scores ends, in the order.
  private final int[] ends;

  /// Sorts the rows.
  ///
  /// @param scores one a row, not NaN
  /// @param positive whether a row is of the class
  public Ranking(float[] scores, boolean[] positive) {
    int rows = scores.length;
    long[] keys = new long[rows];
    for (int row = 0; row < rows; row++) {
      int bits = Float.floatToIntBits(scores[row] + 0f); // −0 becomes 0
      int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[row] = ((long) ~ascending << 32) | row;
    }
    Arrays.parallelSort(keys);
    order = new int[rows];
    this.positive = new boolean[rows];
    this.scores = new float[rows];
    int[] found = new int[rows];
    int runs = 0;
    for (int i = 0; i < rows; i++) {
      order[i] = (int) keys[i];
      this.positive[i] = positive[order[i]];
      this.scores[i] = scores[order[i]];
      if (i + 1 == rows || keys[i] >> 32 != keys[i + 1] >> 32) {
        found[runs++] = i + 1;
      }
    }
    ends = Arrays.copyOf(found, runs);
  }

  /// How many different scores there are.
  int steps() {
    return ends.length;
  }

  /// What is counted while going down the ranking.
  @FunctionalInterface
  interface Step {
    /// Takes the sums at a score.
    ///
    /// @param positives the weight of the rows of the class so far
    /// @param negatives that of the others
    /// @param score the score that they reach at least
    void reached(double positives, double negatives, float score);
  }

  /// Goes from the highest score to the lowest, a step for each score.
  void walk(float[] weights, Step step) {
    double positives = 0;
    double negatives = 0;
    int i = 0;
    for (int end : ends) {
      for (; i < end; i++) {
        float weight = weights[order[i]];
        positives += positive[i] ? weight : 0;
        negatives += positive[i] ? 0 : weight;
      }
      step.reached(positives, negatives, scores[end - 1]);
    }
  }

  /// The areas under two curves of a class.
  ///
  /// @param roc the probability that a row of the class scores higher than another, ties half: NaN
  ///   unless there are both. Hanley and McNeil 1982
  /// @param precisionRecall the average precision Σ(Rₙ − Rₙ₋₁)Pₙ; NaN where the class does not
  ///   occur
  public record Areas(double roc, double precisionRecall) {}

  /// Both areas, for rows that count so much each.
  public Areas areas(float[] weights) {
    double positives = 0;
    double negatives = 0;
    double area = 0;
    double precision = 0;
    int i = 0;
    for (int end : ends) {
      double p = 0;
      double n = 0;
      for (; i < end; i++) {
        float weight = weights[order[i]];
        p += positive[i] ? weight : 0;
        n += positive[i] ? 0 : weight;
      }
      area += n * (positives + p / 2);
      positives += p;
      negatives += n;
      precision += p > 0 ? p * (positives / (positives + negatives)) : 0;
    }
    return new Areas(
        positives > 0 && negatives > 0 ? area / (positives * negatives) : Double.NaN,
        positives > 0 ? precision / positives : Double.NaN);
  }
}
