package org.denpan.cli.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lying bars, one or several for each name, from the top; what they measure stands at their ends.
///
/// @param label what is measured, with its unit
/// @param logarithmic whether equal lengths are equal factors; values that are not positive have no
///   bar then, but their figure
/// @param names of the places, from the top
/// @param groups the bars of one colour, with a value for each name
public record Bars(
    String title,
    String description,
    String label,
    boolean logarithmic,
    List<String> names,
    List<Group> groups)
    implements Drawing {
  private static final double HEADROOM = 100;
  private static final double ROW = 22;

  /// How much of the distance between two names the bars fill.
  private static final double FILLED = 0.72;

  private static final double LETTER = 7.4;

  /// The bars of one colour.
  ///
  /// @param series the number of its colour, from 0
  /// @param values one for each name
  public record Group(String name, int series, double[] values) {}

  /// @throws IllegalArgumentException if a group has not a value for each name
  public Bars {
    names = List.copyOf(names);
    groups = List.copyOf(groups);
    for (Group group : groups) {
      if (group.values().length != names.size()) {
        throw new IllegalArgumentException(
            "the bars '%s' have %d values for %d names"
                .formatted(group.name(), group.values().length, names.size()));
      }
    }
  }

  @Override
  public List<Key> legend() {
    return groups.size() < 2
        ? List.of()
        : groups.stream().map(g -> new Key(g.name(), Key.Sign.BAR, g.series())).toList();
  }

  /// As high as all bars need.
  @Override
  public Size size() {
    double rows = names.size() * Math.max(ROW, 17.0 * groups.size() + 5);
    return new Size(Size.USUAL.width(), Math.max(160, rows + HEADROOM - 30));
  }

  @Override
  public Html.Element draw(String id, Size size) {
    Axis length = axis();
    Plot plot = new Plot(length, Axis.named("", names).reversed(), size, room());
    List<Html> marks = new ArrayList<>();
    double height = FILLED / Math.max(1, groups.size());
    for (int g = 0; g < groups.size(); g++) {
      for (int i = 0; i < names.size(); i++) {
        double from = i - FILLED / 2 + g * height;
        marks.addAll(bar(plot, length, groups.get(g), i, plot.y(from), plot.y(from + height)));
      }
    }
    if (length.low() < 0 && length.high() > 0) {
      marks.add(Plot.line(plot.x(0), plot.top(), plot.x(0), plot.bottom()).in("axis"));
    }
    return plot.draw(id, title, description, marks);
  }

  private Axis axis() {
    double[][] values = groups.stream().map(Group::values).toArray(double[][]::new);
    if (logarithmic) {
      return Axis.logarithmic(label + " (log scale)", values);
    }
    double[][] withZero = Arrays.copyOf(values, values.length + 1);
    withZero[values.length] = new double[] {0};
    return Axis.linear(label, withZero);
  }

  /// For the figure of the longest bar.
  private double room() {
    return groups.stream()
            .flatMapToDouble(g -> Arrays.stream(g.values()).filter(Double::isFinite))
            .boxed()
            .max(Double::compare)
            .map(longest -> figure(longest).length() * LETTER)
            .orElse(0.0)
        + 24;
  }

  private List<Html> bar(Plot plot, Axis length, Group group, int i, double top, double bottom) {
    double value = group.values()[i];
    boolean drawn = Double.isFinite(value) && (!logarithmic || value > 0);
    double from = plot.x(logarithmic ? length.low() : 0);
    double to = drawn ? plot.x(value) : from;
    List<Html> parts = new ArrayList<>();
    if (drawn) {
      parts.add(
          Plot.rectangle(Math.min(from, to), top, Math.max(1, Math.abs(to - from)), bottom - top)
              .in("block " + Colour.series(group.series())));
    }
    parts.add(
        Plot.words(Math.max(from, to) + 5, (top + bottom) / 2 + 4, "start", figure(value))
            .in("label"));
    return parts;
  }

  private static String figure(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return Double.isNaN(value)
        ? "not a number"
        : Figures.number(value).replaceFirst("\\.?0+e", "e");
  }
}
