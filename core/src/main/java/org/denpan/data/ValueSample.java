package org.denpan.data;

import java.util.Arrays;

/// Numbers evenly spaced out of a stream: all of the first 131,072; then every second, every fourth
/// and so on, so that there are never more. The same numbers whatever pieces they come in.
final class ValueSample {
  private static final int MOST = 1 << 17;

  private double[] values = new double[1024];
  private int kept;
  private long seen;
  private long stride = 1;

  void add(double value) {
    if (seen++ % stride != 0) {
      return;
    }
    if (kept == MOST) {
      for (int i = 0; i < MOST / 2; i++) {
        values[i] = values[2 * i];
      }
      kept = MOST / 2;
      stride *= 2;
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    if (kept == values.length) {
      values = Arrays.copyOf(values, 2 * kept);
    }
    values[kept++] = value;
  }

  double[] sorted() {
    double[] sorted = Arrays.copyOf(values, kept);
    Arrays.sort(sorted);
    return sorted;
  }

  /// The quantile of sorted values, between two of them on a straight line (type 7 of Hyndman and
  /// Fan 1996).
  ///
  /// @param part from 0 for the smallest to 1 for the largest
  static double quantile(double[] sorted, double part) {
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = at - below;
    if (sorted[below] == sorted[above]) {
      return sorted[below]; // the sum below may be off in its last bits, and equals are to stay so
    }
    // huge values of both signs must not overflow
    return (1 - weight) * sorted[below] + weight * sorted[above];
  }
}
