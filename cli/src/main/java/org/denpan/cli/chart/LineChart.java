package org.denpan.cli.chart;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Lines over a common axis, with figures that show under the pointer.
///
/// @param title what is shown, for those who do not see it
/// @param description what there is to see in it
/// @param mark a value of x to be marked, if any
public record LineChart(
    String title, String description, Axis x, Axis y, List<Line> lines, Optional<Mark> mark)
    implements Drawing {
  private static final int MOST_DOTS = 30;
  private static final int MOST_BANDS = 200;
  private static final int MOST_POINTS = 800;

  public LineChart {
    lines = List.copyOf(lines);
  }

  /// Lines with nothing marked.
  public LineChart(String title, String description, Axis x, Axis y, List<Line> lines) {
    this(title, description, x, y, lines, Optional.empty());
  }

  /// Points in ascending order of x; those that are not finite are left out.
  ///
  /// @param series the number of its colour, from 0
  /// @param dashed whether it is broken, to be told from another without its colour
  public record Line(String name, int series, boolean dashed, double[] x, double[] y) {
    /// An unbroken line.
    public Line(String name, int series, double[] x, double[] y) {
      this(name, series, false, x, y);
    }

    /// The indices of the points to draw: all, or of very many the lowest and highest of each of
    /// equal stretches, so that no peak is lost.
    public int[] drawn() {
      int[] finite =
          IntStream.range(0, x.length)
              .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
              .toArray();
      if (finite.length <= MOST_POINTS) {
        return finite;
      }
      TreeSet<Integer> kept = new TreeSet<>(List.of(finite[0], finite[finite.length - 1]));
      int stretches = MOST_POINTS / 2;
      for (int s = 0; s < stretches; s++) {
        int low = finite[(int) ((long) s * finite.length / stretches)];
        int high = low;
        for (int k = (int) ((long) s * finite.length / stretches);
            k < (long) (s + 1) * finite.length / stretches;
            k++) {
          low = y[finite[k]] < y[low] ? finite[k] : low;
          high = y[finite[k]] > y[high] ? finite[k] : high;
        }
        kept.add(low);
        kept.add(high);
      }
      return kept.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /// A vertical line with words above it.
  public record Mark(double x, String words) {}

  @Override
  public List<Key> legend() {
    return lines.stream()
        .map(line ->
            new Key(line.name(), line.dashed() ? Key.Sign.DASHED : Key.Sign.LINE, line.series()))
        .toList();
  }

  @Override
  public Html.Element draw(String id, Size size) {
    Plot plot = new Plot(x, y, size);
    List<Html> marks = new ArrayList<>();
    mark.ifPresent(m -> marks.addAll(marked(plot, m)));
    List<Html> drawn = new ArrayList<>();
    lines.forEach(line -> drawn.addAll(line(plot, line)));
    if (lines.stream().allMatch(this::within)) {
      marks.addAll(drawn);
    } else {
      marks.add(plot.clipped(id, drawn));
    }
    marks.addAll(bands(plot));
    return plot.draw(id, title, description, marks);
  }

  private boolean within(Line line) {
    return IntStream.of(line.drawn())
        .allMatch(i -> inside(x.fraction(line.x()[i])) && inside(y.fraction(line.y()[i])));
  }

  private static boolean inside(double fraction) {
    return fraction >= -1e-9 && fraction <= 1 + 1e-9;
  }

  private static List<Html> marked(Plot plot, Mark mark) {
    double at = plot.x(mark.x());
    String anchor = plot.onTheRight(at) ? "end" : "start";
    return List.of(
        Plot.line(at, plot.top() - 6, at, plot.bottom()).in("mark"),
        Plot.words(at, plot.top() - 10, anchor, mark.words()).in("label"));
  }

  private static List<Html> line(Plot plot, Line line) {
    String series = Colour.series(line.series());
    int[] points =
        IntStream.of(line.drawn()).filter(i -> Double.isFinite(plot.y(line.y()[i]))).toArray();
    StringBuilder path = new StringBuilder();
    for (int i : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Figures.coordinate(plot.x(line.x()[i])))
          .append(' ')
          .append(Figures.coordinate(plot.y(line.y()[i])));
    }
    List<Html> parts = new ArrayList<>();
    parts.add(
        element("path")
            .in("line " + (line.dashed() ? "dashed " : "") + series)
            .with("d", path.toString()));
    if (points.length <= MOST_DOTS) {
      for (int i : points) {
        parts.add(Plot.circle(plot.x(line.x()[i]), plot.y(line.y()[i]), 2.6).in("dot " + series));
      }
    }
    return parts;
  }

  /// An unseen band over each value of x; the figures at that value are its title.
  private List<Html> bands(Plot plot) {
    TreeSet<Double> values = new TreeSet<>();
    lines.forEach(line -> IntStream.of(line.drawn()).forEach(i -> values.add(line.x()[i])));
    if (values.size() > MOST_BANDS) {
      return List.of();
    }
    List<Double> places = List.copyOf(values);
    List<Html> bands = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      double at = plot.x(places.get(i));
      double from = i == 0 ? plot.x(x.low()) : (plot.x(places.get(i - 1)) + at) / 2;
      double to = i == places.size() - 1 ? plot.x(x.high()) : (at + plot.x(places.get(i + 1))) / 2;
      bands.add(
          Plot.rectangle(from, plot.top(), to - from, plot.bottom() - plot.top())
              .add(element("title", figures(places.get(i))))
              .in("band"));
    }
    return bands;
  }

  private String figures(double at) {
    StringBuilder words = new StringBuilder(x.label() + " " + Figures.number(at));
    for (Line line : lines) {
      for (int i : line.drawn()) {
        if (line.x()[i] == at) {
          words.append("\n").append(line.name()).append(' ').append(Figures.number(line.y()[i]));
        }
      }
    }
    return words.toString();
  }
}
