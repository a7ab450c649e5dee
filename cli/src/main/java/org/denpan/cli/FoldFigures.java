package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.cli.chart.Figures;
import org.denpan.train.CrossValidation;
import org.denpan.train.CrossValidation.Spread;

/// What folds have shown, for people and as JSON.
record FoldFigures(CrossValidation result) {
  private static final int WIDTH = 10;

  /// What there is room for beside a fold; all others stand in the table of means.
  private static final List<String> SHOWN =
      List.of("accuracy", "balanced_accuracy", "roc_auc", "log_loss", "rmse", "mae", "r2");

  /// The line of the last fold; above the first, the headings.
  static void printLast(List<CrossValidation.Test> tests, Layout layout) {
    CrossValidation.Test test = tests.getLast();
    List<String> names = SHOWN.stream().filter(tests.getFirst().model()::containsKey).toList();
    if (tests.size() == 1) {
      StringBuilder head = new StringBuilder("fold    rows");
      names.forEach(name ->
          head.append(Layout.padLeft(name.replace("balanced_accuracy", "balanced"), WIDTH)));
      layout.lines("", List.of(head.toString()));
    }
    StringBuilder line = new StringBuilder(Layout.padLeft(Integer.toString(tests.size()), 4));
    line.append(Layout.padLeft(Figures.count(test.rows()), 8));
    names.forEach(name ->
        line.append(Layout.padLeft(number(test.model().getOrDefault(name, Double.NaN)), WIDTH)));
    layout.lines("", List.of(line.toString()));
  }

  /// Mean and deviation of each figure, beside what is simpler.
  void print(Layout layout) {
    layout.gap();
    if (result.tests().isEmpty()) {
      layout.line("Mean", "no fold was finished");
      return;
    }
    boolean linear = !result.linear().isEmpty();
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(linear, counted(), "mean", "sd", "linear", "always the same"));
    result
        .model()
        .forEach((name, spread) ->
            rows.add(
                row(
                    linear,
                    name,
                    number(spread.mean()),
                    number(spread.deviation()),
                    mean(result.linear(), name),
                    mean(result.baseline(), name))));
    layout.table("Mean", rows, 1);
    if (result.tests().size() == result.planned()) {
      layout.gap();
      layout.line(
          "", "The model that is saved is another one, trained and tested by the split above.");
    }
  }

  private String counted() {
    int done = result.tests().size();
    return done == result.planned()
        ? Figures.count(done, "fold")
        : "%d of %d folds".formatted(done, result.planned());
  }

  private static List<String> row(boolean linear, String... cells) {
    List<String> row = new ArrayList<>(List.of(cells));
    if (!linear) {
      row.remove(3);
    }
    return row;
  }

  private static String mean(Map<String, Spread> figures, String name) {
    Spread spread = figures.get(name);
    return spread == null ? "" : number(spread.mean());
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Figures.NONE;
    }
    return Math.abs(value) < 10 ? String.format(Locale.ROOT, "%.4f", value) : Layout.number(value);
  }

  /// `rule`, `planned`, `mean`, `sd`, `linear_mean`, `baseline_mean`, and `tests` fold by fold.
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", result.rule());
    json.put("planned", result.planned());
    json.put("mean", means(result.model()));
    Map<String, Double> deviations = new LinkedHashMap<>();
    result.model().forEach((name, spread) -> deviations.put(name, spread.deviation()));
    json.put("sd", finite(deviations));
    json.put("linear_mean", means(result.linear()));
    json.put("baseline_mean", means(result.baseline()));
    json.put("tests", result.tests().stream().map(FoldFigures::json).toList());
    return json;
  }

  private static Map<String, Object> json(CrossValidation.Test test) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("split", test.rule());
    json.put("learnt_rows", test.learnt());
    json.put("test_rows", test.rows());
    json.put("test", finite(test.model()));
    json.put("linear", finite(test.linear()));
    json.put("baseline", finite(test.baseline()));
    return json;
  }

  private static Map<String, Double> means(Map<String, Spread> spreads) {
    Map<String, Double> means = new LinkedHashMap<>();
    spreads.forEach((name, spread) -> means.put(name, spread.mean()));
    return finite(means);
  }

  /// JSON has no other numbers.
  private static Map<String, Double> finite(Map<String, Double> figures) {
    Map<String, Double> finite = new LinkedHashMap<>(figures);
    finite.values().removeIf(value -> !Double.isFinite(value));
    return finite;
  }
}
