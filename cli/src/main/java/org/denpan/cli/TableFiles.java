package org.denpan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.denpan.Seed;
import org.denpan.Words;
import org.denpan.data.DataException;
import org.denpan.data.Datasets;
import org.denpan.data.Intake;
import org.denpan.tables.TableOptions;
import org.denpan.tables.TableReader;
import org.denpan.tables.Tables;

/// Data that are more than a plain CSV file, as the command line names them: Parquet, JSON, several
/// files, queries, databases.
final class TableFiles {
  private static final Pattern ELSEWHERE = Pattern.compile("(?i)(jdbc:|https?://).*");
  private static final Pattern OTHER_FORMAT =
      Pattern.compile(
          "(?i).*\\.(parquet|parq|pq|json|jsonl|ndjson|duckdb|db|sqlite3?|zstd?)(\\.gz)?");
  private static final Pattern SEVERAL = Pattern.compile(".*[*?\\[].*");

  private static final Pattern CSV = Pattern.compile("(?i).*\\.(csv|tsv|txt)(\\.gz)?");

  /// By how much text is usually compressed.
  private static final int USUAL_RATIO = 4;

  /// Rows that stand for all of a table beyond memory.
  private static final int SAMPLE = 100_000;

  private TableFiles() {}

  /// Whether these data are read here, and not by the core.
  static boolean reads(String data, ReadingOptions reading) {
    if (ELSEWHERE.matcher(data).matches() || reading.choice().isPresent()) {
      return true;
    }
    Optional<Path> path = path(data);
    if (path.filter(Files::isDirectory).isPresent() || "java".equals(reading.reader)) {
      return false;
    }
    boolean several = SEVERAL.matcher(data).matches() && path.filter(Files::exists).isEmpty();
    return several || "duckdb".equals(reading.reader) || otherFormat(data);
  }

  private static boolean otherFormat(String data) {
    return OTHER_FORMAT.matcher(data).matches();
  }

  private static Optional<Path> path(String data) {
    try {
      return Optional.of(Path.of(data));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Opens data to be read piece by piece.
  ///
  /// @param texts columns to read as texts where they occur
  /// @throws DataException if there are no such data, or they cannot be read
  static TableReader open(String data, ReadingOptions reading, Predicate<String> texts) {
    try {
      Predicate<String> all = texts.or(reading.text::contains);
      return Tables.open(reading.source(data), new TableOptions(reading.csv(), all));
    } catch (DataException e) {
      throw CsvFiles.advised(e);
    }
  }

  /// Whether a CSV file is so large that it is read piece by piece.
  static boolean exceeds(String data, ReadingOptions reading, MemoryOptions.Budget budget) {
    if ("java".equals(reading.reader) || Datasets.names().contains(data)) {
      return false;
    }
    try {
      Optional<Path> file = path(data).filter(Files::isRegularFile);
      return file.isPresent()
          && CSV.matcher(data).matches()
          && Files.size(file.get()) * (data.endsWith(".gz") ? USUAL_RATIO : 1) > budget.bytes();
    } catch (IOException e) {
      return false; // whoever reads it will say what is wrong
    }
  }

  /// Reads all of them, into memory or, beyond a budget, into a scratch file.
  ///
  /// @param texts columns to read as texts where they occur
  /// @throws DataException if there are no such data, or they cannot be read
  static NamedData read(
      String data,
      ReadingOptions reading,
      Predicate<String> texts,
      MemoryOptions.Budget budget,
      Streams streams) {
    try (TableReader reader = open(data, reading, texts);
        Counted counted = new Counted(streams, "reading")) {
      TableReader.About about = reader.about();
      CompletableFuture<Optional<String>> sha256 =
          CompletableFuture.supplyAsync(() -> sha256(about.files()));
      Intake intake = Intake.of(reader, budget.bytes(), budget.scratch(), counted);
      say(about, streams);
      return switch (intake) {
        case Intake.InMemory m ->
            new NamedData(about.name(), about.format(), sha256.join(), m.table(), Optional.empty());
        case Intake.Beyond b ->
            new NamedData(
                about.name(),
                about.format(),
                sha256.join(),
                b.spool().spread(SAMPLE, new Seed(0).stream("shown")),
                Optional.empty(),
                Optional.of(b.spool()));
      };
    } catch (DataException e) {
      throw CsvFiles.advised(e);
    }
  }

  /// Says which columns are not read.
  static void say(TableReader.About about, Streams streams) {
    if (!about.leftOut().isEmpty()) {
      List<String> columns =
          about.leftOut().entrySet().stream()
              .map(e -> "'%s' (%s)".formatted(e.getKey(), e.getValue()))
              .toList();
      streams.say("not read, for what they hold: " + Words.list(columns));
    }
  }

  private static Optional<String> sha256(List<Path> files) {
    return files.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.of(files));
  }
}
