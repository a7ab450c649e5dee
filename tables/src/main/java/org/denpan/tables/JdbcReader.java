package org.denpan.tables;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.denpan.data.DataException;

/// Opens what a JDBC driver reads.
final class JdbcReader {
  private static final int FETCH = 10_000;

  private JdbcReader() {}

  /// @throws DataException if there is no driver, or the database refuses
  static TableReader open(TableSource.Jdbc source, TableOptions options) {
    Connection connection = connect(source);
    try {
      return reader(source, connection, options);
    } catch (SQLException e) {
      close(connection);
      throw problem(source, e);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private static TableReader reader(
      TableSource.Jdbc source, Connection connection, TableOptions options) throws SQLException {
    String sql =
        switch (source.choice().orElse(null)) {
          case TableSource.Choice.Selected(String query) -> query.strip().replaceFirst(";+$", "");
          case TableSource.Choice.Named(String table) ->
              select(connection, DuckReader.known(source.name(), tables(connection), table));
          case null -> select(connection, DuckReader.only(source.name(), tables(connection)));
        };
    connection.setAutoCommit(false); // else some drivers fetch all rows at once
    Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(FETCH);
    ResultSet rows = statement.executeQuery(sql);
    ResultSetMetaData meta = rows.getMetaData();
    List<JdbcColumn> columns = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String name = meta.getColumnLabel(i);
      names.add(name);
      String type = meta.getColumnTypeName(i);
      Optional<JdbcColumn.Kind> kind = kind(meta.getColumnType(i), type);
      if (kind.isEmpty()) {
        leftOut.put(name, type);
        continue;
      }
      boolean asText = options.texts().test(name);
      columns.add(
          new JdbcColumn(name, i, asText ? JdbcColumn.Kind.TEXT : kind.get(), source.name()));
    }
    options.checkTexts(source.name(), names);
    if (columns.isEmpty()) {
      throw new DataException(source.name() + " has no column that can be used: " + leftOut);
    }
    String table = source.url().replaceFirst("[?;].*", "").replaceFirst(".*[/:\\\\]", "");
    String format = connection.getMetaData().getDatabaseProductName() + " through JDBC";
    return new TableReader(
        new TableReader.About(table, format, List.of(), Map.of(), leftOut),
        new JdbcPieces(source, table, connection, rows, columns));
  }

  private static Optional<JdbcColumn.Kind> kind(int type, String typeName) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          Optional.of(JdbcColumn.Kind.NUMBER);
      case Types.BOOLEAN, Types.BIT -> Optional.of(JdbcColumn.Kind.TRUTH);
      case Types.DATE -> Optional.of(JdbcColumn.Kind.DAY);
      case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(JdbcColumn.Kind.ZONED);
      case Types.TIMESTAMP ->
          Optional.of(
              typeName.equalsIgnoreCase("timestamptz")
                  ? JdbcColumn.Kind.ZONED
                  : JdbcColumn.Kind.TIME);
      case Types.BINARY,
          Types.VARBINARY,
          Types.LONGVARBINARY,
          Types.BLOB,
          Types.ARRAY,
          Types.STRUCT,
          Types.JAVA_OBJECT ->
          Optional.empty();
      default -> Optional.of(JdbcColumn.Kind.TEXT);
    };
  }

  private static String select(Connection connection, String table) throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString().strip();
    return "SELECT * FROM " + quote + table.replace(quote, quote + quote) + quote;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    String[] kinds = {"TABLE", "BASE TABLE", "VIEW"};
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "%", kinds)) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static Connection connect(TableSource.Jdbc source) {
    try {
      for (Driver driver : ServiceLoader.load(Driver.class, loader(source))) {
        if (driver.acceptsURL(source.url())) {
          Connection connection = driver.connect(source.url(), new Properties());
          if (connection != null) {
            return connection;
          }
        }
      }
    } catch (SQLException e) {
      throw problem(source, e);
    }
    String kind = source.url().replaceFirst("(?i)^jdbc:(\\w+).*", "$1");
    throw new DataException(
        String.format(
            Locale.ROOT,
            "%s: there is no JDBC driver for %s; fetch its jar and name it with --driver%s",
            source.name(),
            kind,
            switch (kind.toLowerCase(Locale.ROOT)) {
              case "sqlite" -> " (org.xerial:sqlite-jdbc on Maven Central)";
              case "postgresql" -> " (org.postgresql:postgresql on Maven Central)";
              default -> "";
            }));
  }

  private static ClassLoader loader(TableSource.Jdbc source) {
    ClassLoader own = JdbcReader.class.getClassLoader();
    if (source.driver().isEmpty()) {
      return own;
    }
    Path jar = source.driver().get();
    if (!Files.isRegularFile(jar)) {
      throw new DataException("there is no driver " + jar + "; name a jar file");
    }
    try {
      // not closed: the driver loads classes as long as it is used
      return new URLClassLoader(new URL[] {jar.toUri().toURL()}, own);
    } catch (MalformedURLException e) {
      throw new DataException(jar + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  static DataException problem(TableSource.Jdbc source, SQLException problem) {
    String message = String.valueOf(problem.getMessage()).strip().replaceAll("\\s+", " ");
    return new DataException(source.name() + " says: " + message, problem);
  }

  static void close(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // nothing was changed
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // nothing was changed
    }
  }
}
