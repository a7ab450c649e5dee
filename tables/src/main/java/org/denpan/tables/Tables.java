package org.denpan.tables;

import java.util.Optional;
import org.denpan.data.Chunks;
import org.denpan.data.DataException;
import org.denpan.data.Table;

/// Reads tables that are more than a plain CSV file.
public final class Tables {
  private Tables() {}

  /// Opens a source, to be read piece by piece in constant memory. While a piece is used, the next
  /// one is read.
  ///
  /// @throws DataException if there is no such source, or it is none that can be read
  public static TableReader open(TableSource source, TableOptions options) {
    return switch (source) {
      case TableSource.Jdbc jdbc -> JdbcReader.open(jdbc, options);
      case TableSource.Files files -> DuckReader.open(files, options);
      case TableSource.Query query -> DuckReader.open(query, options);
      case TableSource.Database database -> DuckReader.open(database, options);
    };
  }

  /// All of a source, in memory.
  ///
  /// @throws DataException if there is no such source, or it cannot be read
  public static Table read(TableSource source, TableOptions options) {
    try (TableReader reader = open(source, options)) {
      return reader.all();
    }
  }

  /// All of a file, of files that a pattern names, of the one table of a database file, with
  /// everything detected.
  ///
  /// @throws DataException if there is no such source, or it cannot be read
  public static Table read(String data) {
    return read(TableSource.of(data, Optional.empty(), Optional.empty()), TableOptions.detect());
  }

  /// The same pieces, each of them read while the one before is used.
  public static Chunks ahead(Chunks pieces) {
    return new ReadAhead(pieces);
  }
}
