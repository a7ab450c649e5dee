package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denpan.Quantile;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Dots;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Histogram;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.Scatter;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;

/// For a number: predicted against known values, and how the errors are spread.
final class Residuals implements Section {
  private static final int MOST_POINTS = 1_000;

  @Override
  public String title() {
    return "Predicted and known";
  }

  @Override
  public List<Html> content(Report report) {
    Evaluation test = report.test();
    if (!(test.target() instanceof Target.Number target)) {
      return List.of();
    }
    double[] known = new double[test.rows()];
    double[] predicted = new double[test.rows()];
    double[] errors = new double[test.rows()];
    for (int row = 0; row < test.rows(); row++) {
      known[row] = target.decode(test.known()[row]);
      predicted[row] = target.decode(test.predictions().outputs()[row]);
      errors[row] = predicted[row] - known[row];
    }
    String unit = Figures.brief(target.column());
    return List.of(
        element("p", summary(errors, unit)),
        Chart.sideBySide(
            List.of(
                scatter(known, predicted, unit),
                histogram(errors, unit),
                byPrediction(predicted, errors, unit))));
  }

  private static String summary(double[] errors, String unit) {
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    return "Half of the errors (predicted − known) lie between %s and %s, nine of ten between %s and"
            .formatted(
                Figures.number(Quantile.of(sorted, 0.25)),
                Figures.number(Quantile.of(sorted, 0.75)),
                Figures.number(Quantile.of(sorted, 0.05)))
        + " %s, in the unit of %s.".formatted(Figures.number(Quantile.of(sorted, 0.95)), unit);
  }

  private static Html scatter(double[] known, double[] predicted, String unit) {
    int points = Math.min(MOST_POINTS, known.length);
    int[] rows = new int[points];
    for (int i = 0; i < points; i++) {
      rows[i] = (int) ((long) i * known.length / points);
    }
    String caption =
        points < known.length
            ? "%s of %s, taken at equal distances. On the line, both agree."
                .formatted(Figures.count(points), Figures.count(known.length, "row"))
            : Figures.count(points, "row") + ". On the line, both agree.";
    Scatter drawing = new Scatter(unit, known, predicted, rows);
    return Chart.of("scatter", "Predicted against known", drawing, caption);
  }

  private static Html byPrediction(double[] predicted, double[] errors, String unit) {
    int points = Math.min(MOST_POINTS, predicted.length);
    double[] x = new double[points];
    double[] y = new double[points];
    List<String> words = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      int row = (int) ((long) i * predicted.length / points);
      x[i] = predicted[row];
      y[i] = errors[row];
      words.add("row " + Figures.count(row + 1L));
    }
    Dots drawing =
        new Dots(
            "Errors by predicted " + unit,
            "Points of which many on one side of 0 would show what the model has missed.",
            Axis.linear("predicted, " + unit, x),
            Axis.linear("predicted − known", y),
            List.of(new Dots.Group("rows", 0, x, y, words)));
    return Chart.of(
        "errors-by-prediction",
        "Errors by prediction",
        drawing,
        "Where they lean to one side, or widen, the model has missed something.");
  }

  private static Html histogram(double[] errors, String unit) {
    Histogram drawing = Histogram.of("predicted − known, " + unit, errors);
    int beyond = drawing.beyond();
    String caption =
        beyond == 0
            ? "All rows."
            : "All rows; the outermost bars hold the %s beyond the axis too."
                .formatted(Figures.count(beyond));
    return Chart.of("residuals", "Errors", drawing, caption);
  }
}
