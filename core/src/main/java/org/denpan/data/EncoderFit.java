package org.denpan.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.Words;

/// Fits an [Encoder] to rows that come in pieces: one pass, and the same result for all pieces.
final class EncoderFit {
  private final Table columns;
  private final Preparation preparation;
  private final TargetScan target;
  private final Map<String, ColumnScan> scans = new LinkedHashMap<>();

  /// @param columns a table with the columns to come, and with its target named
  EncoderFit(Table columns, Preparation preparation) {
    this.columns = columns;
    this.preparation = preparation;
    preparation.check(columns);
    String aim = columns.targetColumn().name();
    target = new TargetScan(columns);
    for (Column column : columns.columns()) {
      String name = column.name();
      if (!name.equals(aim) && !columns.weights().equals(Optional.of(name))) {
        scans.put(
            name, ColumnScan.of(column, Optional.ofNullable(preparation.columns().get(name))));
      }
    }
  }

  /// Looks at some rows.
  void add(Table piece) {
    target.add(piece);
    scans.values().parallelStream().forEach(scan -> scan.add(piece.column(scan.name)));
  }

  /// @throws DataException if nothing is left to learn from, or the target cannot be learnt
  Encoder encoder() {
    Target aim = target.target();
    List<Transform> inputs = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (ColumnScan scan : scans.values()) {
      prepare(scan, inputs, leftOut);
    }
    if (inputs.isEmpty()) {
      useCounters(inputs, leftOut);
    }
    if (inputs.isEmpty()) {
      throw new DataException(
          columns.name()
              + " has no column to learn '"
              + aim.column()
              + "' from"
              + (leftOut.isEmpty() ? "" : ": " + describe(leftOut)));
    }
    return new Encoder(inputs, aim, leftOut, columns.weights());
  }

  private void prepare(ColumnScan scan, List<Transform> inputs, List<LeftOut> leftOut) {
    Treatment asked = preparation.columns().get(scan.name);
    if (asked instanceof Treatment.LeaveOut) {
      leftOut.add(new LeftOut(scan.name, "was left out on request"));
      return;
    }
    if (asked != null) {
      inputs.add(scan.fit(asked));
      return;
    }
    scan.unusable()
        .ifPresentOrElse(
            reason -> leftOut.add(new LeftOut(scan.name, reason)),
            () -> inputs.add(scan.fit(scan.usual(preparation))));
  }

  /// Columns that count the rows are better than none.
  private void useCounters(List<Transform> inputs, List<LeftOut> leftOut) {
    for (LeftOut column : List.copyOf(leftOut)) {
      ColumnScan scan = scans.get(column.column());
      if (scan != null && column.reason().equals(NumberScan.COUNTS)) {
        inputs.add(scan.fit(scan.usual(preparation)));
        leftOut.remove(column);
      }
    }
  }

  private static String describe(List<LeftOut> columns) {
    return Words.list(columns.stream().map(c -> "'" + c.column() + "' " + c.reason()).toList());
  }
}
