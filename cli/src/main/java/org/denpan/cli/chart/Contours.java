package org.denpan.cli.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lines on which a surface has a value, by marching squares: within each cell of the grid the
/// line goes straight from where one side crosses the value to where another does.
///
/// Lorensen and Cline, Marching cubes, SIGGRAPH 1987, in two dimensions.
final class Contours {
  /// The sides that are joined, for each way in which the four corners can lie above (bit set) or
  /// below: bits are lower left, lower right, upper right, upper left; sides are 0 below, 1 right,
  /// 2 above, 3 left. The two ambiguous cases are told apart by the middle.
  private static final int[][] SIDES = {
    {}, {3, 0}, {0, 1}, {3, 1}, {1, 2}, {3, 0, 1, 2}, {0, 2}, {3, 2},
    {2, 3}, {2, 0}, {0, 1, 2, 3}, {2, 1}, {1, 3}, {1, 0}, {0, 3}, {}
  };

  /// A point in cells from the lower left corner of the grid.
  record Point(double column, double row) {}

  private final double[][] z;
  private final double level;

  /// The other ends of the stretches that begin at a side; the number of a side is unique.
  private final Map<Integer, List<Integer>> next = new HashMap<>();

  private final Map<Integer, Point> points = new HashMap<>();

  private Contours(double[][] z, double level) {
    this.z = z;
    this.level = level;
  }

  /// The lines, each as a chain of points; cells with a corner that is not finite have none.
  static List<List<Point>> of(double[][] z, double level) {
    Contours contours = new Contours(z, level);
    for (int row = 0; row + 1 < z.length; row++) {
      for (int column = 0; column + 1 < z[row].length; column++) {
        contours.cell(row, column);
      }
    }
    return contours.chains();
  }

  private void cell(int row, int column) {
    double[] corners = {
      z[row][column], z[row][column + 1], z[row + 1][column + 1], z[row + 1][column]
    };
    double sum = 0;
    int above = 0;
    for (int i = 0; i < 4; i++) {
      sum += corners[i];
      above |= corners[i] >= level ? 1 << i : 0;
    }
    if (!Double.isFinite(sum)) {
      return;
    }
    boolean ambiguous = above == 5 || above == 10;
    int[] sides = SIDES[ambiguous && sum / 4 >= level ? 15 - above : above];
    for (int i = 0; i < sides.length; i += 2) {
      int from = side(row, column, sides[i]);
      int to = side(row, column, sides[i + 1]);
      next.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
      next.computeIfAbsent(to, key -> new ArrayList<>()).add(from);
    }
  }

  /// The number of a side, the same for both cells that it belongs to; notes where it is crossed.
  private int side(int row, int column, int side) {
    int r = side == 2 ? row + 1 : row;
    int c = side == 1 ? column + 1 : column;
    boolean upright = side % 2 == 1;
    int number = 2 * (r * z[0].length + c) + (upright ? 1 : 0);
    double from = z[r][c];
    double to = upright ? z[r + 1][c] : z[r][c + 1];
    double share = (level - from) / (to - from);
    points.put(number, upright ? new Point(c, r + share) : new Point(c + share, r));
    return number;
  }

  private List<List<Point>> chains() {
    List<List<Point>> chains = new ArrayList<>();
    for (int start : points.keySet().stream().sorted().toList()) {
      if (!left(start).isEmpty()) {
        Deque<Integer> chain = new ArrayDeque<>(List.of(start));
        for (int at = start; !left(at).isEmpty(); ) {
          at = walk(at);
          chain.addLast(at);
        }
        for (int at = start; !left(at).isEmpty(); ) {
          at = walk(at);
          chain.addFirst(at);
        }
        chains.add(chain.stream().map(this::point).toList());
      }
    }
    return chains;
  }

  private Point point(int side) {
    return points.getOrDefault(side, new Point(0, 0));
  }

  private List<Integer> left(int side) {
    return next.getOrDefault(side, List.of());
  }

  /// Goes along one stretch and takes it away.
  private int walk(int from) {
    Integer to = left(from).removeLast();
    left(to).remove(Integer.valueOf(from));
    return to;
  }
}
