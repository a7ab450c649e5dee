package org.denpan.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Whether a column is the target by another name or in another unit.
final class TargetCopy {
  private static final int FEWEST_ROWS = 20;

  /// What is left of a linear relation when numbers were written with few digits.
  private static final double LINEAR = 1 - 1e-9;

  private TargetCopy() {}

  static Optional<Leak> of(Table train, Column column, Target target) {
    if (train.rows() < FEWEST_ROWS || column instanceof Column.Pixels) {
      return Optional.empty();
    }
    Column known = train.targetColumn();
    Optional<String> how =
        switch (target) {
          case Target.Classes c -> classes(column, known, c.classes().size());
          case Target.Number n ->
              column instanceof Column.Numbers x && known instanceof Column.Numbers y
                  ? number(x.values(), y.values())
                  : Optional.empty();
        };
    return how.map(words ->
        new Leak(
            Leak.Kind.COPY,
            Optional.of(column.name()),
            1,
            "'"
                + column.name()
                + "' "
                + words
                + " the target '"
                + target.column()
                + "': leave it out, unless it is known before the target is"));
  }

  private static Optional<String> classes(Column column, Column target, int classes) {
    Map<String, String> there = new HashMap<>();
    Map<String, String> back = new HashMap<>();
    boolean same = true;
    for (int row = 0; row < column.rows(); row++) {
      String value = column.text(row);
      String label = target.text(row);
      same &= value.equals(label);
      boolean one =
          label.equals(there.computeIfAbsent(value, v -> label))
              && value.equals(back.computeIfAbsent(label, l -> value));
      if (!one || there.size() > classes) {
        return Optional.empty();
      }
    }
    return Optional.of(same ? "is" : "says one to one, in other words,");
  }

  private static Optional<String> number(double[] x, double[] y) {
    int[] rows = IntStream.range(0, x.length).filter(r -> !Double.isNaN(x[r])).toArray();
    if (rows.length < 0.9 * x.length || rows.length < FEWEST_ROWS) {
      return Optional.empty();
    }
    if (Arrays.stream(rows).allMatch(r -> x[r] == y[r])) {
      return Optional.of("is");
    }
    double[] some = Arrays.stream(rows).mapToDouble(r -> x[r]).toArray();
    double[] known = Arrays.stream(rows).mapToDouble(r -> y[r]).toArray();
    double r = correlation(some, known);
    if (Math.abs(r) >= LINEAR) {
      return Optional.of(r > 0 ? "is a multiple or shift of" : "is a negative multiple of");
    }
    return monotone(some, known) ? Optional.of("rises or falls strictly with") : Optional.empty();
  }

  /// Pearson's, 0 where one of both is constant.
  static double correlation(double[] x, double[] y) {
    Moments mx = Moments.of(x);
    Moments my = Moments.of(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - mx.mean()) / mx.deviation() * ((y[i] - my.mean()) / my.deviation());
    }
    double r = sum / x.length;
    return Double.isNaN(r) ? 0 : r;
  }

  /// Whether the larger always has the larger, or always the smaller, and equals have equals.
  private static boolean monotone(double[] x, double[] y) {
    int[] order = order(x);
    int direction = 0;
    int steps = 0;
    for (int i = 1; i < order.length; i++) {
      int dx = Double.compare(x[order[i]] + 0.0, x[order[i - 1]] + 0.0);
      int dy = Double.compare(y[order[i]] + 0.0, y[order[i - 1]] + 0.0);
      if ((dx == 0) != (dy == 0) || (dx != 0 && direction != 0 && dy != direction)) {
        return false;
      }
      direction = dy == 0 ? direction : dy;
      steps += dx == 0 ? 0 : 1;
    }
    return steps + 1 >= FEWEST_ROWS;
  }

  /// The rows in ascending order of their values; equals in their order.
  static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(values[a] + 0.0, values[b] + 0.0))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
