package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.denpan.Seed;

/// Rows divided by time. Chance has no part in it.
///
/// @param table its name, for messages
/// @param column the times
/// @param moment of each row, the number of its moment in order, -1 for a row that is in no part
record TimeDivision(String table, Column column, int[] moment) implements Division {
  /// The moments of some rows in order, and how many of the rows are not later than each.
  private record Steps(int[] moments, int[] upTo) {
    int count() {
      return moments.length;
    }

    /// Which of the moments from `low` to `high` comes nearest to having `wanted` rows up to it.
    int nearest(long wanted, int low, int high) {
      int best = low;
      for (int i = low + 1; i <= high; i++) {
        if (Math.abs(upTo[i] - wanted) < Math.abs(upTo[best] - wanted)) {
          best = i;
        }
      }
      return best;
    }
  }

  static TimeDivision of(Table table, Column times) {
    Column column = Timeline.of(table.name(), times);
    int[] moments = Groups.classes(column);
    int[] known = Groups.one(table.targetColumn());
    for (int row = 0; row < moments.length; row++) {
      moments[row] = known[row] < 0 ? -1 : moments[row];
    }
    return new TimeDivision(table.name(), column, moments);
  }

  @Override
  public int[] rows() {
    return Groups.known(moment);
  }

  @Override
  public int[][] three(int learnt, Seed seed) {
    int[] rows = rows();
    Steps steps = steps(rows);
    needMoments(steps, 3, "train, validation and test");
    int last = steps.moments[steps.nearest(learnt, 1, steps.count() - 2)];
    int[][] learn = two(between(rows, -1, last), seed);
    return new int[][] {learn[0], learn[1], between(rows, last, Integer.MAX_VALUE)};
  }

  @Override
  public int[][] two(int[] some, Seed seed) {
    Steps steps = steps(some);
    needMoments(steps, 2, "train and validation");
    int wanted = some.length - Division.held(some.length);
    int last = steps.moments[steps.nearest(wanted, 0, steps.count() - 2)];
    return new int[][] {between(some, -1, last), between(some, last, Integer.MAX_VALUE)};
  }

  /// An expanding window: the rows in order of time make k + 1 blocks, as nearly equal as whole
  /// moments allow; each but the first is once the test of what was learnt from all before it.
  @Override
  public List<Fold> folds(int k, Seed seed) {
    int[] rows = rows();
    Steps steps = steps(rows);
    needMoments(steps, k + 2, k + " folds, each tested with later rows than it learns from,");
    List<Fold> folds = new ArrayList<>();
    int last = steps.nearest(block(1, k, rows), 1, steps.count() - 1 - k);
    for (int fold = 1; fold <= k; fold++) {
      int next = steps.nearest(block(fold + 1, k, rows), last + 1, steps.count() - 1 - (k - fold));
      int from = steps.moments[last];
      folds.add(new Fold(between(rows, -1, from), between(rows, from, steps.moments[next])));
      last = next;
    }
    return folds;
  }

  /// How many rows the first `blocks` of k + 1 blocks should have.
  private static long block(int blocks, int k, int[] rows) {
    return Math.round((double) blocks * rows.length / (k + 1));
  }

  @Override
  public String words() {
    return "by time of " + column.name();
  }

  @Override
  public String about(int[][] parts) {
    return parts.length < 3
        ? "; validation from " + first(parts[1])
        : "; validation from " + first(parts[1]) + ", test from " + first(parts[2]);
  }

  private String first(int[] rows) {
    int first = rows[0];
    for (int row : rows) {
      first = moment[row] < moment[first] ? row : first;
    }
    return column.text(first);
  }

  /// The rows later than one moment and not later than another.
  private int[] between(int[] rows, int after, int last) {
    return Arrays.stream(rows).filter(r -> moment[r] > after && moment[r] <= last).toArray();
  }

  private Steps steps(int[] rows) {
    int[] sorted = Arrays.stream(rows).map(row -> moment[row]).sorted().toArray();
    int[] moments = Arrays.stream(sorted).distinct().toArray();
    int[] upTo = new int[moments.length];
    int i = 0;
    for (int row = 0; row < sorted.length; row++) {
      i += sorted[row] > moments[i] ? 1 : 0;
      upTo[i] = row + 1;
    }
    return new Steps(moments, upTo);
  }

  private void needMoments(Steps steps, int needed, String parts) {
    if (steps.count() < needed) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: '%s' has %d different times; %s need at least %d, since rows of one time stay"
                  + " together",
              table,
              column.name(),
              steps.count(),
              parts,
              needed));
    }
  }
}
