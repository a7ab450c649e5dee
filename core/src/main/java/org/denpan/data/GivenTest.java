package org.denpan.data;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Whether test rows that came with the data keep a rule by which the others are divided.
final class GivenTest {
  private GivenTest() {}

  /// @throws DataException if a test row is not later than all others, or of a group of theirs
  static void check(Table train, Table test, Splitting splitting) {
    switch (splitting) {
      case Splitting.Stratified s -> {}
      case Splitting.Shuffled s -> {}
      case Splitting.ByTime t -> checkLater(train, test, t.column());
      case Splitting.ByGroup g -> checkApart(train, test, g.column());
    }
  }

  private static void checkLater(Table train, Table test, String name) {
    Column learnt = Timeline.of(train.name(), train.column(name));
    Column tested = Timeline.of(test.name(), test.column(name));
    int last = -1;
    for (int row = 0; row < learnt.rows(); row++) {
      if (last < 0 || moment(learnt, row) > moment(learnt, last)) {
        last = row;
      }
    }
    int early = 0;
    for (int row = 0; row < tested.rows(); row++) {
      early += tested.missing(row) || moment(tested, row) <= moment(learnt, last) ? 1 : 0;
    }
    if (early > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d test rows are not later than the last row to learn from, of '%s' %s;"
                  + " give later rows, or do not split by time",
              test.name(),
              early,
              test.rows(),
              name,
              learnt.text(last)));
    }
  }

  private static double moment(Column column, int row) {
    return switch (column) {
      case Column.Numbers n -> n.values()[row];
      case Column.Times t -> t.micros()[row];
      default -> throw new IllegalArgumentException(column.kind());
    };
  }

  private static void checkApart(Table train, Table test, String name) {
    Column learnt = train.column(name);
    Column tested = test.column(name);
    Set<String> groups = new TreeSet<>();
    for (int row = 0; row < learnt.rows(); row++) {
      groups.add(learnt.text(row));
    }
    Set<String> shared = new TreeSet<>();
    int rows = 0;
    for (int row = 0; row < tested.rows(); row++) {
      if (!tested.missing(row) && groups.contains(tested.text(row))) {
        shared.add(tested.text(row));
        rows++;
      }
    }
    if (rows > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d test rows are of %,d groups of '%s' that are learnt from too, such as"
                  + " '%s'; take those rows out of one of the files, or do not split by group",
              test.name(),
              rows,
              test.rows(),
              shared.size(),
              name,
              shared.iterator().next()));
    }
  }
}
