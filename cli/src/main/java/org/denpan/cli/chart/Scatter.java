package org.denpan.cli.chart;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Predicted over known values as dots, with the line where both agree.
///
/// @param unit what both axes measure
/// @param rows which of the values to draw
public record Scatter(String unit, double[] known, double[] predicted, int[] rows)
    implements Drawing {
  @Override
  public String title() {
    return "Predicted against known values of " + unit;
  }

  @Override
  public String description() {
    return "%s; known values go from %s to %s."
        .formatted(
            Figures.count(rows.length, "point"),
            Figures.number(IntStream.of(rows).mapToDouble(r -> known[r]).min().orElse(0)),
            Figures.number(IntStream.of(rows).mapToDouble(r -> known[r]).max().orElse(0)));
  }

  @Override
  public Html.Element draw(String id, Size size) {
    double min =
        IntStream.of(rows).mapToDouble(r -> Math.min(known[r], predicted[r])).min().orElse(0);
    double max =
        IntStream.of(rows).mapToDouble(r -> Math.max(known[r], predicted[r])).max().orElse(1);
    Axis x = Axis.tight("known, " + unit, min, max);
    Axis y = Axis.tight("predicted", min, max);
    Plot plot = new Plot(x, y, size);
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
    return plot.draw(id, title(), description(), marks);
  }
}
