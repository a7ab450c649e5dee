package org.denpan.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.denpan.Words;
import org.denpan.data.DataException;

/// Opens what DuckDB reads.
final class DuckReader {
  private DuckReader() {}

  /// What may fail in DuckDB's words.
  @FunctionalInterface
  private interface Step {
    DuckRelation relation() throws SQLException;
  }

  static TableReader open(TableSource.Files source, TableOptions options) {
    Duck duck = Duck.inMemory();
    return open(duck, source.name(), options, () -> DuckFiles.relation(duck, source, options));
  }

  static TableReader open(TableSource.Query source, TableOptions options) {
    Duck duck = Duck.inMemory();
    return open(duck, source.name(), options, () -> query(duck, source.name(), source.sql()));
  }

  static TableReader open(TableSource.Database source, TableOptions options) {
    Duck duck = Duck.on(source.file());
    return open(duck, source.name(), options, () -> database(duck, source));
  }

  private static TableReader open(Duck duck, String name, TableOptions options, Step step) {
    try {
      return reader(duck, step.relation(), options);
    } catch (SQLException e) {
      duck.close();
      throw DuckMessages.of(name, e);
    } catch (RuntimeException e) {
      duck.close();
      throw e;
    }
  }

  private static TableReader reader(Duck duck, DuckRelation relation, TableOptions options) {
    options.checkTexts(
        relation.name(), relation.columns().stream().map(Duck.Described::name).toList());
    List<DuckColumn> columns = new ArrayList<>();
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (Duck.Described column : relation.columns()) {
      boolean asText = options.texts().test(column.name());
      Optional<DuckColumn> ours =
          DuckColumn.of(column.name(), column.type(), asText, relation.meaning());
      if (ours.isPresent()) {
        columns.add(ours.get());
        types.put(column.name(), column.type());
      } else {
        leftOut.put(
            column.name(),
            (column.type().length() > 40 ? column.type().substring(0, 40) + "…" : column.type()));
      }
    }
    if (columns.isEmpty()) {
      throw new DataException(relation.name() + " has no column that can be used: " + leftOut);
    }
    TableReader.About about =
        new TableReader.About(
            relation.table(), relation.format(), relation.files(), types, leftOut);
    return new TableReader(about, new DuckPieces(duck, relation.table(), relation, columns));
  }

  /// On one thread, because DuckDB promises no order of a query's rows on several.
  private static DuckRelation query(Duck duck, String name, String sql) throws SQLException {
    duck.run("SET threads = 1");
    String from = "(" + sql.strip().replaceFirst(";+$", "") + "\n) AS query";
    return new DuckRelation(
        name, "query", "SQL", List.of(), from, duck.describe(from), UnaryOperator.identity());
  }

  private static DuckRelation database(Duck duck, TableSource.Database source) throws SQLException {
    Path last = source.file().getFileName();
    String file = last == null ? source.name() : last.toString();
    return switch (source.choice().orElse(null)) {
      case TableSource.Choice.Selected(String sql) -> {
        DuckRelation query = query(duck, source.name(), sql);
        yield relation(duck, source, file, query.from(), "DuckDB database, SQL");
      }
      case TableSource.Choice.Named(String table) ->
          relation(
              duck,
              source,
              file,
              Duck.name(known(source.name(), tables(duck), table)),
              "DuckDB database, table " + table);
      case null -> {
        String table = only(source.name(), tables(duck));
        yield relation(duck, source, file, Duck.name(table), "DuckDB database, table " + table);
      }
    };
  }

  private static DuckRelation relation(
      Duck duck, TableSource.Database source, String table, String from, String format)
      throws SQLException {
    return new DuckRelation(
        source.name(),
        table,
        format,
        List.of(source.file()),
        from,
        duck.describe(from),
        UnaryOperator.identity());
  }

  private static List<String> tables(Duck duck) throws SQLException {
    String sql =
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1";
    return duck.rows(sql).stream().map(List::getFirst).toList();
  }

  /// The table of this name.
  ///
  /// @throws DataException naming the nearest where there is none
  static String known(String source, List<String> tables, String wanted) {
    if (!tables.contains(wanted)) {
      throw new DataException(
          "%s has no table '%s'; %s".formatted(source, wanted, Words.suggestion(wanted, tables)));
    }
    return wanted;
  }

  /// The one table that there is.
  ///
  /// @throws DataException if there are none, or several
  static String only(String source, List<String> tables) {
    if (tables.size() != 1) {
      throw new DataException(
          tables.isEmpty()
              ? source + " holds no tables"
              : String.format(
                  Locale.ROOT,
                  "%s holds %,d tables; name one: %s",
                  source,
                  tables.size(),
                  Words.list(tables)));
    }
    return tables.getFirst();
  }
}
