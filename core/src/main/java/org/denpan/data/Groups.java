package org.denpan.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which rows belong together when a table is split: a number for each row, -1 for a row whose
/// target is missing.
final class Groups {
  private Groups() {}

  /// The class of each row, -1 where it is missing.
  static int[] classes(Column column) {
    return switch (column) {
      case Column.Categories c -> c.codes();
      case Column.Numbers n -> {
        double[] distinct =
            Arrays.stream(n.values()).map(v -> v + 0.0).sorted().distinct().toArray();
        yield Arrays.stream(n.values())
            .mapToInt(v -> Double.isNaN(v) ? -1 : Arrays.binarySearch(distinct, v + 0.0))
            .toArray();
      }
      case Column.Times t -> {
        long[] distinct = Arrays.stream(t.micros()).sorted().distinct().toArray();
        yield IntStream.range(0, t.rows())
            .map(row -> t.missing(row) ? -1 : Arrays.binarySearch(distinct, t.micros()[row]))
            .toArray();
      }
      case Column.Pixels p -> throw images(p);
    };
  }

  /// 0 for each row, -1 where the value is missing.
  static int[] one(Column column) {
    if (column instanceof Column.Pixels p) {
      throw images(p);
    }
    return IntStream.range(0, column.rows()).map(row -> column.missing(row) ? -1 : 0).toArray();
  }

  private static DataException images(Column.Pixels column) {
    return new DataException(
        "column '" + column.name() + "' holds images; a target is a number or a class");
  }

  /// The rows that belong to a group, ascending.
  static int[] known(int[] groups) {
    return IntStream.range(0, groups.length).filter(row -> groups[row] >= 0).toArray();
  }
}
