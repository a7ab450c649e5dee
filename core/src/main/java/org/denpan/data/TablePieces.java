package org.denpan.data;

import java.util.Optional;
import java.util.stream.IntStream;

/// A table in memory, in pieces.
final class TablePieces implements Chunks {
  private final Table table;
  private final int rows;
  private int at;

  TablePieces(Table table, int rows) {
    this.table = table;
    this.rows = rows;
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public Optional<Table> next() {
    int from = at;
    at = (int) Math.min((long) at + rows, table.rows());
    return from == at
        ? Optional.empty()
        : Optional.of(table.select(IntStream.range(from, at).toArray()));
  }

  @Override
  public void close() {}
}
