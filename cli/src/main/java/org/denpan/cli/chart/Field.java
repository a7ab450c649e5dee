package org.denpan.cli.chart;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The plane: a surface in colours, lines of equal height upon it, points of classes, and paths.
/// Each of them may be missing.
///
/// @param surface what is drawn in colours, if anything
/// @param contours the heights of the surface's thin lines
/// @param boundaries the heights of its strong lines, such as where two classes are as probable
/// @param points drawn above the surface
/// @param paths drawn above the points
public record Field(
    String title,
    String description,
    Axis x,
    Axis y,
    Optional<Surface> surface,
    double[] contours,
    double[] boundaries,
    List<Points> points,
    List<Path> paths)
    implements Drawing {
  private static final double SCALE_WIDTH = 12;
  private static final double SCALE_LABEL = 22;
  private static final double LETTER = 7;
  private static final int COLOURS = 256;

  /// Points of a path that are nearer than this to the one before are left out.
  private static final double SMALLEST_STEP = 0.7;

  public Field {
    points = List.copyOf(points);
    paths = List.copyOf(paths);
  }

  /// Points of one class.
  ///
  /// @param series the number of its colour, from 0
  public record Points(String name, int series, double[] x, double[] y) {}

  /// Where something went, from a ring to a dot; it ends before the first point that is not finite.
  ///
  /// @param series the number of its colour, from 0
  public record Path(String name, int series, double[] x, double[] y) {
    private int length() {
      return IntStream.range(0, x.length)
          .filter(i -> !Double.isFinite(x[i]) || !Double.isFinite(y[i]))
          .findFirst()
          .orElse(x.length);
    }
  }

  /// A bare surface; lines and what stands upon it are added.
  public static Field of(String title, String description, Axis x, Axis y, Surface surface) {
    double[] none = {};
    return new Field(
        title, description, x, y, Optional.of(surface), none, none, List.of(), List.of());
  }

  /// Nothing but points and paths.
  public static Field of(String title, String description, Axis x, Axis y) {
    double[] none = {};
    return new Field(title, description, x, y, Optional.empty(), none, none, List.of(), List.of());
  }

  /// With thin lines at these heights.
  public Field withContours(double... heights) {
    return new Field(title, description, x, y, surface, heights, boundaries, points, paths);
  }

  /// With strong lines at these heights.
  public Field withBoundaries(double... heights) {
    return new Field(title, description, x, y, surface, contours, heights, points, paths);
  }

  /// With points above the surface.
  public Field withPoints(List<Points> classes) {
    return new Field(title, description, x, y, surface, contours, boundaries, classes, paths);
  }

  /// With paths above the points.
  public Field withPaths(List<Path> ways) {
    return new Field(title, description, x, y, surface, contours, boundaries, points, ways);
  }

  @Override
  public Size size() {
    return Size.SQUARE;
  }

  @Override
  public List<Key> legend() {
    List<Key> keys = new ArrayList<>();
    points.forEach(p -> keys.add(new Key(p.name(), Key.Sign.DOT, p.series())));
    paths.forEach(p -> keys.add(new Key(p.name(), Key.Sign.LINE, p.series())));
    return keys;
  }

  @Override
  public Html.Element draw(String id, Size size) {
    Optional<Surface> scaled = surface.filter(s -> !s.label().isEmpty() && !s.ramp().stepped());
    Optional<Axis> scale = scaled.map(s -> Axis.tight(s.label(), s.ramp().low(), s.ramp().high()));
    Plot plot = new Plot(x, y, size, scale.map(Field::room).orElse(0.0));
    List<Html> inside = new ArrayList<>();
    points.forEach(p -> inside.addAll(drawn(plot, p)));
    paths.forEach(p -> inside.addAll(drawn(plot, p)));
    paths.forEach(p -> inside.addAll(ends(plot, p)));
    List<Html> marks = new ArrayList<>();
    // beyond the frame, viewers blend the picture's edge with different things
    surface.ifPresent(s -> marks.add(plot.cut(id, drawn(plot, s))));
    marks.add(plot.clipped(id, inside));
    scaled.ifPresent(s -> marks.addAll(scale(plot, s.ramp(), scale.orElse(x))));
    return plot.draw(id, title, description, marks);
  }

  private List<Html> drawn(Plot plot, Surface s) {
    double width = Math.abs(plot.x(x.high()) - plot.x(x.low())) / (s.columns() - 1);
    double height = Math.abs(plot.y(y.high()) - plot.y(y.low())) / (s.rows() - 1);
    List<Html> parts = new ArrayList<>();
    // a pixel for each corner of the grid, with the corner in its middle
    parts.add(
        element("image")
            .with("x", plot.left() - width / 2)
            .with("y", plot.top() - height / 2)
            .with("width", width * s.columns())
            .with("height", height * s.rows())
            .with("preserveAspectRatio", "none")
            .with("href", Png.dataUri(picture(s))));
    for (double level : contours) {
      lines(plot, s, level).ifPresent(path -> parts.add(path.in("contour")));
    }
    for (double level : boundaries) {
      lines(plot, s, level).ifPresent(path -> parts.add(path.in("boundary")));
    }
    return parts;
  }

  private static byte[] picture(Surface s) {
    int[] colours = new int[COLOURS];
    Ramp ramp = s.ramp();
    int last = COLOURS - 2;
    for (int i = 0; i <= last; i++) {
      colours[i] = ramp.rgb(ramp.low() + (ramp.high() - ramp.low()) * i / last);
    }
    colours[COLOURS - 1] = ramp.rgb(Double.NaN);
    byte[] indices = new byte[s.rows() * s.columns()];
    for (int row = 0; row < s.rows(); row++) {
      for (int column = 0; column < s.columns(); column++) {
        double value = s.z()[s.rows() - 1 - row][column];
        double share = Math.clamp((value - ramp.low()) / (ramp.high() - ramp.low()), 0, 1);
        int index = Double.isNaN(share) ? COLOURS - 1 : (int) Math.rint(share * last);
        indices[row * s.columns() + column] = (byte) index;
      }
    }
    return Png.encode(s.columns(), colours, indices);
  }

  private Optional<Html.Element> lines(Plot plot, Surface s, double height) {
    double width = (plot.x(x.high()) - plot.x(x.low())) / (s.columns() - 1);
    double rise = (plot.y(y.high()) - plot.y(y.low())) / (s.rows() - 1);
    StringBuilder path = new StringBuilder();
    for (List<Contours.Point> chain : Contours.of(s.z(), height)) {
      String command = "M";
      for (Contours.Point point : chain) {
        path.append(command)
            .append(Figures.coordinate(plot.left() + point.column() * width))
            .append(' ')
            .append(Figures.coordinate(plot.bottom() + point.row() * rise));
        command = "L";
      }
    }
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(element("path").with("d", path.toString()));
  }

  private static List<Html> drawn(Plot plot, Points p) {
    return IntStream.range(0, p.x().length)
        .filter(i -> Double.isFinite(p.x()[i]) && Double.isFinite(p.y()[i]))
        .mapToObj(i ->
            (Html)
                Plot.circle(plot.x(p.x()[i]), plot.y(p.y()[i]), p.x().length > 200 ? 2.4 : 4)
                    .in("spot " + Colour.series(p.series())))
        .toList();
  }

  private static List<Html> drawn(Plot plot, Path p) {
    StringBuilder path = new StringBuilder();
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 0; i < p.length(); i++) {
      double atX = far(plot.x(p.x()[i]));
      double atY = far(plot.y(p.y()[i]));
      if (i == p.length() - 1 || !(Math.hypot(atX - lastX, atY - lastY) < SMALLEST_STEP)) {
        path.append(path.isEmpty() ? 'M' : 'L')
            .append(Figures.coordinate(atX))
            .append(' ')
            .append(Figures.coordinate(atY));
        lastX = atX;
        lastY = atY;
      }
    }
    if (path.isEmpty()) {
      return List.of();
    }
    Html.Element line = element("path").with("d", path.toString());
    return List.of(line.in("halo"), line.in("line " + Colour.series(p.series())));
  }

  /// A place that viewers can still reckon with, however far outside it is.
  private static double far(double place) {
    return Math.clamp(place, -10_000, 10_000);
  }

  private static List<Html> ends(Plot plot, Path p) {
    int last = p.length() - 1;
    if (last < 0) {
      return List.of();
    }
    String colour = Colour.series(p.series());
    return List.of(
        Plot.circle(far(plot.x(p.x()[0])), far(plot.y(p.y()[0])), 4).in("ring " + colour),
        Plot.circle(far(plot.x(p.x()[last])), far(plot.y(p.y()[last])), 5).in("spot " + colour));
  }

  private static double room(Axis scale) {
    int longest = scale.ticks().stream().mapToInt(t -> scale.text(t).length()).max().orElse(0);
    return 16 + SCALE_WIDTH + 6 + longest * LETTER + SCALE_LABEL;
  }

  /// Which colour stands for which value, to the right of the frame.
  private static List<Html> scale(Plot plot, Ramp ramp, Axis scale) {
    double left = plot.right() + 14;
    double height = plot.bottom() - plot.top();
    List<Html> parts = new ArrayList<>();
    int steps = 64;
    double step = height / steps;
    for (int i = 0; i < steps; i++) {
      double value = scale.low() + (scale.high() - scale.low()) * (i + 0.5) / steps;
      double top = plot.bottom() - (i + 1) * step;
      // each reaches over the one below, so that no ground shows between
      parts.add(
          Plot.rectangle(left, top, SCALE_WIDTH, i == 0 ? step : step + 0.5)
              .with("fill", Ramp.hexadecimal(ramp.rgb(value))));
    }
    for (double tick : scale.ticks()) {
      double at = plot.bottom() - scale.fraction(tick) * height;
      double right = left + SCALE_WIDTH;
      parts.add(Plot.line(right, at, right + 3, at).in("axis"));
      parts.add(Plot.words(right + 6, at + 4, "start", scale.text(tick)).in("tick"));
    }
    double place = plot.right() + room(scale) - 8;
    double middle = plot.top() + height / 2;
    String turn =
        "rotate(-90 %s %s)".formatted(Figures.coordinate(place), Figures.coordinate(middle));
    parts.add(
        Plot.words(place, middle, "middle", scale.label()).in("label").with("transform", turn));
    return parts;
  }

  /// Round heights within those of the surface, about so many.
  public static double[] roundHeights(double[][] z, int about) {
    Range range = Range.of(Double::isFinite, z);
    double step = Axis.roundStep(Math.max(range.max() - range.min(), Double.MIN_NORMAL) / about);
    long first = (long) Math.ceil(range.min() / step);
    long last = (long) Math.floor(range.max() / step);
    return IntStream.rangeClosed(0, (int) Math.min(last - first, 100))
        .mapToDouble(i -> (first + i) * step)
        .toArray();
  }
}
