package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.measure.ThresholdRule;
import org.denpan.model.Adjusting;
import org.denpan.model.Adjustment;
import org.denpan.model.Model;

/// A model with what was chosen on the validation rows.
///
/// @param model with its choices
/// @param remarks what could not be chosen
record Adjusted(Model model, List<String> remarks) {
  /// As the options say; the model of a number always gets its bands.
  static Adjusted of(Model trained, Table validation, MeasureOptions options) {
    List<String> remarks = new ArrayList<>();
    Model model =
        trained.target() instanceof Target.Number ? Adjusting.bands(trained, validation) : trained;
    String rows = Figures.count(validation.rows(), "validation row");
    if (options.calibrate) {
      Optional<Model> calibrated = Adjusting.temperature(model, validation);
      if (calibrated.isEmpty()) {
        remarks.add(
            "Not calibrated: the %s do not determine a temperature; are they all right?"
                .formatted(rows));
      }
      model = calibrated.orElse(model);
    }
    Optional<ThresholdRule> rule = options.rule();
    if (rule.isPresent()) {
      Optional<Model> decided = Adjusting.threshold(model, validation, rule.get());
      if (decided.isEmpty()) {
        remarks.add(
            "The threshold stays 0.5: none gives %s on the %s.".formatted(rule.get(), rows));
      }
      model = decided.orElse(model);
    }
    return new Adjusted(model, remarks);
  }

  /// What was chosen, for people: label and text.
  static Map<String, String> lines(Adjustment adjustment, Target target) {
    Map<String, String> lines = new LinkedHashMap<>();
    adjustment
        .temperature()
        .ifPresent(t -> lines.put("Calibrated", "temperature " + Layout.number(t)));
    adjustment.threshold().ifPresent(t -> lines.put("Threshold", threshold(t, adjustment, target)));
    if (!adjustment.bands().isEmpty()) {
      lines.put("Bands", bands(adjustment.bands()));
    }
    return lines;
  }

  private static String threshold(double threshold, Adjustment adjustment, Target target) {
    String second =
        target instanceof Target.Classes classes
            ? Layout.cut(classes.classes().get(1), 20)
            : target.column();
    String by =
        adjustment
            .rule()
            .filter(rule -> !rule.equals(Double.toString(threshold)))
            .map(rule -> ", by " + rule)
            .orElse("");
    return "'%s' from probability %s on%s".formatted(second, Layout.number(threshold), by);
  }

  /// `50 % of known values from -26 to +4 beside the prediction, 90 % from …`
  private static String bands(List<Band> bands) {
    return bands.stream()
            .map(band ->
                band.name().replace("coverage_", "")
                    + " %% from %s to %s".formatted(sign(band.low()), sign(band.high())))
            .collect(Collectors.joining(", "))
        + " beside the prediction, in the validation rows";
  }

  private static String sign(double value) {
    return String.format(Locale.ROOT, "%s%s", value > 0 ? "+" : "", Layout.number(value));
  }

  /// `temperature`, `threshold`, `threshold_rule` and `bands`, where there are such.
  static Map<String, Object> json(Adjustment adjustment) {
    Map<String, Object> json = new LinkedHashMap<>();
    adjustment.temperature().ifPresent(t -> json.put("temperature", t));
    adjustment.threshold().ifPresent(t -> json.put("threshold", t));
    adjustment.rule().ifPresent(rule -> json.put("threshold_rule", rule));
    if (!adjustment.bands().isEmpty()) {
      Map<String, Object> bands = new LinkedHashMap<>();
      adjustment.bands().forEach(band -> bands.put(band.name(), List.of(band.low(), band.high())));
      json.put("bands", bands);
    }
    return json;
  }
}
