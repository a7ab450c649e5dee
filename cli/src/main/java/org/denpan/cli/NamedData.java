package org.denpan.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.denpan.Words;
import org.denpan.cli.chart.Figures;
import org.denpan.data.DataException;
import org.denpan.data.Datasets;
import org.denpan.data.Spool;
import org.denpan.data.Table;

/// Data as the command line names it: a built-in name, a file, a folder, or `-`.
///
/// A bare word that is a built-in name means the built-in set, also where a file is called so;
/// `./digits` means the file.
///
/// @param name what it is called: the built-in name, or the last part of the path
/// @param format how it is kept, in words
/// @param sha256 of the files' bytes as they are; empty for built-in sets
/// @param table all rows, but those of `ownTest`; some of them where there is more beyond memory
/// @param ownTest rows that the data itself keeps to test with
/// @param beyond all rows, where they are beyond memory
record NamedData(
    String name,
    String format,
    Optional<String> sha256,
    Table table,
    Optional<Table> ownTest,
    Optional<Spool> beyond) {
  static final String DESCRIPTION =
      "A built-in name (digits, xor, moons, spirals, blobs), a file (CSV, Parquet, JSON; .gz,"
          + " .zst), a pattern of such files, - for CSV from standard input, a database (DuckDB,"
          + " SQLite, jdbc:…), IDX images, a folder with the four MNIST files, or one of PNG"
          + " pictures by class.";

  /// Data that are in memory.
  NamedData(
      String name, String format, Optional<String> sha256, Table table, Optional<Table> ownTest) {
    this(name, format, sha256, table, ownTest, Optional.empty());
  }

  /// Data that may be beyond memory.
  ///
  /// @param texts columns to read as texts where they occur
  /// @throws DataException if there is no such data, or it cannot be read
  static NamedData open(
      String data,
      ReadingOptions reading,
      Predicate<String> texts,
      MemoryOptions.Budget budget,
      Streams streams) {
    return TableFiles.reads(data, reading) || TableFiles.exceeds(data, reading, budget)
        ? TableFiles.read(data, reading, texts, budget, streams)
        : open(data, reading, texts, streams);
  }

  /// @throws DataException if there is no such data, or it cannot be read
  static NamedData open(String data, ReadingOptions reading, Streams streams) {
    return open(data, reading, name -> false, streams);
  }

  /// @param texts columns to read as texts where they occur
  static NamedData open(
      String data, ReadingOptions reading, Predicate<String> texts, Streams streams) {
    if (reading.isQuery(data)) {
      return TableFiles.read(data, reading, texts, MemoryOptions.Budget.UNLIMITED, streams);
    }
    if (data.equals("-")) {
      return CsvFiles.read(Fingerprint.bytes(streams.in()), "standard input", reading, texts);
    }
    if (Datasets.names().contains(data)) {
      if (Files.exists(Path.of(data))) {
        streams.say(data + " means the built-in set; for the file of that name write ./" + data);
      }
      return new NamedData(
          data, "built in", Optional.empty(), Datasets.load(data), Optional.empty());
    }
    if (TableFiles.reads(data, reading)) {
      return TableFiles.read(data, reading, texts, MemoryOptions.Budget.UNLIMITED, streams);
    }
    Path path = Path.of(data);
    if (!Files.exists(path) && data.matches("\\w+")) {
      throw new DataException(
          "'%s' is neither a built-in set nor a file here; %s"
              .formatted(data, Words.suggestion(data, Datasets.names())));
    }
    if (PhotoFolder.isAt(path)) {
      return PhotoFolder.read(path, streams);
    }
    return ImageFiles.areAt(path) ? ImageFiles.read(path) : CsvFiles.read(path, reading, texts);
  }

  /// `churn.csv: CSV, header in line 1, commas between values; 300 rows, 4 columns`
  String describe() {
    int columns = table.columns().size();
    return "%s: %s; %s, %s"
        .formatted(name, format, Figures.count(rows(), "row"), Figures.count(columns, "column"));
  }

  /// What tells these data from others, under this name: `data`, `data_sha256`, `data_rows` and
  /// `data_columns`.
  Map<String, String> facts(String as) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(as, name);
    sha256.ifPresent(hash -> facts.put(as + "_sha256", hash));
    facts.put(as + "_rows", Integer.toString(rows()));
    facts.put(as + "_columns", Integer.toString(table.columns().size()));
    return facts;
  }

  /// All rows, those beyond memory too.
  int rows() {
    return beyond.map(Spool::rows).orElse(table.rows());
  }

  /// Says that only some rows are looked at, where that is so.
  void saySample(Streams streams) {
    if (beyond.isPresent()) {
      streams.say(
          "%s has %s, more than memory takes: %s of them, drawn evenly, are looked at"
              .formatted(name, Figures.count(rows(), "row"), Figures.count(table.rows())));
    }
  }

  /// The rows that a model trained on this data has not seen by rule; else all.
  Table forTest() {
    return ownTest.orElse(table);
  }
}
