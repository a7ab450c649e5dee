package org.denpan.data;

import java.util.Optional;

/// A table that is read piece by piece, once, from its first row to its last.
public interface Chunks extends AutoCloseable {
  /// What the table is called in messages.
  String name();

  /// The next rows, as a table of their own; empty after the last. All pieces have the same
  /// columns, of the same kinds, in the same order; a column of texts has a dictionary of its own
  /// in each.
  ///
  /// @throws DataException if the source cannot be read on
  Optional<Table> next();

  /// All rows that are left, as one table. Its dictionaries are sorted, so that they are the same
  /// however the pieces were cut.
  ///
  /// @throws DataException if the source cannot be read on, or holds more rows than an array can
  default Table all() {
    Gatherer gatherer = new Gatherer(name());
    for (Optional<Table> piece = next(); piece.isPresent(); piece = next()) {
      gatherer.add(piece.get());
    }
    return gatherer.finish();
  }

  /// Lets go of the source.
  @Override
  void close();

  /// The rows of a table, in pieces of so many rows, except the last.
  static Chunks of(Table table, int rows) {
    return new TablePieces(table, rows);
  }
}
