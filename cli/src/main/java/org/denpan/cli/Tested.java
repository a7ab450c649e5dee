package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.model.Assessment;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.net.NumberLoss;
import org.denpan.train.Baselines;

/// A model on rows that it has not learnt from, beside what is simpler.
///
/// @param evaluation row by row
/// @param measured all figures, with intervals
/// @param guessed those of always saying the same
/// @param linear those of a linear model; empty where none was trained
/// @param linearRows how many rows it learnt from, where these are not all
record Tested(
    Evaluation evaluation,
    Assessment measured,
    Assessment guessed,
    Map<String, Double> linear,
    OptionalInt linearRows) {
  /// Without a linear model.
  static Tested of(Model model, Evaluation evaluation, long seed) {
    return new Tested(
        evaluation,
        Assessment.of(evaluation, bands(model), seed),
        Assessment.of(evaluation.guess()),
        Map.of(),
        OptionalInt.empty());
  }

  private static List<Band> bands(Model model) {
    return model.loss() instanceof NumberLoss.Quantile
        ? List.of(Band.below("quantile_coverage"))
        : List.of();
  }

  /// With a linear model, trained on these rows.
  Tested beside(Model model, Table train, Table test, Optional<String> classWeights, long seed) {
    Encoder encoder = model.encoder();
    boolean images = train.columns().stream().anyMatch(Column.Pixels.class::isInstance);
    if (images && (long) train.rows() * encoder.width() > Baselines.MOST_NUMBERS) {
      return this;
    }
    Baselines.Linear linear = Baselines.linear(train, classWeights, Baselines.MOST_NUMBERS, seed);
    Evaluation evaluated = linear.model().evaluate(test);
    boolean sameLoss = linear.model().loss().equals(model.loss());
    Evaluation comparable =
        sameLoss
            ? evaluated
            : new Evaluation(
                Double.NaN,
                evaluated.predictions(),
                evaluated.known(),
                evaluated.rowLosses(),
                evaluated.weights());
    return new Tested(
        evaluation,
        measured,
        guessed,
        Assessment.of(comparable).metrics(),
        linear.rows() < train.rows() ? OptionalInt.of(linear.rows()) : OptionalInt.empty());
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
    List<String> remarks = new ArrayList<>();
    linearRows.ifPresent(rows ->
        remarks.add(
            "The linear model learnt from %s, drawn at random; more would take long."
                .formatted(Figures.count(rows, "row"))));
    int zeros = zeros();
    if (zeros > 0) {
      remarks.add(
          "mape leaves out %s whose '%s' is 0."
              .formatted(Figures.count(zeros, "row"), target().column()));
    }
    return remarks;
  }
}
