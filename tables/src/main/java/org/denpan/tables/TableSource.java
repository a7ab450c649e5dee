package org.denpan.tables;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.denpan.data.DataException;

/// Where a table comes from.
public sealed interface TableSource {
  /// What messages call it.
  String name();

  /// Files of one format: Parquet, CSV or JSON, which their names say, plain or packed by gzip or
  /// zstd.
  ///
  /// @param pattern a path, or a pattern such as `2026-*.parquet` whose files are read in the order
  ///   of their names
  record Files(String pattern) implements TableSource {
    @Override
    public String name() {
      return pattern;
    }
  }

  /// The result of a query that DuckDB answers, with files as tables: `select * from 'a.parquet'
  /// join 'b.csv' using (id)`.
  record Query(String sql) implements TableSource {
    @Override
    public String name() {
      return "the query";
    }
  }

  /// A DuckDB database file, which is only read.
  ///
  /// @param choice what to read of it; empty where it holds one table
  record Database(Path file, Optional<Choice> choice) implements TableSource {
    @Override
    public String name() {
      return file.toString();
    }
  }

  /// A database that has a JDBC driver.
  ///
  /// @param url such as `jdbc:postgresql://host/database`
  /// @param choice what to read of it; empty where it holds one table
  /// @param driver the jar of the driver, where it is not on the class path
  record Jdbc(String url, Optional<Choice> choice, Optional<Path> driver) implements TableSource {
    @Override
    public String name() {
      return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//"); // no passwords
    }
  }

  /// What is read of a database.
  sealed interface Choice {
    /// The table or view of this name.
    record Named(String table) implements Choice {}

    /// What this query gives.
    record Selected(String sql) implements Choice {}
  }

  /// What a person's word for data means: a JDBC URL, a database file (known by its first bytes),
  /// or files.
  ///
  /// @param choice what to read of a database
  /// @param driver the jar of a JDBC driver
  /// @throws DataException if files are named together with a table
  static TableSource of(String data, Optional<Choice> choice, Optional<Path> driver) {
    if (data.toLowerCase(Locale.ROOT).startsWith("jdbc:")) {
      return new Jdbc(data, choice, driver);
    }
    String head = FirstBytes.of(data);
    if (head.startsWith("SQLite format 3")) {
      return new Jdbc("jdbc:sqlite:" + data, choice, driver);
    }
    if (head.startsWith("DUCK", 8)) {
      return new Database(Path.of(data), choice);
    }
    if (choice.isPresent()) {
      throw new DataException(
          data + " is no database, of which a table or a query could be read; leave that out");
    }
    return new Files(data);
  }
}
