package org.denpan;

/// Quantiles of numbers in ascending order.
public final class Quantile {
  private Quantile() {}

  /// The number below which this part of them lies: between the two nearest in proportion. Hyndman
  /// and Fan 1996, definition 7.
  ///
  /// @param sorted ascending, at least one
  /// @param part from 0 for the smallest to 1 for the largest
  public static double of(double[] sorted, double part) {
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
