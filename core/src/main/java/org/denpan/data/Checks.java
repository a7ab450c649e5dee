package org.denpan.data;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What transforms and targets ask of columns and names.
final class Checks {
  private Checks() {}

  /// The problem of a column that holds something else than in training, with an example.
  static DataException differ(String table, String column, String was, Column now) {
    String example = example(now);
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: column '%s' was %s in training, here it holds %s%s",
            table,
            column,
            was,
            now.kind(),
            example.isEmpty() ? "" : " such as '" + example + "'"));
  }

  private static String example(Column column) {
    for (int row = 0; row < column.rows(); row++) {
      if (!column.missing(row)) {
        return column.text(row);
      }
    }
    return "";
  }

  /// Refuses what cannot be the mean and deviation of a column.
  static void moments(String column, double mean, double deviation) {
    if (!Double.isFinite(mean) || !Double.isFinite(deviation) || !(deviation > 0)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "column '%s' cannot have mean %s and deviation %s",
              column,
              mean,
              deviation));
    }
  }

  /// The number that a text is, if it is one.
  static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Whether the column holds no value at all, so that its kind cannot be told.
  static boolean allMissing(Column column) {
    for (int row = 0; row < column.rows(); row++) {
      if (!column.missing(row)) {
        return false;
      }
    }
    return column.rows() > 0;
  }

  /// The first name that stands twice.
  static Optional<String> repeated(List<String> names) {
    Set<String> seen = new HashSet<>();
    return names.stream().filter(name -> !seen.add(name)).findFirst();
  }
}
