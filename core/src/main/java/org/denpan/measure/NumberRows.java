package org.denpan.measure;

import java.util.Locale;
import org.denpan.DenpanException;

/// Rows whose number is known, and what was predicted of them, in the number's own unit.
///
/// @param known one a row
/// @param predicted one a row
/// @param zero what is as small as this counts as 0: what rounding has left of it
public record NumberRows(double[] known, double[] predicted, double zero) {
  /// @throws DenpanException for lengths that do not go together
  public NumberRows {
    if (known.length != predicted.length) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "%,d known numbers and %,d predicted ones do not go together",
              known.length,
              predicted.length));
    }
  }

  /// Numbers as they are.
  public NumberRows(double[] known, double[] predicted) {
    this(known, predicted, 0);
  }

  /// How many rows there are.
  public int rows() {
    return known.length;
  }

  /// Whether a row's known number is 0, of which no error is a percentage.
  public boolean isZero(int row) {
    return Math.abs(known[row]) <= zero;
  }

  /// How many rows the mean percentage error leaves out.
  public int zeros() {
    int zeros = 0;
    for (int row = 0; row < rows(); row++) {
      zeros += isZero(row) ? 1 : 0;
    }
    return zeros;
  }
}
