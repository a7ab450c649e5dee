package org.denpan.measure;

import java.util.ArrayList;
import java.util.List;

/// All figures of predicted numbers: `rmse`, `mae`, `r2`, `mape`, and the coverage of each band.
///
/// `r2` is not defined where all known numbers are equal. `mape` is the mean |y − d|/|d|, as a
/// share, of the rows whose known number is not 0; the others are left out, see [NumberRows#zeros].
/// The coverage of a band is the share of rows whose known number lies in it.
public final class NumberMeasure implements Measure {
  private static final List<String> WHOLE = List.of("rmse", "mae", "r2", "mape");

  private final NumberRows rows;
  private final List<Band> bands;
  private final List<String> names = new ArrayList<>(WHOLE);

  /// Prepares nothing: all figures depend on weights.
  ///
  /// @param bands whose coverage is measured
  public NumberMeasure(NumberRows rows, List<Band> bands) {
    this.rows = rows;
    this.bands = List.copyOf(bands);
    bands.forEach(band -> names.add(band.name()));
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public long cost() {
    return rows.rows() * (6L + bands.size());
  }

  @Override
  public double[] values(float[] weights) {
    double total = 0;
    double sum = 0;
    double squares = 0;
    double sizes = 0;
    double percentages = 0;
    double percented = 0;
    for (int row = 0; row < weights.length; row++) {
      double weight = weights[row];
      double error = rows.predicted()[row] - rows.known()[row];
      total += weight;
      sum += weight * rows.known()[row];
      squares += weight * (error * error);
      sizes += weight * Math.abs(error);
      if (!rows.isZero(row)) {
        percentages += weight * Math.abs(error / rows.known()[row]);
        percented += weight;
      }
    }
    double[] values = new double[names.size()];
    values[0] = Math.sqrt(squares / total);
    values[1] = sizes / total;
    values[2] = r2(weights, sum / total, squares);
    values[3] = percentages / percented;
    for (int b = 0; b < bands.size(); b++) {
      values[WHOLE.size() + b] = coverage(bands.get(b), weights) / total;
    }
    return values;
  }

  private double r2(float[] weights, double mean, double squares) {
    double spread = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] > 0) {
        least = Math.min(least, rows.known()[row]);
        most = Math.max(most, rows.known()[row]);
      }
      double distance = rows.known()[row] - mean;
      spread += weights[row] * (distance * distance);
    }
    // the mean of equals may be off in its last bits
    return least < most && spread > 0 ? 1 - squares / spread : Double.NaN;
  }

  private double coverage(Band band, float[] weights) {
    double covered = 0;
    for (int row = 0; row < weights.length; row++) {
      covered += band.holds(rows.known()[row], rows.predicted()[row]) ? weights[row] : 0;
    }
    return covered;
  }
}
