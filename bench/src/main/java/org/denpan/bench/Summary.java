package org.denpan.bench;

import java.util.Arrays;
import java.util.Collection;

/// What several rounds came to.
///
/// @param median the middle one, or the mean of the two in the middle
/// @param min the smallest
/// @param max the largest
record Summary(double median, double min, double max) {
  /// @throws IllegalArgumentException if there is none
  static Summary of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no rounds to summarise");
    }
    double upper = sorted[sorted.length / 2];
    double lower = sorted[(sorted.length - 1) / 2];
    return new Summary((lower + upper) / 2, sorted[0], sorted[sorted.length - 1]);
  }

  /// The median of the first `count` values, which are sorted by this.
  static double median(long[] values, int count) {
    Arrays.sort(values, 0, count);
    return (values[(count - 1) / 2] + (double) values[count / 2]) / 2;
  }
}
