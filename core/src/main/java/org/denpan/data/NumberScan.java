package org.denpan.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.denpan.Family;

/// What must be known of a column of numbers.
final class NumberScan extends ColumnScan {
  /// What counts the rows, in words that follow the column's name.
  static final String COUNTS = "only counts the rows";

  private static final int FEW = 20;

  /// How columns of identifiers are called: `id`, `PassengerId`, `customer_id`, `uuid`.
  private static final Pattern CALLED_ID =
      Pattern.compile("(?i:id|uuid|guid|key)|.*(_id|_key|[a-z]I[dD]|_ID)");

  private final Moments.Sums sums = new Moments.Sums();
  private final ValueSample sample = new ValueSample();
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private boolean counts = true;
  private boolean whole = true;
  private double last = Double.NEGATIVE_INFINITY;

  NumberScan(String name) {
    super(name);
  }

  @Override
  void add(Column piece) {
    if (!(piece instanceof Column.Numbers numbers)) {
      if (!Checks.allMissing(piece)) {
        throw Checks.differ("a later part", name, "a number", piece);
      }
      rows += piece.rows();
      missing += piece.rows();
      return;
    }
    for (double v : numbers.values()) {
      rows++;
      if (Double.isNaN(v)) {
        missing++;
        continue;
      }
      min = Math.min(min, v);
      max = Math.max(max, v);
      whole &= v == Math.rint(v);
      counts &= v > last;
      last = v;
      sums.add(v);
      sample.add(v);
    }
  }

  @Override
  Optional<String> unusable() {
    if (min > max) {
      return Optional.of("has no values");
    }
    if (min == max && missing == 0) {
      return Optional.of("is always " + Column.Numbers.format(min));
    }
    if (Double.isInfinite(max - min)) {
      return Optional.of("spans more than a number can hold");
    }
    if (counts && whole && rows > FEW && max - min < 2.0 * rows) {
      return Optional.of(COUNTS);
    }
    return identifies()
        ? Optional.of("looks like an identifier: whole numbers, all different")
        : Optional.empty();
  }

  private boolean identifies() {
    if (!whole || rows <= FEW || !CALLED_ID.matcher(name).matches()) {
      return false;
    }
    double[] sorted = sample.sorted();
    return Arrays.stream(sorted).distinct().count() == sorted.length;
  }

  @Override
  Treatment usual(Preparation preparation) {
    return preparation.numbers();
  }

  @Override
  Transform fit(Treatment treatment) {
    if (min > max) {
      throw new DataException(
          "the column '"
              + name
              + "' has no values, so it cannot be prepared by "
              + Family.name(treatment.getClass()));
    }
    return switch (treatment) {
      case Treatment.Standardize s -> {
        Moments moments = sums.moments();
        // one value only, and missing ones: the indicator carries all
        double deviation = moments.deviation() > 0 ? moments.deviation() : 1;
        yield new NumberTransform.Standardize(name, moments.mean(), deviation, missing > 0);
      }
      case Treatment.Robust r -> NumberTransform.Robust.of(name, sample.sorted(), missing > 0);
      case Treatment.Quantile q ->
          NumberTransform.Quantiles.of(name, sample.sorted(), q.knots(), missing > 0);
      default ->
          throw unsuited(
              treatment, "numbers", "standardize, robust, quantile, onehot, embedding or leaveout");
    };
  }
}
