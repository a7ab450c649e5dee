package org.denpan.data;

import org.denpan.Seed;

/// The sheet a digit is written on: slanted, turned, scaled, shifted and bent before it is scanned.
///
/// The bending follows the elastic distortions of Simard, Steinkraus and Platt 2003, "Best
/// practices for convolutional neural networks", applied to the strokes in place of the pixels.
final class DigitSheet {
  private static final int GRID = 4;

  /// The deviation of the bend at the corners of the grid, in hundredths of the glyph.
  private static final double BEND = 4.0;

  /// The largest turn, in radians; small ones are more frequent.
  private static final double TURN = 0.25;

  /// Most people slant to the right: the average and the largest difference from it.
  private static final double SLANT = 0.12;

  private static final double SLANT_SPREAD = 0.3;

  /// The largest shift along each axis, in pixels. It is what a linear model fails on.
  private static final double SHIFT = 2.6;

  private final double[] bendX = new double[GRID * GRID];
  private final double[] bendY = new double[GRID * GRID];
  private final double xx;
  private final double xy;
  private final double yx;
  private final double yy;
  private final double shiftX;
  private final double shiftY;

  /// @param side height and width of the scan in pixels
  DigitSheet(int side, Seed.Stream random) {
    for (int i = 0; i < bendX.length; i++) {
      bendX[i] = BEND * random.nextGaussian();
      bendY[i] = BEND * random.nextGaussian();
    }
    double turn = TURN * (random.nextDouble() + random.nextDouble() - 1);
    double slant = SLANT + SLANT_SPREAD * (random.nextDouble() + random.nextDouble() - 1);
    double width = side * random.nextDouble(0.0054, 0.0082);
    double height = side * random.nextDouble(0.0061, 0.0082);
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    xx = width * cos;
    xy = -height * (sin + slant * cos);
    yx = width * sin;
    yy = height * (cos - slant * sin);
    shiftX = side / 2.0 + random.nextDouble(-SHIFT, SHIFT);
    shiftY = side / 2.0 + random.nextDouble(-SHIFT, SHIFT);
  }

  /// Where a point of the glyph is scanned, in pixels from the left.
  double x(double x, double y) {
    return shiftX + xx * (x + bend(bendX, x, y) - 50) + xy * (y + bend(bendY, x, y) - 50);
  }

  /// Where a point of the glyph is scanned, in pixels from the top.
  double y(double x, double y) {
    return shiftY + yx * (x + bend(bendX, x, y) - 50) + yy * (y + bend(bendY, x, y) - 50);
  }

  /// The bend at a point, smooth between the corners of a grid that covers the glyph.
  private static double bend(double[] grid, double x, double y) {
    double column = Math.clamp(x / 100 * (GRID - 1), 0, GRID - 1.001);
    double row = Math.clamp(y / 100 * (GRID - 1), 0, GRID - 1.001);
    int corner = ((int) row) * GRID + (int) column;
    double right = smooth(column - (int) column);
    double down = smooth(row - (int) row);
    double above = grid[corner] + right * (grid[corner + 1] - grid[corner]);
    double below = grid[corner + GRID] + right * (grid[corner + GRID + 1] - grid[corner + GRID]);
    return above + down * (below - above);
  }

  /// Rises from 0 to 1 with level ends.
  static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }
}
