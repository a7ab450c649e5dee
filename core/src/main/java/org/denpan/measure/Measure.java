package org.denpan.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Figures of some rows as a function of how much each row counts. What does not depend on the
/// weights is prepared once, so that a bootstrap may ask a thousand times. Safe for many threads.
public sealed interface Measure permits ClassMeasure, NumberMeasure {
  /// The figures' names, such as `accuracy` or `rmse`.
  List<String> names();

  /// How many rows there are.
  int rows();

  /// About how many operations one call of [#values] takes.
  long cost();

  /// The figures for these weights, in the order of the names; NaN where one is not defined, as the
  /// area under the curve of rows of one class.
  ///
  /// @param weights one a row, at least 0
  double[] values(float[] weights);

  /// Whether resampling makes a figure larger on average, as it adds noise to what is a sum of
  /// distances.
  default boolean growsWithNoise(String name) {
    return false;
  }

  /// The figures that are defined, by name.
  default Map<String, Double> named(float[] weights) {
    Map<String, Double> named = new LinkedHashMap<>();
    double[] values = values(weights);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        named.put(names().get(i), values[i]);
      }
    }
    return named;
  }
}
