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
}
