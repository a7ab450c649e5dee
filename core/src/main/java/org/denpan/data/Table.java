package org.denpan.data;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.denpan.Words;

/// Named columns of equal length, and the name of the one to predict once it is known.
///
/// @param name what the table is called in messages: a file name or a built-in set's name
/// @param columns the columns, their names unique
/// @param target the column to predict, one of `columns`
/// @param aim what kind of thing is predicted, where it was said; see [#task]
/// @param weights the column that says how much each row counts, one of `columns`; without it each
///   counts 1
public record Table(
    String name,
    List<Column> columns,
    Optional<String> target,
    Optional<Task> aim,
    Optional<String> weights) {
  /// @throws DataException if names repeat, lengths differ, or the target or the weights are not a
  ///   column each
  public Table {
    columns = List.copyOf(columns);
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw new DataException(
            name + ": two columns are called '" + column.name() + "'; rename one of them");
      }
      if (column.rows() != columns.getFirst().rows()) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: column '%s' has %,d rows, column '%s' has %,d",
                name,
                columns.getFirst().name(),
                columns.getFirst().rows(),
                column.name(),
                column.rows()));
      }
    }
    if (target.isPresent() && !seen.contains(target.get())) {
      throw noColumn(name, columns, target.get());
    }
    if (weights.isPresent() && !seen.contains(weights.get())) {
      throw noColumn(name, columns, weights.get());
    }
    if (weights.isPresent() && weights.equals(target)) {
      throw new DataException(
          name + ": '" + weights.get() + "' is the target; the weights need a column of their own");
    }
  }

  public Table(String name, List<Column> columns, Optional<String> target) {
    this(name, columns, target, Optional.empty(), Optional.empty());
  }

  public static Table of(String name, List<Column> columns) {
    return new Table(name, columns, Optional.empty());
  }

  /// The number of rows.
  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().rows();
  }

  /// The column of this name.
  ///
  /// @throws DataException naming the nearest column where there is none of this name
  public Column column(String wanted) {
    return find(wanted).orElseThrow(() -> noColumn(name, columns, wanted));
  }

  public Optional<Column> find(String wanted) {
    return columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
  }

  /// The same table with this column as the one to predict.
  public Table withTarget(String column) {
    return withTarget(column, Task.of(column(column)));
  }

  /// The same table with this column as the one to predict, and as what.
  public Table withTarget(String column, Task task) {
    return new Table(name, columns, Optional.of(column), Optional.of(task), weights);
  }

  /// The same table whose rows count as much as this column says: a row of weight 2 like the same
  /// row twice, one of weight 0 like none, in training and in what is said of its result. The
  /// column is no input. Means, deviations and classes are still those of the rows, and so are the
  /// statistics of batch normalisation.
  ///
  /// @throws DataException unless all its values are finite numbers of at least 0, and not all 0
  public Table withWeights(String column) {
    Table weighted = new Table(name, columns, target, aim, Optional.of(column));
    RowWeights.of(weighted, column);
    return weighted;
  }

  /// What kind of thing is predicted: what was said, or what the target's column suggests. It stays
  /// when rows are selected, so that all parts of a table agree.
  public Task task() {
    return aim.orElseGet(() -> Task.of(targetColumn()));
  }

  /// These rows, in this order.
  public Table select(int[] rows) {
    return new Table(
        name, columns.stream().map(c -> c.select(rows)).toList(), target, aim, weights);
  }

  /// The same table without this column, which is neither the target nor the weights.
  public Table without(String column) {
    List<Column> others = columns.stream().filter(c -> !c.name().equals(column)).toList();
    return new Table(name, others, target, aim, weights);
  }

  /// The column to predict.
  ///
  /// @throws DataException if none was named
  public Column targetColumn() {
    return column(
        target.orElseThrow(() ->
            new DataException(
                name
                    + ": which column is to be predicted? Name it; columns: "
                    + Words.list(names(columns)))));
  }

  private static DataException noColumn(String table, List<Column> columns, String wanted) {
    return new DataException(
        table + " has no column '" + wanted + "'; " + Words.suggestion(wanted, names(columns)));
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }
}
