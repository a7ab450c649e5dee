package org.denpan.measure;

import java.util.Locale;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Range;

/// From which probability on a row is said to be of the second of two classes. Prints as the words
/// that [#parse] reads.
public sealed interface ThresholdRule {
  /// The best threshold: rows whose probability is above it are said to be of the second class. It
  /// lies in the middle between two probabilities that occur; of equally good ones it is the
  /// nearest to ½.
  ///
  /// @param ranking of the rows by the probability of the second class
  /// @param weights how much each row counts
  /// @return empty where none is as the rule asks
  default Optional<Double> threshold(Ranking ranking, float[] weights) {
    return ThresholdSearch.best(this, ranking, weights);
  }

  /// How good a threshold is; −∞ where it may not be chosen.
  ///
  /// @param matrix of the rows as the threshold tells them
  double value(ConfusionMatrix matrix);

  /// A rule from words: `f1`, `balanced_accuracy`, `mcc`, `accuracy`, a number such as `0.3`,
  /// `precision>=0.9` or `recall>=0.9`.
  ///
  /// @throws DenpanException for other words, and for a share out of range
  static ThresholdRule parse(String words) {
    String plain = words.strip().replace("_", "").replace(">=", " ");
    if (plain.matches("[-+.\\d].*")) {
      plain = "at " + plain;
    }
    return Family.of(ThresholdRule.class).parse(plain);
  }

  /// A threshold that is given.
  record At(double threshold) implements ThresholdRule {
    /// @throws DenpanException unless in (0, 1)
    public At {
      Range.check(threshold > 0 && threshold < 1, "the threshold", threshold, "in (0, 1)");
    }

    @Override
    public Optional<Double> threshold(Ranking ranking, float[] weights) {
      return Optional.of(threshold);
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      return 0;
    }

    @Override
    public String toString() {
      return Double.toString(threshold);
    }
  }

  /// The largest F1 of the second class.
  record F1() implements ThresholdRule {
    @Override
    public double value(ConfusionMatrix matrix) {
      return matrix.f1(1);
    }

    @Override
    public String toString() {
      return "f1";
    }
  }

  /// The largest balanced accuracy.
  record BalancedAccuracy() implements ThresholdRule {
    @Override
    public double value(ConfusionMatrix matrix) {
      return matrix.balancedAccuracy();
    }

    @Override
    public String toString() {
      return "balanced_accuracy";
    }
  }

  /// The largest Matthews correlation.
  record Mcc() implements ThresholdRule {
    @Override
    public double value(ConfusionMatrix matrix) {
      return matrix.mcc();
    }

    @Override
    public String toString() {
      return "mcc";
    }
  }

  /// The largest accuracy.
  record Accuracy() implements ThresholdRule {
    @Override
    public double value(ConfusionMatrix matrix) {
      return matrix.accuracy();
    }

    @Override
    public String toString() {
      return "accuracy";
    }
  }

  /// The largest recall of the second class whose precision is at least so high.
  record Precision(double least) implements ThresholdRule {
    /// @throws DenpanException unless in (0, 1]
    public Precision {
      checkShare("precision", least);
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      return matrix.predicted(1) > 0 && matrix.precision(1) >= least
          ? matrix.recall(1)
          : Double.NEGATIVE_INFINITY;
    }

    @Override
    public String toString() {
      return "precision>=" + least;
    }
  }

  /// The largest precision of the second class whose recall is at least so high.
  record Recall(double least) implements ThresholdRule {
    /// @throws DenpanException unless in (0, 1]
    public Recall {
      checkShare("recall", least);
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      return matrix.recall(1) >= least ? matrix.precision(1) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public String toString() {
      return "recall>=" + least;
    }
  }

  private static void checkShare(String what, double least) {
    Range.check(
        least > 0 && least <= 1,
        String.format(Locale.ROOT, "the threshold's %s", what),
        least,
        "in (0, 1]");
  }
}
