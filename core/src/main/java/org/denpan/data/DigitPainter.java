package org.denpan.data;

import java.util.Arrays;
import java.util.List;
import org.denpan.Seed;
import org.denpan.data.DigitGlyphs.Glyph;

/// Paints digits as a pen would: a style of writing, an unsteady hand, a bent [DigitSheet], a pen
/// of some width, a soft and grainy scan.
///
/// The amounts are set so that a linear model reads fewer than 93 in 100 digits that it has not
/// seen and a good network more than 97. Only IEEE operations and `StrictMath` are used, so that
/// every machine paints the same bytes. Not thread-safe.
final class DigitPainter {
  /// Height and width of an image in pixels.
  static final int SIDE = 28;

  /// How far the hand strays from the style's points, in hundredths of the glyph.
  private static final double HAND = 2.2;

  /// The deviation of the grain, in grey levels.
  private static final double GRAIN = 10;

  /// The lines that a curve is drawn with between two points.
  private static final int PIECES = 5;

  /// The squared distance of each pixel from the nearest line.
  private final double[] distances = new double[SIDE * SIDE];

  /// Writes one image of `digit`, [SIDE, SIDE] bytes, 0 paper to 255 ink, into `image` at `offset`.
  void paint(int digit, Seed.Stream random, byte[] image, int offset) {
    List<Glyph> styles = DigitGlyphs.of(digit);
    Glyph glyph = styles.get(random.nextInt(styles.size()));
    DigitSheet sheet = new DigitSheet(SIDE, random);
    double radius = random.nextDouble(0.8, 1.7);
    Arrays.fill(distances, SIDE * SIDE);
    for (double[] stroke : glyph.strokes()) {
      drawStroke(unsteady(stroke, random), sheet, radius);
    }
    develop(radius, random, image, offset);
  }

  private static double[] unsteady(double[] stroke, Seed.Stream random) {
    return Arrays.stream(stroke).map(x -> x + HAND * random.nextGaussian()).toArray();
  }

  /// Follows the curve of Catmull and Rom 1974, "A class of local interpolating splines", through
  /// the points of the stroke.
  private void drawStroke(double[] stroke, DigitSheet sheet, double radius) {
    double fromX = sheet.x(stroke[0], stroke[1]);
    double fromY = sheet.y(stroke[0], stroke[1]);
    for (int point = 0; point < stroke.length / 2 - 1; point++) {
      for (int piece = 1; piece <= PIECES; piece++) {
        double t = (double) piece / PIECES;
        double x = curve(stroke, 0, point, t);
        double y = curve(stroke, 1, point, t);
        double toX = sheet.x(x, y);
        double toY = sheet.y(x, y);
        drawLine(fromX, fromY, toX, toY, radius);
        fromX = toX;
        fromY = toY;
      }
    }
  }

  private static double curve(double[] stroke, int axis, int point, double t) {
    int last = stroke.length / 2 - 1;
    double a = stroke[2 * Math.max(point - 1, 0) + axis];
    double b = stroke[2 * point + axis];
    double c = stroke[2 * (point + 1) + axis];
    double d = stroke[2 * Math.min(point + 2, last) + axis];
    return b + t * ((c - a) + t * ((2 * a - 5 * b + 4 * c - d) + t * (3 * (b - c) + d - a))) / 2;
  }

  /// Lowers [#distances] where the line passes nearer than what was drawn before.
  private void drawLine(double x0, double y0, double x1, double y1, double radius) {
    double reach = radius + 2;
    int left = (int) Math.max(0, Math.min(x0, x1) - reach);
    int right = (int) Math.min(SIDE - 1, Math.max(x0, x1) + reach);
    int top = (int) Math.max(0, Math.min(y0, y1) - reach);
    int bottom = (int) Math.min(SIDE - 1, Math.max(y0, y1) + reach);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double scale = 1 / Math.max(dx * dx + dy * dy, 1e-9);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x0;
        double py = row + 0.5 - y0;
        double along = Math.clamp((px * dx + py * dy) * scale, 0, 1);
        double ex = px - along * dx;
        double ey = py - along * dy;
        int pixel = row * SIDE + column;
        distances[pixel] = Math.min(distances[pixel], ex * ex + ey * ey);
      }
    }
  }

  /// Turns distances into ink with a soft edge, then adds the grain of a scan.
  private void develop(double radius, Seed.Stream random, byte[] image, int offset) {
    double softness = random.nextDouble(1.0, 2.2);
    double ink = random.nextDouble(190, 255);
    long bits = 0;
    for (int pixel = 0; pixel < distances.length; pixel++) {
      bits = pixel % 2 == 0 ? random.nextLong() : bits >>> 32;
      double outside = Math.sqrt(distances[pixel]) - radius;
      double cover = DigitSheet.smooth(Math.clamp(0.5 - outside / softness, 0, 1));
      double value = ink * cover + GRAIN * grain(bits);
      image[offset + pixel] = (byte) Math.clamp(Math.round(value), 0, 255);
    }
  }

  /// Nearly normal with deviation 1: the sum of the four low bytes, centred and scaled.
  private static double grain(long bits) {
    long sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + ((bits >>> 24) & 255);
    return (sum - 510) / 147.8;
  }
}
