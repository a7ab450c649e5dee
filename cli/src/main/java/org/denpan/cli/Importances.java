package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.cli.chart.Figures;
import org.denpan.model.Importance;

/// What each column is worth to a model, for people and as JSON.
record Importances(Importance importance) {
  private static final int MOST = 10;

  void print(Layout layout) {
    List<Importance.Score> scores = importance.columns();
    layout.gap();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(Figures.count(importance.rows(), "row"), worse(), "sd"));
    for (Importance.Score score : scores.subList(0, Math.min(MOST, scores.size()))) {
      rows.add(
          List.of(Layout.cut(score.column(), 40), number(score.drop()), number(score.deviation())));
    }
    layout.table("Importance", rows, 1);
    if (scores.size() > MOST) {
      layout.line("", "and %s more".formatted(Figures.count(scores.size() - MOST, "column")));
    }
  }

  private String worse() {
    return importance.metric() + (importance.metric().equals("rmse") ? " added" : " lost");
  }

  private String number(double value) {
    return importance.metric().equals("rmse")
        ? Layout.number(value)
        : String.format(Locale.ROOT, "%.4f", Math.abs(value) < 5e-5 ? 0 : value);
  }

  /// `importance`, by column, with `drop` and `deviation`; `importance_metric` and
  /// `importance_rows`.
  Map<String, Object> json() {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Importance.Score score : importance.columns()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("drop", score.drop());
      one.put("deviation", score.deviation());
      columns.put(score.column(), one);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("importance_metric", importance.metric());
    json.put("importance_rows", importance.rows());
    json.put("importance", columns);
    return json;
  }
}
