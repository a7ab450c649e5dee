package org.denpan.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Looks for what can be seen of leakage: knowledge in the inputs that will not be there when a
/// model is used, or test rows that are not new. Nothing that is found must be wrong, and what
/// cannot be seen may be: a column that was filled in after the fact is known by its owner alone.
///
/// Kaufman, Rosset, Perlich, Stitelman 2012, "Leakage in data mining"; Kapoor and Narayanan 2023,
/// "Leakage and the reproducibility crisis in machine-learning-based science".
public final class Leakage {
  /// Columns are judged by at most so many rows of each part, evenly spread.
  public static final int MOST_ROWS = 100_000;

  private Leakage() {}

  /// What is seen in these parts, the surest kinds first.
  ///
  /// @param encoder fitted to the training rows: columns that it leaves out leak nothing, but may
  ///   name groups of rows
  public static List<Leak> of(Split split, Encoder encoder) {
    Target target = encoder.target();
    Set<String> inputs =
        encoder.inputs().stream().map(Transform::column).collect(Collectors.toSet());
    Table train = spread(split.train());
    List<Table> held = List.of(spread(split.validation()), spread(split.test()));
    List<Leak> leaks = new ArrayList<>();
    for (Column column : train.columns()) {
      if (inputs.contains(column.name())) {
        TargetCopy.of(train, column, target)
            .or(() -> TellingColumn.of(train, held, column, target, inputs.size()))
            .ifPresent(leaks::add);
      }
    }
    DuplicateRows.of(split, inputs, target).ifPresent(leaks::add);
    RowOrder.of(train, target).ifPresent(leaks::add);
    if (!(split.splitting() instanceof Splitting.ByGroup)) {
      for (Column column : train.columns()) {
        SharedGroups.of(train, held.getLast(), column, target, inputs.contains(column.name()))
            .ifPresent(leaks::add);
      }
    }
    return leaks;
  }

  /// The same table if it is small, else rows at equal distances.
  static Table spread(Table table) {
    int rows = table.rows();
    return rows <= MOST_ROWS
        ? table
        : table.select(
            IntStream.range(0, MOST_ROWS).map(i -> (int) ((long) i * rows / MOST_ROWS)).toArray());
  }
}
