package org.denpan.tables;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.denpan.data.DataException;
import org.duckdb.DuckDBDriver;

/// A DuckDB of our own within this process: it loads no extensions, so it has no network, keeps
/// rows in their order, and hands results over while it reads on.
final class Duck implements AutoCloseable {
  private final Connection connection;

  private Duck(Connection connection) {
    this.connection = connection;
  }

  /// With nothing in it; files are its tables.
  static Duck inMemory() {
    return open("");
  }

  /// With the tables of a database file, which is not changed.
  ///
  /// @throws DataException if it cannot be opened, or DuckDB is not there
  static Duck on(Path database) {
    return open(database.toString());
  }

  private static Duck open(String database) {
    Properties settings = new Properties();
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    if (!database.isEmpty()) {
      settings.setProperty("duckdb.read_only", "true");
    }
    try {
      Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + database, settings);
      Duck duck = new Duck(connection);
      duck.run("SET temp_directory = " + text(System.getProperty("java.io.tmpdir", ".")));
      duck.run("SET TimeZone = 'UTC'"); // for times without a zone
      return duck;
    } catch (SQLException e) {
      throw DuckMessages.of(database, e);
    } catch (NoClassDefFoundError | UnsatisfiedLinkError e) {
      throw new DataException(
          "DuckDB, which reads everything but plain CSV, is not there: put the jar of"
              + " org.duckdb:duckdb_jdbc from Maven Central on the class path; the command looks"
              + " for it in lib/duckdb_jdbc.jar beside denpan.jar ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  Connection connection() {
    return connection;
  }

  /// Runs a statement that has no result.
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// A column's name and its type, in DuckDB's words.
  record Described(String name, String type) {}

  /// The columns of what could stand after FROM.
  List<Described> describe(String relation) throws SQLException {
    List<Described> columns = new ArrayList<>();
    for (List<String> row : rows("DESCRIBE SELECT * FROM " + relation)) {
      columns.add(new Described(row.get(0), row.get(1)));
    }
    return columns;
  }

  /// A small result as texts; NULL is empty.
  List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(Optional.ofNullable(result.getString(i)).orElse(""));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /// A text as SQL writes it.
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// A name as SQL writes it.
  static String name(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /// Texts as a list.
  static String list(List<String> texts) {
    return texts.stream().map(Duck::text).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // nothing was written, so nothing is lost
    }
  }
}
