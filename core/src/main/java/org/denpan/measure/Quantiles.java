package org.denpan.measure;

/// Quantiles of numbers in ascending order.
public final class Quantiles {
  private Quantiles() {}

  /// The quantile q, between the two nearest numbers in proportion. Hyndman and Fan 1996,
  /// definition 7.
  ///
  /// @param sorted ascending, at least one
  /// @param q from 0 to 1
  public static double of(double[] sorted, double q) {
    double place = q * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
