package org.denpan.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a column alone tells nearly all of the target: by the most frequent class, or the mean,
/// of each of its texts or of 64 ranges of its numbers, learnt in training and judged on other
/// rows.
final class TellingColumn {
  private static final int RANGES = 64;
  private static final int FEWEST_ROWS = 30;
  private static final long MOST_CELLS = 20_000_000;

  /// How much of what guessing gets wrong must be told right.
  private static final double OF_CLASSES = 0.97;

  private static final double OF_VARIATION = 0.99;

  private TellingColumn() {}

  static Optional<Leak> of(
      Table train, List<Table> held, Column column, Target target, int inputs) {
    if (inputs < 2
        || column instanceof Column.Pixels
        || held.stream().mapToInt(Table::rows).sum() < FEWEST_ROWS) {
      return Optional.empty();
    }
    ValueGroups groups = ValueGroups.fit(column, RANGES);
    return switch (target) {
      case Target.Classes c -> classes(train, held, column, c, groups);
      case Target.Number n -> number(train, held, column, n, groups);
    };
  }

  private static Optional<Leak> classes(
      Table train, List<Table> held, Column column, Target.Classes target, ValueGroups groups) {
    int k = target.classes().size();
    if ((long) groups.size() * k > MOST_CELLS) {
      return Optional.empty();
    }
    int[] said = mostFrequent(groups.of(column), target.encode(train), groups.size(), k, target);
    long right = 0;
    long guessed = 0;
    long rows = 0;
    for (Table part : held) {
      int[] at = groups.of(part.column(column.name()));
      float[] known = target.encode(part);
      for (int row = 0; row < at.length; row++) {
        int word = at[row] == ValueGroups.UNSEEN ? target.majority() : said[at[row]];
        right += word == (int) known[row] ? 1 : 0;
        guessed += target.majority() == (int) known[row] ? 1 : 0;
      }
      rows += at.length;
    }
    double gained = (double) (right - guessed) / (rows - guessed);
    double share = (double) right / rows;
    return gained >= OF_CLASSES
        ? Optional.of(
            leak(
                column,
                target,
                share,
                String.format(Locale.ROOT, "%.1f %% of '%s' right", 100 * share, target.column())))
        : Optional.empty();
  }

  private static int[] mostFrequent(
      int[] at, float[] known, int size, int k, Target.Classes target) {
    int[] counts = new int[size * k];
    for (int row = 0; row < at.length; row++) {
      counts[at[row] * k + (int) known[row]]++;
    }
    int[] said = new int[size];
    for (int g = 0; g < size; g++) {
      int best = target.majority();
      for (int c = 0; c < k; c++) {
        best = counts[g * k + c] > counts[g * k + best] ? c : best;
      }
      said[g] = best;
    }
    return said;
  }

  private static Optional<Leak> number(
      Table train, List<Table> held, Column column, Target.Number target, ValueGroups groups) {
    double[] sums = new double[groups.size()];
    int[] counts = new int[groups.size()];
    int[] at = groups.of(column);
    float[] known = target.encode(train);
    for (int row = 0; row < at.length; row++) {
      sums[at[row]] += known[row];
      counts[at[row]]++;
    }
    double missed = 0;
    double squares = 0;
    for (Table part : held) {
      int[] there = groups.of(part.column(column.name()));
      float[] values = target.encode(part);
      for (int row = 0; row < there.length; row++) {
        int g = there[row];
        double said = g == ValueGroups.UNSEEN || counts[g] == 0 ? 0 : sums[g] / counts[g];
        missed += (values[row] - said) * (values[row] - said);
        squares += (double) values[row] * values[row];
      }
    }
    double told = 1 - missed / squares;
    return told >= OF_VARIATION
        ? Optional.of(
            leak(
                column,
                target,
                told,
                String.format(
                    Locale.ROOT, "%.1f %% of the variation of '%s'", 100 * told, target.column())))
        : Optional.empty();
  }

  private static Leak leak(Column column, Target target, double figure, String what) {
    return new Leak(
        Leak.Kind.TELLS,
        Optional.of(column.name()),
        figure,
        String.format(
            Locale.ROOT,
            "'%s' alone tells %s, in rows not learnt from: is it known before '%s' is?",
            column.name(),
            what,
            target.column()));
  }
}
