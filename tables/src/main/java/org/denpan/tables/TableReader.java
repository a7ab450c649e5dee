package org.denpan.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.data.Chunks;
import org.denpan.data.DataException;
import org.denpan.data.Table;

/// A source that was opened: its rows, piece by piece, and what is known of it.
public final class TableReader implements Chunks {
  /// Rows of a piece, except the last: so many that what a piece costs vanishes beside its rows.
  static final int PIECE = 1 << 16;

  /// What is known of a source before its rows are read.
  ///
  /// @param name what its tables are called
  /// @param format how it is kept, in words
  /// @param files the files that are read, in order; none for a query or a database server
  /// @param types the type of each column that is read, in DuckDB's words; none of other databases
  /// @param leftOut the types of the columns that are not read, by name
  public record About(
      String name,
      String format,
      List<Path> files,
      Map<String, String> types,
      Map<String, String> leftOut) {}

  private final About about;
  private final ReadAhead pieces;

  TableReader(About about, Chunks pieces) {
    this.about = about;
    this.pieces = new ReadAhead(pieces);
  }

  /// What is known before the rows are read.
  public About about() {
    return about;
  }

  @Override
  public String name() {
    return about.name();
  }

  /// @throws DataException if the source cannot be read on, or has no rows at all
  @Override
  public Optional<Table> next() {
    return pieces.next();
  }

  @Override
  public void close() {
    pieces.close();
  }
}
