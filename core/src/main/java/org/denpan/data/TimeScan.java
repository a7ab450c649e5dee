package org.denpan.data;

import java.util.Optional;

/// What must be known of a column of times.
final class TimeScan extends ColumnScan {
  private static final double A_DAY = 86_400;

  private final boolean days;
  private final Moments.Sums sums = new Moments.Sums();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  TimeScan(Column.Times times) {
    super(times.name());
    days = times.days();
  }

  @Override
  void add(Column piece) {
    if (!(piece instanceof Column.Times times)) {
      throw Checks.differ("a later part", name, "a time", piece);
    }
    for (long micros : times.micros()) {
      rows++;
      if (micros == Column.Times.MISSING) {
        missing++;
      } else {
        first = Math.min(first, micros);
        last = Math.max(last, micros);
        sums.add(micros * 1e-6);
      }
    }
  }

  @Override
  Optional<String> unusable() {
    if (missing == rows) {
      return Optional.of("has no values");
    }
    return first == last && missing == 0
        ? Optional.of("is always " + Column.Times.format(first, days))
        : Optional.empty();
  }

  @Override
  Treatment usual(Preparation preparation) {
    return new Treatment.Calendar();
  }

  @Override
  Transform fit(Treatment treatment) {
    if (!(treatment instanceof Treatment.Calendar)) {
      throw unsuited(treatment, "times", "calendar, onehot, embedding or leaveout");
    }
    Moments moments = sums.moments();
    double span = (last - first) * 1e-6;
    return new Transform.Calendar(
        name,
        moments.mean(),
        moments.deviation() > 0 ? moments.deviation() : 1,
        span >= 365 * A_DAY,
        span >= 7 * A_DAY,
        !days && span >= A_DAY,
        missing > 0);
  }
}
