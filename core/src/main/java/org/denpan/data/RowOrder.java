package org.denpan.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether rows stand in order of the target, so that a row's number, or whatever follows it, tells
/// it.
final class RowOrder {
  private static final int FEWEST_ROWS = 50;

  /// Of the runs of one class that chance would make.
  private static final double FEW_RUNS = 0.1;

  private static final double HIGH_CORRELATION = 0.95;

  private RowOrder() {}

  static Optional<Leak> of(Table train, Target target) {
    if (train.rows() < FEWEST_ROWS) {
      return Optional.empty();
    }
    float[] known = target.encode(train);
    return switch (target) {
      case Target.Classes c -> classes(known, c);
      case Target.Number n -> number(known, n);
    };
  }

  private static Optional<Leak> classes(float[] known, Target.Classes target) {
    long[] counts = new long[target.classes().size()];
    int runs = 1;
    for (int row = 0; row < known.length; row++) {
      counts[(int) known[row]]++;
      runs += row > 0 && known[row] != known[row - 1] ? 1 : 0;
    }
    double squares = Arrays.stream(counts).mapToDouble(c -> (double) c * c).sum();
    double byChance = 1 + known.length - squares / known.length;
    return runs <= FEW_RUNS * byChance
        ? Optional.of(
            leak(
                target,
                runs,
                String.format(
                    Locale.ROOT,
                    "%,d runs of one class, where chance makes about %,.0f",
                    runs,
                    byChance)))
        : Optional.empty();
  }

  private static Optional<Leak> number(float[] known, Target.Number target) {
    double[] values = new double[known.length];
    Arrays.setAll(values, row -> known[row]);
    int[] order = TargetCopy.order(values);
    double[] rank = new double[known.length];
    double[] row = new double[known.length];
    for (int first = 0; first < order.length; ) {
      int end = first + 1;
      while (end < order.length && values[order[end]] == values[order[first]]) {
        end++;
      }
      for (int i = first; i < end; i++) {
        rank[order[i]] = (first + end - 1) / 2.0; // equals share their rank, whichever came first
        row[i] = i;
      }
      first = end;
    }
    double r = TargetCopy.correlation(rank, row);
    // all the same would be in order of anything
    boolean varied = Arrays.stream(values).distinct().limit(FEWEST_ROWS).count() == FEWEST_ROWS;
    return varied && Math.abs(r) >= HIGH_CORRELATION
        ? Optional.of(
            leak(
                target,
                r,
                String.format(Locale.ROOT, "a rank correlation of %.3f with the row's number", r)))
        : Optional.empty();
  }

  private static Leak leak(Target target, double figure, String what) {
    return new Leak(
        Leak.Kind.ORDER,
        Optional.empty(),
        figure,
        "the rows stand in order of '"
            + target.column()
            + "' ("
            + what
            + "): a column that follows their order would tell it");
  }
}
