package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.Png;
import org.denpan.data.Column;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;
import org.denpan.model.Prediction;

/// The test rows with the largest loss: pictures, or the columns of a table, with what is known and
/// what was predicted.
final class WorstExamples implements Section {
  private static final int PICTURES = 24;
  private static final int ROWS = 12;
  private static final int MOST_COLUMNS = 30;

  @Override
  public String title() {
    return "Worst examples";
  }

  @Override
  public List<Html> content(Report report) {
    Optional<Column.Pixels> picture =
        report.testTable().columns().stream()
            .filter(Column.Pixels.class::isInstance)
            .map(Column.Pixels.class::cast)
            .findFirst();
    boolean pictures = picture.isPresent() && report.test().target() instanceof Target.Classes;
    List<Integer> worst = report.test().worst(pictures ? PICTURES : ROWS);
    return List.of(
        element(
                "p",
                "The test rows with the largest loss, worst first; row numbers count the test"
                    + " rows.")
            .in("caption"),
        pictures
            ? gallery(report.test(), picture.orElseThrow(), worst)
            : table(report, worst).html().in("scroll wide"));
  }

  private static Html gallery(Evaluation test, Column.Pixels picture, List<Integer> worst) {
    List<Html> figures = new ArrayList<>();
    for (int row : worst) {
      Prediction prediction = test.predictions().row(row);
      int known = (int) test.known()[row];
      String name = name(test, known);
      figures.add(
          element(
                  "figure",
                  image(picture, row, "row %s, known %s".formatted(Figures.count(row + 1L), name)),
                  element(
                      "figcaption",
                      element("span", text("known "), element("b", name)),
                      element(
                          "span",
                          text("predicted "),
                          element("b", name(test, prediction.classIndex()))),
                      element("span", certainty(prediction))))
              .with("title", "row " + Figures.count(row + 1L)));
    }
    return element("div", figures).in("gallery");
  }

  private static Html image(Column.Pixels picture, int row, String words) {
    return element("img")
        .with("src", Png.dataUri(picture, row))
        .with("alt", words)
        .with("width", Integer.toString(picture.width()))
        .with("height", Integer.toString(picture.height()));
  }

  private static String name(Evaluation test, int index) {
    return test.target() instanceof Target.Classes classes
        ? Figures.brief(classes.classes().get(index))
        : Integer.toString(index);
  }

  private static String certainty(Prediction prediction) {
    return "with " + Figures.share(prediction.probability(prediction.classIndex()));
  }

  private static Grid table(Report report, List<Integer> worst) {
    Evaluation test = report.test();
    String target = test.target().column();
    List<Column> columns =
        report.testTable().columns().stream()
            .filter(column -> !column.name().equals(target))
            .limit(MOST_COLUMNS)
            .toList();
    Grid grid = Grid.of("Worst examples").numbers("Row");
    switch (test.target()) {
      case Target.Classes c -> grid.texts("Known", "Predicted").numbers("Probability");
      case Target.Number n -> grid.numbers("Known", "Predicted", "Error");
    }
    for (Column column : columns) {
      if (column instanceof Column.Numbers) {
        grid.numbers(Figures.brief(column.name()));
      } else {
        grid.texts(Figures.brief(column.name()));
      }
    }
    for (int row : worst) {
      List<Html> cells = new ArrayList<>();
      cells.add(text(Figures.count(row + 1L)));
      cells.addAll(outcome(test, row));
      columns.forEach(column -> cells.add(cell(column, row)));
      grid.row(cells);
    }
    return grid;
  }

  private static List<Html> outcome(Evaluation test, int row) {
    Prediction prediction = test.predictions().row(row);
    return switch (test.target()) {
      case Target.Classes classes ->
          List.of(
              text(name(test, (int) test.known()[row])),
              text(name(test, prediction.classIndex())),
              text(Figures.share(prediction.probability(prediction.classIndex()))));
      case Target.Number number -> {
        double known = number.decode(test.known()[row]);
        yield List.of(
            text(Figures.number(known)),
            text(Figures.number(prediction.value())),
            text(Figures.number(prediction.value() - known)));
      }
    };
  }

  private static Html cell(Column column, int row) {
    if (column.missing(row)) {
      return element("span", "missing").in("missing");
    }
    return switch (column) {
      case Column.Pixels pixels -> image(pixels, row, pixels.text(row));
      case Column.Numbers numbers -> text(Figures.exact(numbers.values()[row]));
      case Column.Categories categories -> text(Figures.brief(categories.text(row)));
      case Column.Times times -> text(times.text(row));
    };
  }
}
