package org.denpan.data;

import java.util.List;
import org.denpan.Seed;

/// Classes of points in the plane that show what a network can and cannot separate. `StrictMath`
/// throughout, so that all machines agree.
final class Planes {
  private static final int ROWS = 1_000;
  private static final int BLOB_ROWS = 900;
  private static final double SPIRAL_TURNS = 1.75;

  private Planes() {}

  /// Columns `x1`, `x2` and the target `label`.
  static Table table(String name, double[] x1, double[] x2, List<String> classes, int[] labels) {
    List<Column> columns =
        List.of(
            new Column.Numbers("x1", x1),
            new Column.Numbers("x2", x2),
            new Column.Categories("label", classes, labels));
    return Table.of(name, columns).withTarget("label");
  }

  /// The four corners of the unit square, blurred; the label is 1 where one corner coordinate is.
  static Table xor(Seed seed) {
    return draw(
        "xor",
        ROWS,
        List.of("0", "1"),
        seed,
        (row, random, point) -> {
          int first = row & 1;
          int second = row >> 1 & 1;
          point[0] = first + 0.15 * random.nextGaussian();
          point[1] = second + 0.15 * random.nextGaussian();
          return first ^ second;
        });
  }

  /// Two half circles, each reaching into the other.
  static Table moons(Seed seed) {
    return draw(
        "moons",
        ROWS,
        List.of("upper", "lower"),
        seed,
        (row, random, point) -> {
          int label = row & 1;
          double angle = Math.PI * random.nextDouble();
          double x = StrictMath.cos(angle);
          double y = StrictMath.sin(angle);
          point[0] = (label == 0 ? x : 1 - x) + 0.15 * random.nextGaussian();
          point[1] = (label == 0 ? y : 0.5 - y) + 0.15 * random.nextGaussian();
          return label;
        });
  }

  /// Two arms that wind around each other (after Lang and Witbrock 1988, "Learning to tell two
  /// spirals apart").
  static Table spirals(Seed seed) {
    return draw(
        "spirals",
        ROWS,
        List.of("a", "b"),
        seed,
        (row, random, point) -> {
          int label = row & 1;
          double along = Math.sqrt(random.nextDouble());
          double angle = 2 * Math.PI * SPIRAL_TURNS * along + Math.PI * label;
          point[0] = along * StrictMath.cos(angle) + 0.02 * random.nextGaussian();
          point[1] = along * StrictMath.sin(angle) + 0.02 * random.nextGaussian();
          return label;
        });
  }

  /// Three round clouds that hardly touch.
  static Table blobs(Seed seed) {
    double[] centresX = {-2, 2, 0};
    double[] centresY = {-1, -1, 2};
    return draw(
        "blobs",
        BLOB_ROWS,
        List.of("a", "b", "c"),
        seed,
        (row, random, point) -> {
          int label = row % 3;
          point[0] = centresX[label] + 0.8 * random.nextGaussian();
          point[1] = centresY[label] + 0.8 * random.nextGaussian();
          return label;
        });
  }

  /// Sets the two coordinates of a row and returns its class.
  private interface Place {
    int point(int row, Seed.Stream random, double[] point);
  }

  private static Table draw(String name, int rows, List<String> classes, Seed seed, Place place) {
    double[] x1 = new double[rows];
    double[] x2 = new double[rows];
    int[] labels = new int[rows];
    double[] point = new double[2];
    for (int row = 0; row < rows; row++) {
      labels[row] = place.point(row, seed.stream(name, row), point);
      x1[row] = point[0];
      x2[row] = point[1];
    }
    return table(name, x1, x2, classes, labels);
  }
}
