package org.denpan.data;

import java.util.Arrays;
import java.util.List;

/// How people write the ten digits: for each a few styles, for each style its pen strokes.
///
/// Coordinates run from 0 to 100, x to the right and y down. A stroke is a smooth curve through its
/// points; where the pen turns a corner, one stroke ends and the next begins at the same point.
final class DigitGlyphs {
  /// One way to write a digit: `strokes[s]` is x, y, x, y, … of the points of one stroke.
  record Glyph(double[][] strokes) {
    static Glyph of(String path) {
      return new Glyph(Arrays.stream(path.split("/")).map(Glyph::stroke).toArray(double[][]::new));
    }

    private static double[] stroke(String points) {
      return Arrays.stream(points.strip().split("[ ,]+"))
          .mapToDouble(Double::parseDouble)
          .toArray();
    }
  }

  private static final List<List<Glyph>> STYLES =
      List.of(
          styles(
              "50,5 32,12 21,30 18,52 22,74 34,90 52,95 69,87 79,69 82,46 77,25 65,10 48,5",
              "64,12 48,6 32,14 22,34 20,58 27,82 44,95 62,90 75,72 80,48 75,26 62,10 46,9",
              "54,5 41,13 32,33 29,56 33,80 43,94 56,92 66,76 72,52 71,28 63,11 52,6"),
          styles(
              "50,5 50,50 50,95",
              "32,26 52,6 / 52,6 51,50 50,95",
              "30,28 52,6 / 52,6 52,50 52,94 / 30,94 74,94"),
          styles(
              "22,28 35,8 60,5 76,22 70,45 45,70 20,93 / 20,93 50,92 80,93",
              "22,25 45,5 72,15 70,40 45,72 25,90 18,80 32,76 55,90 82,90",
              "20,18 50,5 76,20 64,52 20,94 / 20,94 48,88 84,92"),
          styles(
              "22,18 45,5 72,15 68,36 44,47 / 44,47 76,58 78,80 50,96 20,84",
              "22,8 50,9 76,8 / 76,8 46,42 / 46,42 76,54 76,80 48,96 20,86",
              "24,20 50,5 74,20 64,40 48,47 70,56 78,74 56,95 22,88"),
          styles(
              "30,8 22,54 / 22,54 50,55 82,52 / 68,22 64,60 62,96",
              "62,5 40,36 16,66 / 16,66 50,66 86,64 / 62,5 62,50 62,96",
              "26,10 24,44 44,56 72,46 / 76,8 71,50 66,96"),
          styles(
              "74,8 52,9 32,8 / 32,8 27,45 / 27,45 50,36 76,50 76,78 50,95 20,86",
              "78,8 42,8 30,24 32,42 60,46 76,64 68,88 40,96 18,86",
              "30,8 26,44 / 26,44 54,40 74,58 70,84 44,96 20,88 / 30,8 54,9 80,6"),
          styles(
              "68,6 38,25 22,60 32,90 58,95 76,76 66,56 42,55 24,70",
              "58,5 30,40 24,76 46,96 70,84 66,62 44,60 26,76",
              "74,12 54,6 30,30 22,66 36,92 62,94 78,74 64,54 40,58 26,76"),
          styles(
              "18,10 50,10 80,8 / 80,8 56,48 42,96",
              "18,10 50,10 80,8 / 80,8 56,48 42,96 / 36,52 54,50 72,48",
              "18,24 20,9 / 20,9 50,10 80,8 / 80,8 66,34 52,62 48,96"),
          styles(
              "70,16 48,5 28,18 36,38 60,54 76,74 56,95 30,86 26,68 46,50 68,32 70,16",
              "50,5 28,14 30,38 50,48 70,38 72,14 50,5 / 50,48 24,62 26,88 50,96 76,86 76,62 50,48",
              "66,10 44,6 30,22 44,42 66,60 70,82 50,96 30,84 34,64 58,42 72,22 66,10"),
          styles(
              "72,22 52,5 28,18 28,42 50,52 70,38 72,20 / 72,20 72,60 62,95",
              "74,25 50,5 26,24 36,50 62,46 74,22 / 74,22 76,70 50,96 28,86",
              "70,14 46,6 26,26 38,48 60,42 72,14 / 72,14 62,56 46,96"));

  private DigitGlyphs() {}

  /// The styles of one digit, 0 to 9.
  static List<Glyph> of(int digit) {
    return STYLES.get(digit);
  }

  private static List<Glyph> styles(String... paths) {
    return Arrays.stream(paths).map(Glyph::of).toList();
  }
}
