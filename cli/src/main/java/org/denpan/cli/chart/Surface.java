package org.denpan.cli.chart;

import java.util.function.DoubleBinaryOperator;

/// The values of a function of x and y at the corners of a grid.
///
/// @param z one row for each place of y from its lowest, in it a value for each place of x from its
///   lowest; at least 2 × 2, all rows of one length
/// @param ramp the colours of the values
/// @param label what the values are, printed beside their colours; empty for no such scale
public record Surface(double[][] z, Ramp ramp, String label) {
  /// As many places as there are on each axis at most.
  private static final int MOST = 201;

  /// @throws IllegalArgumentException if the grid is no grid or too fine for a small file
  public Surface {
    for (double[] row : z) {
      if (row.length != z[0].length || row.length < 2 || row.length > MOST) {
        throw new IllegalArgumentException(
            "a surface has rows of one length from 2 to %d; received one of %d values"
                .formatted(MOST, row.length));
      }
    }
    if (z.length < 2 || z.length > MOST) {
      throw new IllegalArgumentException(
          "a surface has from 2 to %d rows; received %d".formatted(MOST, z.length));
    }
  }

  /// The values of a function at `count` × `count` places.
  public static double[][] sample(Axis x, Axis y, int count, DoubleBinaryOperator function) {
    double[] columns = places(x, count);
    double[] rows = places(y, count);
    double[][] z = new double[count][count];
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < count; column++) {
        z[row][column] = function.applyAsDouble(columns[column], rows[row]);
      }
    }
    return z;
  }

  /// `count` places at equal distances from the beginning of an axis to its end, both included.
  public static double[] places(Axis axis, int count) {
    double[] places = new double[count];
    for (int i = 0; i < count; i++) {
      places[i] = axis.low() + (axis.high() - axis.low()) * i / (count - 1);
    }
    return places;
  }

  int rows() {
    return z.length;
  }

  int columns() {
    return z[0].length;
  }
}
