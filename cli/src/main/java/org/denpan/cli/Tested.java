package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.model.Assessment;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.net.NumberLoss;

/// A model on rows that it has not learnt from, beside what is simpler.
///
/// @param evaluation row by row
/// @param measured all figures, with intervals
/// @param guessed those of always saying the same
/// @param linear those of a linear model
record Tested(Evaluation evaluation, Assessment measured, Assessment guessed, Linear linear) {
  /// @param seed of the intervals
  static Tested of(Model model, Evaluation evaluation, Linear linear, long seed) {
    return new Tested(
        evaluation,
        Assessment.of(evaluation, bands(model), seed),
        Assessment.of(evaluation.guess()),
        linear);
  }

  private static List<Band> bands(Model model) {
    return model.loss() instanceof NumberLoss.Quantile
        ? List.of(Band.below("quantile_coverage"))
        : List.of();
  }

  Target target() {
    return evaluation.target();
  }

  /// The rows that the mean percentage error leaves out.
  int zeros() {
    return target() instanceof Target.Number number
        ? Assessment.rows(evaluation, number).zeros()
        : 0;
  }

  /// What a reader should know of the figures.
  List<String> remarks() {
    List<String> remarks = new ArrayList<>(linear.remarks());
    int zeros = zeros();
    if (zeros > 0) {
      remarks.add(
          "mape leaves out %s whose '%s' is 0."
              .formatted(Figures.count(zeros, "row"), target().column()));
    }
    return remarks;
  }
}
