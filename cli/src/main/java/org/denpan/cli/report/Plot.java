package org.denpan.cli.report;

import static org.denpan.cli.report.Html.element;
import static org.denpan.cli.report.Html.text;

import java.util.ArrayList;
import java.util.List;

/// The frame of a chart: two axes with grid lines, ticks and labels, and the way from values to
/// places on the drawing. The size is that of a phone, so that letters stay legible there.
final class Plot {
  private static final double WIDTH = 440;
  private static final double HEIGHT = 280;
  private static final double TOP = 24;
  private static final double MARGIN = 16;
  private static final double BOTTOM = 46;
  private static final double LETTER = 6.8;

  private final Axis x;
  private final Axis y;
  private final double left;
  private final double right;

  Plot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
    int longest = y.ticks().stream().mapToInt(t -> y.text(t).length()).max().orElse(0);
    left = 34 + longest * LETTER;
    double last = x.ticks().isEmpty() ? 0 : x.text(x.ticks().getLast()).length() * LETTER / 2;
    right = WIDTH - Math.max(MARGIN, last);
  }

  /// Where a value stands from left to right.
  double x(double value) {
    return left + x.fraction(value) * (right - left);
  }

  /// Where a value stands from top to bottom.
  double y(double value) {
    return HEIGHT - BOTTOM - y.fraction(value) * (HEIGHT - BOTTOM - TOP);
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return HEIGHT - BOTTOM;
  }

  /// Whether there is more room to the left of this place than to its right.
  boolean onTheRight(double place) {
    return place > (left + right) / 2;
  }

  /// The whole drawing.
  ///
  /// @param id unique in the page
  /// @param title what is shown, for those who do not see it
  /// @param description what there is to see in it
  /// @param marks what stands within the frame
  Html draw(String id, String title, String description, List<? extends Html> marks) {
    List<Html> parts = new ArrayList<>();
    parts.add(element("title", title).with("id", id + "-title"));
    parts.add(element("desc", description).with("id", id + "-desc"));
    parts.add(element("g", frame()).with("aria-hidden", "true"));
    parts.addAll(marks);
    return element("svg", parts)
        .with("viewBox", "0 0 %s %s".formatted(place(WIDTH), place(HEIGHT)))
        .with("role", "img")
        .with("aria-labelledby", id + "-title " + id + "-desc");
  }

  private List<Html> frame() {
    List<Html> parts = new ArrayList<>();
    for (double tick : y.ticks()) {
      parts.add(line(left, y(tick), right, y(tick)).in("grid"));
      parts.add(words(left - 6, y(tick) + 4, "end", y.text(tick)).in("tick"));
    }
    for (double tick : spaced(x.ticks())) {
      parts.add(line(x(tick), bottom(), x(tick), bottom() + 4).in("axis"));
      parts.add(words(x(tick), bottom() + 17, "middle", x.text(tick)).in("tick"));
    }
    parts.add(line(left, bottom(), right, bottom()).in("axis"));
    parts.add(words((left + right) / 2, HEIGHT - 8, "middle", x.label()).in("label"));
    double middle = (TOP + bottom()) / 2;
    parts.add(
        words(14, middle, "middle", y.label())
            .in("label")
            .with("transform", "rotate(-90 14 %s)".formatted(place(middle))));
    return parts;
  }

  /// As many of the ticks as can be printed side by side.
  private List<Double> spaced(List<Double> ticks) {
    List<Double> kept = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : ticks) {
      double half = x.text(tick).length() * LETTER / 2;
      if (x(tick) - half >= free) {
        kept.add(tick);
        free = x(tick) + half + LETTER;
      }
    }
    return kept;
  }

  static Html.Element line(double x1, double y1, double x2, double y2) {
    return element("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
  }

  static Html.Element circle(double x, double y, double radius) {
    return element("circle").with("cx", x).with("cy", y).with("r", radius);
  }

  static Html.Element rectangle(double x, double y, double width, double height) {
    return element("rect")
        .with("x", x)
        .with("y", y)
        .with("width", Math.max(0, width))
        .with("height", Math.max(0, height));
  }

  /// @param anchor which part of the words stands at x: `start`, `middle` or `end`
  static Html.Element words(double x, double y, String anchor, String words) {
    return element("text", text(words)).with("x", x).with("y", y).with("text-anchor", anchor);
  }

  private static String place(double value) {
    return Figures.coordinate(value);
  }
}
