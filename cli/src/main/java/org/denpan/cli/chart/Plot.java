package org.denpan.cli.chart;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// The frame of a chart: two axes with grid lines, ticks and labels, and the way from values to
/// places on the drawing.
public final class Plot {
  private static final double TOP = 24;
  private static final double MARGIN = 16;
  private static final double BOTTOM = 46;
  private static final double LETTER = 6.8;
  private static final double LINE_HEIGHT = 14;

  /// How far marks may reach over the frame: half a dot.
  private static final double OVERHANG = 3;

  private final Axis x;
  private final Axis y;
  private final Size size;
  private final double left;
  private final double right;

  public Plot(Axis x, Axis y, Size size) {
    this(x, y, size, 0);
  }

  /// @param aside the room that is kept free to the right of the frame
  Plot(Axis x, Axis y, Size size, double aside) {
    this.x = x;
    this.y = y;
    this.size = size;
    int longest = y.ticks().stream().mapToInt(t -> y.text(t).length()).max().orElse(0);
    left = (y.label().isEmpty() ? 18 : 34) + longest * LETTER;
    double last = x.ticks().isEmpty() ? 0 : x.text(x.ticks().getLast()).length() * LETTER / 2;
    right = size.width() - Math.max(MARGIN, Math.max(last, aside));
  }

  /// Where a value stands from left to right.
  double x(double value) {
    return left + x.fraction(value) * (right - left);
  }

  /// Where a value stands from top to bottom.
  double y(double value) {
    return bottom() - y.fraction(value) * (bottom() - TOP);
  }

  double left() {
    return left;
  }

  double right() {
    return right;
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return size.height() - (x.label().isEmpty() ? BOTTOM - 18 : BOTTOM);
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
  Html.Element draw(String id, String title, String description, List<? extends Html> marks) {
    List<Html> parts = new ArrayList<>();
    parts.add(element("title", title).with("id", id + "-title"));
    parts.add(element("desc", description).with("id", id + "-desc"));
    parts.add(element("g", frame()).with("aria-hidden", "true"));
    parts.addAll(marks);
    return element("svg", parts)
        .with("viewBox", "0 0 %s %s".formatted(place(size.width()), place(size.height())))
        .with("role", "img")
        .with("aria-labelledby", id + "-title " + id + "-desc");
  }

  private List<Html> frame() {
    List<Html> parts = new ArrayList<>();
    boolean sideways = !y.names().isEmpty();
    for (double tick : rows()) {
      if (!sideways) {
        parts.add(line(left, y(tick), right, y(tick)).in("grid"));
      }
      parts.add(words(left - 6, y(tick) + 4, "end", y.text(tick)).in("tick"));
    }
    for (double tick : columns()) {
      parts.add(
          sideways
              ? line(x(tick), TOP, x(tick), bottom()).in("grid")
              : line(x(tick), bottom(), x(tick), bottom() + 4).in("axis"));
      parts.add(words(x(tick), bottom() + 17, "middle", x.text(tick)).in("tick"));
    }
    parts.add(
        sideways
            ? line(left, TOP, left, bottom()).in("axis")
            : line(left, bottom(), right, bottom()).in("axis"));
    parts.addAll(labels());
    return parts;
  }

  private List<Html> labels() {
    List<Html> parts = new ArrayList<>();
    if (!x.label().isEmpty()) {
      parts.add(words((left + right) / 2, size.height() - 8, "middle", x.label()).in("label"));
    }
    if (!y.label().isEmpty()) {
      double middle = (TOP + bottom()) / 2;
      parts.add(
          words(14, middle, "middle", y.label())
              .in("label")
              .with("transform", "rotate(-90 14 %s)".formatted(place(middle))));
    }
    return parts;
  }

  /// The ticks of y that can be printed one above the other.
  private List<Double> rows() {
    return spaced(y.ticks(), y, this::y, tick -> LINE_HEIGHT / 2, 0);
  }

  /// The ticks of x that can be printed side by side.
  private List<Double> columns() {
    return spaced(x.ticks(), x, this::x, tick -> x.text(tick).length() * LETTER / 2, LETTER);
  }

  /// All of the ticks that do not touch the one kept before; of a logarithmic axis only its powers
  /// of ten, where there is no room for all.
  private static List<Double> spaced(
      List<Double> ticks,
      Axis axis,
      DoubleUnaryOperator place,
      DoubleUnaryOperator half,
      double gap) {
    List<Double> kept = new ArrayList<>();
    for (double tick : ticks) {
      if (kept.isEmpty()
          || Math.abs(place.applyAsDouble(tick) - place.applyAsDouble(kept.getLast()))
              >= half.applyAsDouble(tick) + half.applyAsDouble(kept.getLast()) + gap) {
        kept.add(tick);
      }
    }
    List<Double> powers = axis.logarithmic() ? ticks.stream().filter(Plot::power).toList() : ticks;
    return kept.size() < ticks.size() && powers.size() > 1 && powers.size() < ticks.size()
        ? spaced(powers, axis, place, half, gap)
        : kept;
  }

  private static boolean power(double tick) {
    return Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) < 1e-9;
  }

  /// Marks of which nothing is seen outside the frame, but for half a dot upon it.
  Html.Element clipped(String id, List<? extends Html> marks) {
    return clipped(id + "-around", OVERHANG, marks);
  }

  /// What is cut off sharply at the frame.
  Html.Element cut(String id, List<? extends Html> marks) {
    return clipped(id + "-frame", 0, marks);
  }

  private Html.Element clipped(String id, double over, List<? extends Html> marks) {
    Html.Element frame =
        rectangle(left - over, TOP - over, right - left + 2 * over, bottom() - TOP + 2 * over);
    return element("g", element("clipPath", frame).with("id", id))
        .add(element("g", marks).with("clip-path", "url(#" + id + ")"));
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
