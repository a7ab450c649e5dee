package org.denpan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.denpan.data.Csv;
import org.denpan.tables.TableSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How data are to be read: what of a database, and by what; and how a CSV file, where what is
/// detected is wrong.
@Command
final class ReadingOptions {
  @Option(
      names = "--sql",
      paramLabel = "QUERY",
      description =
          "The data are what this query gives: in place of DATA with files as tables, as in"
              + " \"select * from 'a.parquet' join 'b.csv' using (id)\"; or of the database that is"
              + " DATA.")
  @Nullable String sql;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table or view of the database that is DATA, if it has several.")
  @Nullable String table;

  @Option(
      names = "--driver",
      paramLabel = "JAR",
      description = "The JDBC driver of the database that is DATA.")
  @Nullable Path driver;

  @Option(
      names = "--reader",
      paramLabel = "READER",
      description = "What reads CSV files: java (the default) or duckdb.")
  @Nullable String reader;

  @Option(
      names = "--delimiter",
      paramLabel = "CHARACTER",
      description = "What stands between values, such as ';' or tab; detected.")
  @Nullable String delimiter;

  @Option(
      names = "--quote",
      paramLabel = "CHARACTER",
      description = "What stands around values, or none; detected.")
  @Nullable String quote;

  @Option(
      names = "--header",
      negatable = true,
      description = "Whether the first line holds the names; detected.")
  @Nullable Boolean header;

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      description = "More texts that stand for a missing value, beside ?, NA, null and the like.",
      split = ",")
  List<String> missing = List.of();

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      description = "Columns that are texts although they look like numbers.",
      split = ",")
  List<String> text = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// Refuses what does not go together, and that there are no data.
  void check(String data) {
    csv();
    if (data.isEmpty() && sql == null) {
      throw wrong("Missing required parameter: 'DATA'");
    }
    if (sql != null && table != null) {
      throw wrong("--sql and --table exclude each other: write the table into the query");
    }
    if (reader != null && !reader.equals("java") && !reader.equals("duckdb")) {
      throw wrong("--reader is either java or duckdb, got " + reader);
    }
  }

  /// Whether the data are a query's, with files as tables.
  boolean isQuery(String data) {
    return sql != null && data.isEmpty();
  }

  /// The same for data that are read beside DATA, which the query and the table are not for.
  ReadingOptions others() {
    ReadingOptions others = new ReadingOptions();
    others.driver = driver;
    others.reader = reader;
    others.delimiter = delimiter;
    others.quote = quote;
    others.header = header;
    others.missing = missing;
    others.text = text;
    others.spec = spec;
    return others;
  }

  /// What is to be read of a database, where that was said.
  Optional<TableSource.Choice> choice() {
    if (sql != null) {
      return Optional.of(new TableSource.Choice.Selected(sql));
    }
    return Optional.ofNullable(table).map(TableSource.Choice.Named::new);
  }

  /// Where the data come from, for what the tables module reads.
  TableSource source(String data) {
    return isQuery(data)
        ? new TableSource.Query(Objects.requireNonNull(sql))
        : TableSource.of(data, choice(), Optional.ofNullable(driver));
  }

  /// What was typed, as the readers of CSV take it.
  Csv.Options csv() {
    Csv.Options options = Csv.Options.detect().withText(Set.copyOf(text));
    if (header != null) {
      options = options.withHeader(header);
    }
    if (delimiter != null) {
      options = options.withDelimiter(character("--delimiter", delimiter));
    }
    if (quote != null) {
      boolean none = quote.equals("none");
      options = options.withQuote(none ? Csv.Options.NO_QUOTE : character("--quote", quote));
    }
    if (!missing.isEmpty()) {
      options = options.withAlsoMissing(Set.copyOf(missing));
    }
    return options;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private char character(String option, String typed) {
    String meant = typed.equals("\\t") || typed.equals("tab") ? "\t" : typed;
    if (meant.length() != 1) {
      throw wrong(option + " must be one character, or tab; got '" + typed + "'");
    }
    return meant.charAt(0);
  }
}
