package org.denpan.data;

import java.util.Locale;

/// How much each row of a table counts.
final class RowWeights {
  private RowWeights() {}

  /// The values of a column as weights.
  ///
  /// @throws DataException unless all are finite numbers of at least 0, and not all 0
  static float[] of(Table table, String column) {
    float[] weights = ofPart(table, column);
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    if (weights.length > 0 && total == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the weights '%s' of all %,d rows are 0; at least one row must count",
              table.name(),
              column,
              weights.length));
    }
    return weights;
  }

  /// The same of a part of a table, which may weigh nothing.
  ///
  /// @throws DataException unless all are finite numbers of at least 0
  static float[] ofPart(Table table, String column) {
    Column values = table.column(column);
    if (!(values instanceof Column.Numbers numbers)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the weights '%s' must be numbers; the column holds %s%s",
              table.name(),
              column,
              values.kind(),
              values.rows() > 0 ? " such as '" + values.text(0) + "'" : ""));
    }
    float[] weights = new float[numbers.rows()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = (float) numbers.values()[row];
      if (!(weights[row] >= 0 && weights[row] < Float.POSITIVE_INFINITY)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the weight '%s' is %s in row %,d; a weight is a finite number of at least 0",
                table.name(),
                column,
                numbers.missing(row) ? "missing" : Double.toString(numbers.values()[row]),
                row + 1));
      }
    }
    return weights;
  }
}
