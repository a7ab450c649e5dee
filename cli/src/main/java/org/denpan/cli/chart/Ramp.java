package org.denpan.cli.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The colours that stand for the values of a surface: pale ones, so that points and paths upon it
/// are seen.
///
/// @param low the value of the first colour; values below it have it too
/// @param high the value of the last colour; values above it have it too
/// @param stops the colours at equal distances from low to high, each 0xRRGGBB
/// @param stepped whether there is nothing between the colours, as with classes
public record Ramp(double low, double high, List<Integer> stops, boolean stepped) {
  private static final List<Integer> DEPTH = List.of(0x7f9dbd, 0xb4c8dc, 0xdfe7ee, 0xfbfaf6);

  /// How much of a series' colour there is in the area of its class.
  private static final double TINT = 0.45;

  public Ramp {
    stops = List.copyOf(stops);
  }

  /// As on a map of the sea: the lower, the deeper.
  public static Ramp depth(double low, double high) {
    return new Ramp(low, high, DEPTH, false);
  }

  /// From the colour of the first series at `low` over white to that of the second at `high`, as
  /// for the probability of the second of two classes.
  public static Ramp twoClasses(double low, double high) {
    return new Ramp(low, high, List.of(tint(0), 0xfbfbfb, tint(1)), false);
  }

  /// For values that are the numbers of classes, from 0: the colours of the series.
  public static Ramp classes(int count) {
    return new Ramp(0, count - 1, IntStream.range(0, count).mapToObj(Ramp::tint).toList(), true);
  }

  private static int tint(int series) {
    return mix(0xffffff, Colour.of(series).rgb(), TINT);
  }

  /// The colour of a value; that of rules where it is not a number.
  int rgb(double value) {
    if (Double.isNaN(value)) {
      return Colour.RULE.rgb();
    }
    double share = high > low ? Math.clamp((value - low) / (high - low), 0, 1) : 0;
    double at = (Double.isNaN(share) ? 0.5 : share) * (stops.size() - 1);
    if (stepped) {
      return stops.get((int) Math.rint(at));
    }
    int below = Math.min((int) at, stops.size() - 1);
    return mix(stops.get(below), stops.get(Math.min(below + 1, stops.size() - 1)), at - below);
  }

  private static int mix(int from, int to, double share) {
    int[] parts = {16, 8, 0};
    return Arrays.stream(parts)
        .map(shift -> {
          int a = from >> shift & 0xFF;
          int b = to >> shift & 0xFF;
          return (int) Math.rint(a + share * (b - a)) << shift;
        })
        .sum();
  }

  /// `#rrggbb`
  static String hexadecimal(int rgb) {
    String digits = Integer.toHexString(rgb);
    return "#" + "0".repeat(6 - digits.length()) + digits;
  }
}
