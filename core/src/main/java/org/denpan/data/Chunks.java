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

  /// Lets go of the source.
  @Override
  void close();
}
