package org.denpan;

/// The one sentence about a setting that is out of range.
public final class Range {
  private Range() {}

  /// Refuses a setting out of range: `dropout: the rate must be in [0, 1), got 1.0`.
  ///
  /// @param right whether it is in range; written so that NaN is not
  /// @throws DenpanException unless it is
  public static void check(boolean right, String what, Object value, String range) {
    if (!right) {
      throw new DenpanException(what + " must be " + range + ", got " + value);
    }
  }

  /// Refuses what is not a positive number; infinity is none.
  public static void checkPositive(String what, double value) {
    check(value > 0 && value < Double.POSITIVE_INFINITY, what, value, "positive");
  }
}
