package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Target;
import org.denpan.measure.Interval;
import org.denpan.model.Assessment;
import org.jspecify.annotations.Nullable;

/// How good a model is on some rows, for people and as JSON.
final class Scores {
  private static final int MOST_CLASSES = 12;
  private static final Set<String> UNITS = Set.of("loss", "log_loss", "rmse", "mae", "brier");
  private static final String RANGE = "–";

  private final Tested tested;

  Scores(Tested tested) {
    this.tested = tested;
  }

  /// Figures beside what is simpler, those of each class, then the confusions or the errors.
  void print(Layout layout, String label) {
    layout.table(label, figures(), 1);
    if (!tested.uncalibrated().isEmpty()) {
      layout.line("", uncalibrated());
    }
    List<Assessment.ClassScore> classes = tested.measured().classes();
    if (!classes.isEmpty() && classes.size() <= MOST_CLASSES) {
      layout.gap();
      layout.table("Classes", classes(classes), 1);
    }
    switch (tested.target()) {
      case Target.Classes target -> new Confusions(tested.evaluation(), target).print(layout);
      case Target.Number number -> new Residuals(tested.evaluation(), number).print(layout);
    }
    tested.importance().ifPresent(importance -> new Importances(importance).print(layout));
  }

  private String uncalibrated() {
    return "Without the temperature: log_loss %s, ece %s."
        .formatted(
            number("log_loss", tested.uncalibrated().get("log_loss")),
            number("ece", tested.uncalibrated().get("ece")));
  }

  private List<List<String>> figures() {
    boolean linear = !tested.linear().metrics().isEmpty();
    List<List<String>> rows = new ArrayList<>();
    String counted =
        Figures.count(tested.evaluation().rows(), "row")
            + (tested.evaluation().weighted() ? ", weighted" : "");
    rows.add(row(counted, "model", "95 %", linear ? "linear" : "", baselineName()));
    tested
        .measured()
        .metrics()
        .forEach((name, value) ->
            rows.add(
                row(
                    name,
                    number(name, value),
                    interval(name, Optional.ofNullable(tested.measured().intervals().get(name))),
                    number(name, tested.linear().metrics().get(name)),
                    number(name, tested.guessed().metrics().get(name)))));
    if (!linear) {
      rows.forEach(row -> row.remove(3));
    }
    return rows;
  }

  private static List<String> row(String... cells) {
    return new ArrayList<>(List.of(cells));
  }

  /// Shares have four decimals, whatever rounding has left of 0.
  private static String number(String metric, @Nullable Double value) {
    return value == null
        ? ""
        : UNITS.contains(metric)
            ? Layout.number(value)
            : String.format(Locale.ROOT, "%.4f", Math.abs(value) < 5e-5 ? 0 : value);
  }

  private static String interval(String metric, Optional<Interval> interval) {
    return interval
        .map(i ->
            number(metric, i.low()) + (i.low() < 0 ? " to " : RANGE) + number(metric, i.high()))
        .orElse("");
  }

  private static List<List<String>> classes(List<Assessment.ClassScore> scores) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "precision", "recall", "f1", "95 %"));
    for (Assessment.ClassScore score : scores) {
      rows.add(
          List.of(
              Layout.cut(score.name(), 28),
              number("precision", score.precision()),
              number("recall", score.recall()),
              number("f1", score.f1()),
              interval("f1", score.f1Interval())));
    }
    return rows;
  }

  private String baselineName() {
    return switch (tested.target()) {
      case Target.Classes c -> "always '" + Layout.cut(c.classes().get(c.majority()), 12) + "'";
      case Target.Number n -> "always " + Layout.number(n.mean());
    };
  }

  /// `test_accuracy`, `test_accuracy_low`, `test_accuracy_high`, …; of each class `test_precision`,
  /// `test_recall` and `test_f1`; then `linear_accuracy`, … and `baseline_accuracy`, …
  ///
  /// @param prefix what stands before each metric's name
  Map<String, Object> json(String prefix) {
    Map<String, Object> json = new LinkedHashMap<>();
    tested
        .measured()
        .metrics()
        .forEach((name, value) -> {
          json.put(prefix + name, value);
          Interval interval = tested.measured().intervals().get(name);
          if (interval != null) {
            json.put(prefix + name + "_low", interval.low());
            json.put(prefix + name + "_high", interval.high());
          }
        });
    if (!tested.measured().classes().isEmpty()) {
      json.put(prefix + "precision", byClass(s -> Optional.of(s.precision())));
      json.put(prefix + "recall", byClass(s -> Optional.of(s.recall())));
      json.put(prefix + "f1", byClass(s -> Optional.of(s.f1())));
      json.put(prefix + "f1_low", byClass(s -> s.f1Interval().map(Interval::low)));
      json.put(prefix + "f1_high", byClass(s -> s.f1Interval().map(Interval::high)));
    }
    if (tested.zeros() > 0) {
      json.put(prefix + "mape_zeros", tested.zeros());
    }
    for (String name : List.of("log_loss", "ece")) {
      Double before = tested.uncalibrated().get(name);
      if (before != null) {
        json.put("uncalibrated_" + name, before);
      }
    }
    tested.importance().ifPresent(i -> json.putAll(new Importances(i).json()));
    tested.linear().metrics().forEach((name, value) -> json.put("linear_" + name, value));
    tested.linear().rows().ifPresent(rows -> json.put("linear_rows", rows));
    tested.guessed().metrics().forEach((name, value) -> json.put("baseline_" + name, value));
    return json;
  }

  private Map<String, Double> byClass(Function<Assessment.ClassScore, Optional<Double>> figure) {
    Map<String, Double> byClass = new LinkedHashMap<>();
    for (Assessment.ClassScore score : tested.measured().classes()) {
      figure.apply(score).ifPresent(value -> byClass.put(score.name(), value));
    }
    return byClass;
  }
}
