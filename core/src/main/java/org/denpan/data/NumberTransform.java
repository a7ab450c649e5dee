package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.denpan.Quantile;

/// From a column of numbers to one input. A missing value becomes 0, the middle; where training saw
/// missing values a second input says 1 for missing, else 0.
public sealed interface NumberTransform extends Transform {
  /// Whether there is an input that says whether the value is missing.
  boolean indicator();

  /// The input that a value becomes.
  double scaled(double value);

  @Override
  default int width() {
    return indicator() ? 2 : 1;
  }

  @Override
  default Filler bind(String table, Column values) {
    double[] v = numbers(table, values);
    return (rows, from, to, x, at, stride) -> {
      for (int i = from; i < to; i++) {
        write(v[rows[i]], x, i * stride + at);
      }
    };
  }

  /// Writes the inputs of one value, which is NaN where it is missing, from `x[at]` on.
  default void write(double value, float[] x, int at) {
    boolean missing = Double.isNaN(value);
    x[at] = missing ? 0f : (float) scaled(value);
    if (indicator()) {
      x[at + 1] = missing ? 1f : 0f;
    }
  }

  private double[] numbers(String table, Column values) {
    if (values instanceof Column.Numbers numbers) {
      return numbers.values();
    }
    if (!Checks.allMissing(values)) {
      throw Checks.differ(table, column(), "a number", values);
    }
    double[] missing = new double[values.rows()];
    Arrays.fill(missing, Double.NaN);
    return missing;
  }

  /// (value − mean)/deviation, held within ±10⁶ so that no row can overflow a network.
  record Standardize(String column, double mean, double deviation, boolean indicator)
      implements NumberTransform {
    private static final double MOST = 1e6;

    public Standardize {
      Checks.moments(column, mean, deviation);
    }

    @Override
    public double scaled(double value) {
      return Math.clamp((value - mean) / deviation, -MOST, MOST);
    }
  }

  /// z/√(1 + (z/3)²) of z = (value − median)/spread: within ±3, and nearly z near 0. The spread is
  /// the distance of the quartiles, or half that of the extremes where the quartiles are equal.
  /// Holzmüller, Grinsztajn and Steinwart 2024, arXiv 2407.04491, section 3.1 ("robust scale and
  /// smooth clip").
  record Robust(String column, double median, double spread, boolean indicator)
      implements NumberTransform {
    private static final double BOUND = 3;

    public Robust {
      if (!Double.isFinite(median) || !Double.isFinite(spread) || !(spread > 0)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "column '%s' cannot have median %s and spread %s",
                column,
                median,
                spread));
      }
    }

    @Override
    public double scaled(double value) {
      double z = (value - median) / spread;
      double part = z / BOUND;
      // beyond this the square might overflow
      return Math.abs(part) > 1e100 ? Math.copySign(BOUND, z) : z / Math.sqrt(1 + part * part);
    }

    static Robust of(String column, double[] sorted, boolean indicator) {
      double quartiles = Quantile.of(sorted, 0.75) / 2 - Quantile.of(sorted, 0.25) / 2;
      double extremes = sorted[sorted.length - 1] / 4 - sorted[0] / 4;
      double half = quartiles > 0 ? quartiles : extremes;
      return new Robust(
          column,
          Quantile.of(sorted, 0.5),
          half > 0 ? Math.min(2 * half, Double.MAX_VALUE) : 1,
          indicator);
    }
  }

  /// The value's place among those of training, as the value of a standard normal distribution at
  /// the same place: between two knots on a straight line, beyond them as at the last.
  ///
  /// @param knots quantiles of the training values, ascending, no two equal
  /// @param normals what they become
  record Quantiles(String column, List<Double> knots, List<Double> normals, boolean indicator)
      implements NumberTransform {
    public Quantiles {
      knots = List.copyOf(knots);
      normals = List.copyOf(normals);
      if (knots.isEmpty() || normals.size() != knots.size()) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "column '%s' has %,d knots and %,d values for them",
                column,
                knots.size(),
                normals.size()));
      }
      for (int i = 1; i < knots.size(); i++) {
        if (!(knots.get(i) > knots.get(i - 1))) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "column '%s': knot %s does not lie above %s",
                  column,
                  knots.get(i),
                  knots.get(i - 1)));
        }
      }
    }

    /// @param sorted values of training
    /// @param count how many quantiles
    static Quantiles of(String column, double[] sorted, int count, boolean indicator) {
      int most = Math.max(2, Math.min(count, sorted.length));
      double[] at = new double[most];
      for (int k = 0; k < most; k++) {
        at[k] = Quantile.of(sorted, (double) k / (most - 1));
      }
      // equal quantiles are one knot, in the middle of their places
      List<Double> knots = new ArrayList<>();
      List<Double> normals = new ArrayList<>();
      for (int first = 0; first < most; ) {
        int last = first;
        while (last + 1 < most && at[last + 1] <= at[first]) {
          last++;
        }
        knots.add(at[first]);
        normals.add(Normals.quantile(((first + last) / 2.0 + 0.5) / most));
        first = last + 1;
      }
      return new Quantiles(column, knots, normals, indicator);
    }

    @Override
    public double scaled(double value) {
      int low = 0;
      int high = knots.size() - 1;
      if (!(value > knots.get(low))) {
        return normals.get(low);
      }
      if (value >= knots.get(high)) {
        return normals.get(high);
      }
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (knots.get(middle) <= value) {
          low = middle;
        } else {
          high = middle;
        }
      }
      double from = knots.get(low);
      double part = (value / 2 - from / 2) / (knots.get(high) / 2 - from / 2);
      return normals.get(low) + part * (normals.get(high) - normals.get(low));
    }
  }
}
