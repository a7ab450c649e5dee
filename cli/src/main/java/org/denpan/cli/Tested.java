package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.measure.Band;
import org.denpan.model.Adjustment;
import org.denpan.model.Assessment;
import org.denpan.model.Evaluation;
import org.denpan.model.Importance;
import org.denpan.model.Model;
import org.denpan.net.NumberLoss;

/// A model on rows that it has not learnt from, beside what is simpler.
///
/// @param evaluation row by row
/// @param measured all figures, with intervals
/// @param guessed those of always saying the same
/// @param linear those of a linear model
/// @param importance what each column is worth, where that was measured
/// @param uncalibrated those of the model without its temperature; empty where it has none
record Tested(
    Evaluation evaluation,
    Assessment measured,
    Assessment guessed,
    Linear linear,
    Map<String, Double> uncalibrated,
    Optional<Importance> importance) {
  /// @param seed of the intervals
  static Tested of(Model model, Table table, Linear linear, long seed) {
    Evaluation evaluation = model.evaluate(table);
    return new Tested(
        evaluation,
        Assessment.of(evaluation, bands(model), seed),
        Assessment.of(evaluation.guess()),
        linear,
        uncalibrated(model, table),
        Optional.empty());
  }

  /// The same with what each column is worth; for a single column that would say nothing.
  Tested withImportance(Model model, Table table, long seed) {
    return model.encoder().inputs().stream().map(Transform::column).distinct().count() < 2
        ? this
        : new Tested(
            evaluation,
            measured,
            guessed,
            linear,
            uncalibrated,
            Optional.of(Importance.of(model, table, seed)));
  }

  private static Map<String, Double> uncalibrated(Model model, Table table) {
    return model.adjustment().temperature().isEmpty()
        ? Map.of()
        : Assessment.of(model.withAdjustment(Adjustment.none()).evaluate(table)).metrics();
  }

  private static List<Band> bands(Model model) {
    List<Band> bands = new ArrayList<>(model.adjustment().bands());
    if (model.loss() instanceof NumberLoss.Quantile) {
      bands.add(Band.below("quantile_coverage"));
    }
    return bands;
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
