package org.denpan.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.denpan.DenpanException;
import org.denpan.data.Column;
import org.denpan.data.Csv;
import org.denpan.data.DataException;

/// CSV data as the command line names it.
final class CsvFiles {
  /// What messages advise, and the option for it.
  private static final Map<String, String> OPTIONS =
      Map.of(
          "name it as a missing value", "--missing",
          "read the column as text", "--text",
          "say that there is no header", "--no-header",
          "set another quote", "--quote");

  private CsvFiles() {}

  /// @param texts which columns to read as texts, by name
  static NamedData read(Path file, ReadingOptions reading, Predicate<String> texts) {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      return read(bytes(file), file.toString(), reading, texts); // a pipe can be read only once
    }
    Csv.Parsed parsed = parse(options -> Csv.parse(file, options), reading, texts);
    return data(parsed, Fingerprint.of(List.of(file)));
  }

  /// @param name what to call the bytes in messages
  static NamedData read(
      byte[] bytes, String name, ReadingOptions reading, Predicate<String> texts) {
    Csv.Parsed parsed =
        parse(options -> Csv.parse(name, new ByteArrayInputStream(bytes), options), reading, texts);
    return data(parsed, Fingerprint.of(bytes));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + DenpanException.reason(e), e);
    }
  }

  /// Reads; and once more where a column that is to be of texts was taken for something else.
  private static Csv.Parsed parse(
      Function<Csv.Options, Csv.Parsed> reader, ReadingOptions reading, Predicate<String> texts) {
    Function<Csv.Options, Csv.Parsed> read =
        options -> {
          try {
            return reader.apply(options);
          } catch (DataException e) {
            throw advised(e);
          }
        };
    Csv.Options options = reading.csv();
    Csv.Parsed parsed = read.apply(options);
    Set<String> mistaken = new TreeSet<>();
    for (Column column : parsed.table().columns()) {
      if (!(column instanceof Column.Categories) && texts.test(column.name())) {
        mistaken.add(column.name());
      }
    }
    if (mistaken.isEmpty()) {
      return parsed;
    }
    mistaken.addAll(options.text());
    return read.apply(options.withText(mistaken));
  }

  /// The message, with the options that do what it advises.
  static DataException advised(DataException e) {
    String message = String.valueOf(e.getMessage());
    for (Map.Entry<String, String> advice : OPTIONS.entrySet()) {
      String told = advice.getKey() + " (" + advice.getValue() + ")";
      message = message.contains(told) ? message : message.replace(advice.getKey(), told);
    }
    return new DataException(message, e);
  }

  private static NamedData data(Csv.Parsed parsed, String sha256) {
    return new NamedData(
        parsed.table().name(),
        format(parsed.format()),
        Optional.of(sha256),
        parsed.table(),
        Optional.empty());
  }

  private static String format(Csv.Format format) {
    String delimiter =
        switch (format.delimiter()) {
          case ',' -> "commas";
          case ';' -> "semicolons";
          case '\t' -> "tabs";
          default -> "'" + format.delimiter() + "'";
        };
    return "CSV, %s between values, %s%s"
        .formatted(
            delimiter,
            format.header() ? "header in line " + format.firstLine() : "no header",
            format.encoding().equals("UTF-8") ? "" : ", " + format.encoding());
  }
}
