package org.denpan.cli.report;

import static org.denpan.cli.report.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Predicted over known values as dots, with the line where both agree.
///
/// @param id unique in the page
/// @param unit what both axes measure
/// @param rows which of the values to draw
record Scatter(String id, String unit, double[] known, double[] predicted, int[] rows) {
  Html draw() {
    double min =
        IntStream.of(rows).mapToDouble(r -> Math.min(known[r], predicted[r])).min().orElse(0);
    double max =
        IntStream.of(rows).mapToDouble(r -> Math.max(known[r], predicted[r])).max().orElse(1);
    Axis x = Axis.tight("known, " + unit, min, max);
    Axis y = Axis.tight("predicted", min, max);
    Plot plot = new Plot(x, y);
    List<Html> marks = new ArrayList<>();
    marks.add(
        Plot.line(plot.x(x.low()), plot.y(x.low()), plot.x(x.high()), plot.y(x.high())).in("mark"));
    for (int row : rows) {
      marks.add(
          Plot.circle(plot.x(known[row]), plot.y(predicted[row]), 2.2)
              .in("point")
              .add(
                  element(
                      "title",
                      "row %s: known %s, predicted %s"
                          .formatted(
                              Figures.count(row + 1L),
                              Figures.number(known[row]),
                              Figures.number(predicted[row])))));
    }
    return plot.draw(
        id,
        "Predicted against known values of " + unit,
        "%s; known values go from %s to %s."
            .formatted(
                Figures.count(rows.length, "point"),
                Figures.number(IntStream.of(rows).mapToDouble(r -> known[r]).min().orElse(0)),
                Figures.number(IntStream.of(rows).mapToDouble(r -> known[r]).max().orElse(0))),
        marks);
  }
}
