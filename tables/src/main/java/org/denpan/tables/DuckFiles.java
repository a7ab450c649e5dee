package org.denpan.tables;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.denpan.Words;
import org.denpan.data.DataException;

/// Files of one format, as DuckDB reads them.
final class DuckFiles {
  /// Rows that tell what a column holds.
  private static final int SAMPLE = 20_480;

  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d(:?\\d\\d)?)?";

  private DuckFiles() {}

  static DuckRelation relation(Duck duck, TableSource.Files source, TableOptions options)
      throws SQLException {
    List<Path> files = files(duck, source.pattern());
    files.stream().filter(DuckFiles::isZstd).forEach(ZstdFrames::check);
    String name = source.pattern();
    return switch (format(files.getFirst())) {
      case "parquet" -> {
        List<Duck.Described> columns =
            columns(
                files, options.texts(), file -> duck.describe(parquet(List.of(file.toString()))));
        yield relation(name, "Parquet", files, parquet(texts(files)), columns);
      }
      case "json" -> {
        List<Duck.Described> columns = columns(files, options.texts(), file -> json(duck, file));
        yield relation(name, "JSON", files, json(texts(files)), columns);
      }
      default -> DuckCsv.relation(duck, name, files, options);
    };
  }

  private static DuckRelation relation(
      String name, String format, List<Path> files, String from, List<Duck.Described> columns) {
    return new DuckRelation(
        name, table(files), format + count(files), files, from, columns, UnaryOperator.identity());
  }

  /// `, 12 files`, where it is not one.
  static String count(List<Path> files) {
    return files.size() == 1 ? "" : String.format(Locale.ROOT, ", %,d files", files.size());
  }

  /// What the table of files is called.
  static String table(List<Path> files) {
    String first = String.valueOf(files.getFirst().getFileName());
    return files.size() == 1 ? first : first + " and others";
  }

  static List<String> texts(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  private static String parquet(List<String> files) {
    return "read_parquet(" + Duck.list(files) + ", union_by_name = true)";
  }

  private static String json(List<String> files) {
    return "read_json(" + Duck.list(files) + ", union_by_name = true)";
  }

  /// What a JSON file's columns hold. Texts that are all times in ISO 8601 are times, which DuckDB
  /// finds out only where all are written alike.
  private static List<Duck.Described> json(Duck duck, Path file) throws SQLException {
    String from = json(List.of(file.toString()));
    List<Duck.Described> columns = new ArrayList<>();
    for (Duck.Described column : duck.describe(from)) {
      columns.add(column.type().equals("VARCHAR") ? perhapsTime(duck, from, column) : column);
    }
    return columns;
  }

  private static Duck.Described perhapsTime(Duck duck, String from, Duck.Described column)
      throws SQLException {
    String name = Duck.name(column.name());
    String sql =
        "SELECT bool_and(regexp_full_match(c, '%s')), bool_or(regexp_matches(c, '(Z|[+-]..:?..)$'))"
                .formatted(TIME)
            + " FROM (SELECT %s AS c FROM %s WHERE c IS NOT NULL LIMIT %d)"
                .formatted(name, from, SAMPLE);
    List<String> found = duck.rows(sql).getFirst();
    return found.getFirst().equals("true")
        ? new Duck.Described(
            column.name(), found.get(1).equals("true") ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP")
        : column;
  }

  /// `parquet`, `json` or `csv`, by the name, else by the first bytes.
  private static String format(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String plain = name.replaceFirst("\\.(gz|zst|zstd)$", "");
    String extension = plain.substring(plain.lastIndexOf('.') + 1);
    return switch (extension) {
      case "parquet", "parq", "pq" -> "parquet";
      case "json", "jsonl", "ndjson" -> "json";
      default -> FirstBytes.of(file.toString()).startsWith("PAR1") ? "parquet" : "csv";
    };
  }

  static boolean isZstd(Path file) {
    return file.toString().matches("(?i).*\\.zstd?");
  }

  /// The files that a pattern stands for, by name.
  private static List<Path> files(Duck duck, String pattern) throws SQLException {
    if (pattern.matches("(?i)https?://.*")) {
      throw new DataException(pattern + " is a URL; reading uses no network: fetch the file first");
    }
    Path path = path(pattern);
    if (Files.isDirectory(path)) {
      throw new DataException(
          pattern + " is a directory; name the files in it, such as " + path.resolve("*.parquet"));
    }
    if (Files.exists(path)) {
      if (!Files.isReadable(path)) {
        throw new DataException(path + " may not be read: permission denied");
      }
      return List.of(path);
    }
    if (!pattern.matches(".*[*?\\[].*")) {
      throw new DataException("there is no file " + pattern);
    }
    List<Path> files =
        duck.rows("SELECT file FROM glob(" + Duck.text(pattern) + ") ORDER BY file").stream()
            .map(row -> Path.of(row.getFirst()))
            .toList();
    if (files.isEmpty()) {
      throw new DataException("no file's name matches " + pattern);
    }
    return files;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new DataException("'" + text + "' is no file's name: " + e.getReason(), e);
    }
  }

  /// Finds out the columns of a file.
  @FunctionalInterface
  interface Description {
    List<Duck.Described> of(Path file) throws SQLException;
  }

  /// The columns of all files together.
  ///
  /// @param texts columns that are read as texts, whatever the files hold
  /// @throws DataException naming the file where a column is missing or holds something else
  static List<Duck.Described> columns(
      List<Path> files, Predicate<String> texts, Description description) {
    Map<String, Duck.Described> whole = new LinkedHashMap<>();
    for (Path file : files) {
      List<Duck.Described> own = described(file, description);
      if (whole.isEmpty()) {
        own.forEach(c -> whole.put(c.name(), c));
      } else {
        agree(files.getFirst(), whole, texts, file, own);
      }
    }
    return List.copyOf(whole.values());
  }

  private static List<Duck.Described> described(Path file, Description description) {
    try {
      return description.of(file);
    } catch (SQLException e) {
      throw DuckMessages.of(file.toString(), e);
    }
  }

  /// Holds a file to the columns of the first, and widens their types where need be.
  private static void agree(
      Path first,
      Map<String, Duck.Described> whole,
      Predicate<String> texts,
      Path file,
      List<Duck.Described> own) {
    List<String> missing = new ArrayList<>(whole.keySet());
    for (Duck.Described column : own) {
      Duck.Described before =
          Optional.ofNullable(whole.get(column.name()))
              .orElseThrow(() ->
                  new DataException(
                      "%s has a column '%s', which %s has not; %s"
                          .formatted(
                              file,
                              column.name(),
                              first,
                              Words.suggestion(column.name(), whole.keySet()))));
      missing.remove(column.name());
      boolean same = DuckColumn.kind(before.type()).equals(DuckColumn.kind(column.type()));
      if (!same && texts.test(column.name())) {
        whole.put(column.name(), new Duck.Described(column.name(), "VARCHAR"));
        continue;
      }
      if (!same) {
        throw new DataException(
            "column '%s' is %s in %s, but %s in %s; make them the same, or read the column as text"
                .formatted(
                    column.name(),
                    DuckColumn.kind(before.type()),
                    first,
                    DuckColumn.kind(column.type()),
                    file));
      }
      whole.put(column.name(), wider(before, column));
    }
    if (!missing.isEmpty()) {
      throw new DataException(
          "%s lacks the column%s %s of %s"
              .formatted(file, missing.size() == 1 ? "" : "s", Words.list(missing), first));
    }
  }

  /// Of two types of one kind the one that takes both.
  private static Duck.Described wider(Duck.Described one, Duck.Described other) {
    if (one.type().equals(other.type())) {
      return one;
    }
    return switch (DuckColumn.kind(one.type())) {
      case "a number" -> new Duck.Described(one.name(), "DOUBLE");
      case "a time" ->
          new Duck.Described(
              one.name(),
              one.type().endsWith("ZONE") || other.type().endsWith("ZONE")
                  ? "TIMESTAMP WITH TIME ZONE"
                  : "TIMESTAMP");
      default -> new Duck.Described(one.name(), "VARCHAR");
    };
  }
}
