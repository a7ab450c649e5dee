package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.measure.Interval;
import org.denpan.model.Assessment;
import org.jspecify.annotations.Nullable;

/// Every figure of the test with its interval, beside a linear model and the guess; then those of
/// each class.
final class FigureTable implements Section {
  private static final int MOST_CLASSES = 30;

  @Override
  public String title() {
    return "Figures";
  }

  @Override
  public List<Html> content(Report report) {
    Measured measured = report.measured();
    List<Html> parts = new ArrayList<>();
    parts.add(figures(measured).html());
    parts.add(
        element(
                "p",
                "95 % is where a figure would lie for other rows of the same kind, by resampling"
                    + " the test rows; it says nothing of other rows to learn from.")
            .in("caption"));
    List<Assessment.ClassScore> classes = measured.model().classes();
    if (!classes.isEmpty() && classes.size() <= MOST_CLASSES) {
      parts.add(classes(classes).html());
    }
    return parts;
  }

  private static Grid figures(Measured measured) {
    boolean intervals = !measured.model().intervals().isEmpty();
    boolean linear = !measured.linear().isEmpty();
    Grid grid = Grid.of("Figures of the test").texts("Figure").numbers("Model");
    if (intervals) {
      grid.numbers("95 %");
    }
    if (linear) {
      grid.numbers("Linear model");
    }
    grid.numbers("Always the same");
    measured
        .model()
        .metrics()
        .forEach((name, value) -> {
          List<Html> row = new ArrayList<>(List.of(text(name), text(Figures.number(value))));
          if (intervals) {
            row.add(text(interval(measured.model().intervals().get(name))));
          }
          if (linear) {
            row.add(text(figure(measured.linear(), name)));
          }
          row.add(text(figure(measured.guess(), name)));
          grid.row(row);
        });
    return grid;
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? ""
        : Figures.number(interval.low()) + " … " + Figures.number(interval.high());
  }

  private static String figure(Map<String, Double> figures, String name) {
    Double value = figures.get(name);
    return value == null ? "" : Figures.number(value);
  }

  private static Grid classes(List<Assessment.ClassScore> classes) {
    Grid grid =
        Grid.of("Figures of each class")
            .texts("Class")
            .numbers("Precision", "Recall", "F1", "95 % of F1");
    for (Assessment.ClassScore score : classes) {
      grid.row(
          List.of(
              text(Figures.brief(score.name())),
              text(Figures.number(score.precision())),
              text(Figures.number(score.recall())),
              text(Figures.number(score.f1())),
              text(interval(score.f1Interval().orElse(null)))));
    }
    return grid;
  }
}
