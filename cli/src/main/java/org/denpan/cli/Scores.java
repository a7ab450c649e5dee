package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;

/// How good a model is on some rows, for people and as JSON.
final class Scores {
  private final Evaluation evaluation;

  Scores(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// Metrics beside the trivial baseline, then the confusions or the errors.
  void print(Layout layout, String label) {
    Map<String, Double> baseline = evaluation.baseline();
    List<List<String>> rows = new ArrayList<>();
    String counted =
        Figures.count(evaluation.rows(), "row") + (evaluation.weighted() ? ", weighted" : "");
    rows.add(List.of(counted, "model", baselineName()));
    evaluation
        .metrics()
        .forEach((name, value) ->
            rows.add(
                List.of(
                    name,
                    Layout.number(value),
                    baseline.containsKey(name) ? Layout.number(baseline.get(name)) : "")));
    layout.table(label, rows, 1);
    switch (evaluation.target()) {
      case Target.Classes classes -> new Confusions(evaluation, classes).print(layout);
      case Target.Number number -> new Residuals(evaluation, number).print(layout);
    }
  }

  private String baselineName() {
    return switch (evaluation.target()) {
      case Target.Classes c -> "always '" + Layout.cut(c.classes().get(c.majority()), 20) + "'";
      case Target.Number n -> "always " + Layout.number(n.mean());
    };
  }

  /// `test_loss`, `test_accuracy`, … and `baseline_accuracy`, …
  ///
  /// @param prefix what stands before each metric's name
  Map<String, Object> json(String prefix) {
    Map<String, Object> json = new LinkedHashMap<>();
    evaluation.metrics().forEach((name, value) -> json.put(prefix + name, value));
    evaluation.baseline().forEach((name, value) -> json.put("baseline_" + name, value));
    return json;
  }
}
