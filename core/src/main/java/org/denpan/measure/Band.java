package org.denpan.measure;

import org.denpan.Range;

/// Where the known number is claimed to lie: above the prediction by at least `low` and at most
/// `high`.
///
/// @param name what its coverage is called, such as `coverage_90`
/// @param low may be −∞
/// @param high may be ∞
public record Band(String name, double low, double high) {
  /// @throws org.denpan.DenpanException unless low ≤ high
  public Band {
    Range.check(low <= high, name + ": low", low, "at most " + high);
  }

  /// Everything up to the prediction, as a prediction of a quantile claims.
  public static Band below(String name) {
    return new Band(name, Double.NEGATIVE_INFINITY, 0);
  }

  boolean holds(double known, double predicted) {
    return known >= predicted + low && known <= predicted + high;
  }
}
