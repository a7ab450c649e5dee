package org.denpan.cli.chart;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/// From the smallest to the largest of some values.
record Range(double min, double max) {
  /// Over the values that count; from 0 to 1 where there are none.
  static Range of(DoublePredicate counts, double[]... values) {
    double[] kept =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(counts).sorted().toArray();
    return kept.length == 0 ? new Range(0, 1) : new Range(kept[0], kept[kept.length - 1]);
  }
}
