package org.denpan.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Quantile;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.measure.ClassRows;
import org.denpan.measure.NumberRows;
import org.denpan.measure.Temperature;
import org.denpan.measure.ThresholdRule;
import org.denpan.net.Loss;
import org.denpan.net.Workers;

/// Choices made after training, on rows that the weights were not fitted to: the validation rows.
/// The test rows have no part in them. A temperature goes before a threshold, which it moves.
///
/// ```java
/// Model calibrated = Adjusting.temperature(model, split.validation()).orElse(model);
/// Model decided = Adjusting.threshold(calibrated, split.validation(), ThresholdRule.parse("f1"))
///     .orElse(calibrated);
/// ```
public final class Adjusting {
  private Adjusting() {}

  /// The model whose logits are divided by the temperature that makes the mean log loss of these
  /// rows least. Which class is the most probable does not change.
  ///
  /// @return empty where the rows do not determine it: all are right, so that ever surer were
  ///   better, or all probabilities are useless
  /// @throws org.denpan.DenpanException if the target is a number, or the loss has no logits
  public static Optional<Model> temperature(Model model, Table validation) {
    Adjustment.checkCalibrates(model.loss(), model.target());
    Evaluation evaluation = model.evaluate(validation);
    // a loss whose output unit is the identity leaves logits as they are
    Inference plain =
        new Inference(
            model.network(),
            model.parameters(),
            model.inputs(),
            Loss.squaredError(),
            Workers.all());
    float[] logits = plain.predict(model.encoder().encodeInputs(validation)).outputs();
    return Temperature.fit(
            logits, model.target().outputs(), evaluation.known(), evaluation.weights())
        .map(t -> model.withAdjustment(model.adjustment().withTemperature(t)));
  }

  /// The model that says the second of two classes where its probability is above the threshold
  /// that is best on these rows.
  ///
  /// @return empty where no threshold is as the rule asks
  /// @throws org.denpan.DenpanException if the target has not two classes
  public static Optional<Model> threshold(Model model, Table validation, ThresholdRule rule) {
    Adjustment.checkThreshold(model.target());
    Evaluation evaluation = model.evaluate(validation);
    ClassRows rows = Assessment.rows(evaluation, (Target.Classes) model.target());
    return rule.threshold(rows.ranking(1), evaluation.weights())
        .map(t -> model.withAdjustment(model.adjustment().withThreshold(t, rule.toString())));
  }

  /// The model of a number with bands around its predictions in which half and nine tenths of these
  /// rows' known numbers lie, as many below as above: `coverage_50` and `coverage_90`.
  ///
  /// @throws org.denpan.DenpanException if the target is a class
  public static Model bands(Model model, Table validation) {
    if (!(model.target() instanceof Target.Number number)) {
      throw new DenpanException(
          "bands are for numbers; the target '" + model.target().column() + "' is a class");
    }
    Evaluation evaluation = model.evaluate(validation);
    NumberRows rows = Assessment.rows(evaluation, number);
    double[] residuals = new double[rows.rows()];
    for (int row = 0; row < residuals.length; row++) {
      residuals[row] = rows.known()[row] - rows.predicted()[row];
    }
    Arrays.sort(residuals);
    return model.withAdjustment(
        model
            .adjustment()
            .withBands(
                List.of(band(residuals, "coverage_50", 0.5), band(residuals, "coverage_90", 0.9))));
  }

  private static Band band(double[] sorted, String name, double share) {
    double tail = (1 - share) / 2;
    return new Band(name, Quantile.of(sorted, tail), Quantile.of(sorted, 1 - tail));
  }
}
