package org.denpan.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What must be known of the column to predict, gathered in one pass over its values.
final class TargetScan {
  private final String table;
  private final String column;
  private final Task task;
  private final Moments.Sums sums = new Moments.Sums();

  /// Of classes that are numbers; -0 and 0 are the same.
  private final Map<Double, Integer> numbers = new TreeMap<>();

  private final Map<String, Integer> texts = new TreeMap<>();
  private long rows;

  /// @param columns a table that names its target; its rows are not looked at
  TargetScan(Table columns) {
    table = columns.name();
    Column target = columns.targetColumn();
    column = target.name();
    task = columns.task();
    switch (target) {
      case Column.Pixels p -> throw unsuited("images");
      case Column.Times t -> throw unsuited("times");
      default -> {}
    }
  }

  private DataException unsuited(String what) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "column '%s' of %s holds %s; a target is a number or a class",
            column,
            table,
            what));
  }

  void add(Table piece) {
    Column values = piece.column(column);
    checkPresent(piece, values, rows);
    rows += values.rows();
    if (task == Task.CLASSES) {
      addClasses(values);
    } else if (values instanceof Column.Numbers n) {
      for (double v : n.values()) {
        sums.add(v);
      }
    } else if (values.rows() > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the target '%s' is to be a number, but holds texts such as '%s'",
              table,
              column,
              values.text(0)));
    }
  }

  private void addClasses(Column values) {
    if (values instanceof Column.Numbers n) {
      for (double v : n.values()) {
        numbers.merge(v + 0.0, 1, Integer::sum); // -0 becomes 0
      }
    } else {
      for (int row = 0; row < values.rows(); row++) {
        texts.merge(values.text(row), 1, Integer::sum);
      }
    }
  }

  /// @param before how many rows came before this piece
  static void checkPresent(Table table, Column column, long before) {
    for (int row = 0; row < column.rows(); row++) {
      if (column.missing(row)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the target '%s' is missing in row %,d; leave such rows out",
                table.name(),
                column.name(),
                before + row + 1));
      }
    }
  }

  /// @throws DataException for one value only, or hardly any rows a class
  Target target() {
    if (rows == 0) {
      throw new DataException(table + " has no rows to learn from");
    }
    return task == Task.CLASSES ? classes() : number();
  }

  private Target.Number number() {
    Moments moments = sums.moments();
    if (moments.deviation() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the target '%s' is %s in every training row; there is nothing to learn",
              column,
              Column.Numbers.format(moments.mean())));
    }
    return new Target.Number(column, moments.mean(), moments.deviation());
  }

  private Target.Classes classes() {
    List<String> names = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    numbers.forEach((value, count) -> {
      names.add(Column.Numbers.format(value));
      counts.add(count);
    });
    texts.forEach((text, count) -> {
      names.add(text);
      counts.add(count);
    });
    if (names.size() < 2) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the target '%s' is '%s' in every training row; there is nothing to tell apart",
              table,
              column,
              names.getFirst()));
    }
    if (names.size() > 100 && rows < 5L * names.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the target '%s' has %,d classes in %,d training rows, fewer than 5 rows each; is"
                  + " it an identifier, or a number with texts among its values?",
              table,
              column,
              names.size(),
              rows));
    }
    return new Target.Classes(column, names, counts);
  }
}
