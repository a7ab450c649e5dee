package org.denpan.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denpan.Words;
import org.denpan.data.Csv;
import org.denpan.data.DataException;

/// CSV files as DuckDB reads them: how they are written is found out as [Csv] does, what their
/// columns hold by DuckDB, from the first rows of each file.
final class DuckCsv {
  /// Numbers, ISO dates and times, texts: as in [Csv], `true` is a text.
  private static final String CANDIDATES =
      "auto_type_candidates = ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'VARCHAR'],"
          + " dateformat = '%Y-%m-%d'";

  private final Duck duck;
  private final Csv.Options options;
  private final Csv.Format format;
  private final Set<String> missing = new TreeSet<>();

  private DuckCsv(Duck duck, Csv.Options options, Csv.Format format) {
    this.duck = duck;
    this.options = options;
    this.format = format;
    missing.add("nan");
    options.missing().stream()
        .filter(text -> !text.isEmpty())
        .forEach(text -> missing.add(text.toLowerCase(Locale.ROOT)));
  }

  static DuckRelation relation(Duck duck, String name, List<Path> files, TableOptions options)
      throws SQLException {
    Csv.Options csv = options.csv();
    Csv.Format format = format(duck, files.getFirst(), csv);
    for (Path other : files.subList(1, files.size())) {
      refuseOther(files.getFirst(), format, other, format(duck, other, csv));
    }
    return new DuckCsv(duck, csv, format).relation(name, files, options);
  }

  private DuckRelation relation(String name, List<Path> files, TableOptions options)
      throws SQLException {
    List<Duck.Described> columns =
        DuckFiles.columns(files, options.texts(), file -> described(file, options));
    return new DuckRelation(
        name,
        DuckFiles.table(files),
        describe() + DuckFiles.count(files),
        files,
        reading(DuckFiles.texts(files), "auto_detect = false, columns = " + explicit(columns)),
        columns,
        this::meaning);
  }

  private String describe() {
    return "CSV by DuckDB, %s between values, %s"
        .formatted(
            format.delimiter() == '\t' ? "tabs" : "'" + format.delimiter() + "'",
            format.header() ? "header" : "no header");
  }

  /// What a file's columns hold, from its first rows.
  private List<Duck.Described> described(Path file, TableOptions options) throws SQLException {
    String texts =
        format.names().stream()
            .filter(c -> options.csv().text().contains(c) || options.texts().test(c))
            .map(c -> Duck.text(c) + ": 'VARCHAR'")
            .collect(Collectors.joining(", ", "{", "}"));
    List<String> one = List.of(file.toString());
    String types = texts.equals("{}") ? "" : ", types = " + texts;
    try {
      List<Duck.Described> columns =
          duck.describe(
              reading(one, "names = " + Duck.list(format.names()) + ", " + CANDIDATES + types));
      if (columns.size() != format.names().size()) {
        readAll(one); // rows of different lengths mislead
      }
      return columns;
    } catch (SQLException e) {
      readAll(one);
      throw e;
    }
  }

  /// DuckDB says where the trouble is when it reads, not when it looks at the first rows.
  private void readAll(List<String> files) throws SQLException {
    List<Duck.Described> texts =
        format.names().stream().map(name -> new Duck.Described(name, "VARCHAR")).toList();
    duck.run(
        "CREATE OR REPLACE TEMP TABLE counted AS SELECT count(*) FROM "
            + reading(files, "auto_detect = false, columns = " + explicit(texts)));
  }

  private static String explicit(List<Duck.Described> columns) {
    return columns.stream()
        .map(c -> Duck.text(c.name()) + ": " + Duck.text(c.type()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String reading(List<String> files, String more) {
    boolean quoted = format.quote() != Csv.Options.NO_QUOTE;
    String quote = quoted ? Duck.text(String.valueOf(format.quote())) : "''";
    String marks = Duck.list(marks());
    return "read_csv(%s, delim = %s, quote = %s, escape = %s, header = %s, nullstr = %s%s%s, %s)"
        .formatted(
            Duck.list(files),
            Duck.text(String.valueOf(format.delimiter())),
            quote,
            quote,
            format.header(),
            marks,
            format.firstLine() > 1 ? ", skip = " + (format.firstLine() - 1) : "",
            format.encoding().startsWith("UTF-16") ? ", encoding = 'utf-16'" : "",
            more);
  }

  /// What DuckDB takes for a missing value in a column of numbers or times: it compares letter by
  /// letter, and with the spaces around, of which numbers may have any.
  private List<String> marks() {
    Set<String> marks = new TreeSet<>(List.of(""));
    for (String mark : missing) {
      marks.add(mark);
      marks.add(mark.toUpperCase(Locale.ROOT));
      marks.add(mark.substring(0, 1).toUpperCase(Locale.ROOT) + mark.substring(1));
    }
    marks.addAll(options.missing());
    marks.add("NaN");
    return marks.stream().flatMap(m -> Stream.of(m, " " + m, m + " ")).distinct().toList();
  }

  /// Spaces around a text are none of it, and some texts mean that there is no value.
  private String meaning(String text) {
    String stripped = text.strip();
    return missing.contains(stripped.toLowerCase(Locale.ROOT)) ? "" : stripped;
  }

  private static Csv.Format format(Duck duck, Path file, Csv.Options options) throws SQLException {
    if (!DuckFiles.isZstd(file)) {
      return Csv.detect(file, options);
    }
    return sniffed(duck, file, options);
  }

  /// As DuckDB finds it out: the core cannot unpack zstd.
  private static Csv.Format sniffed(Duck duck, Path file, Csv.Options options) throws SQLException {
    String given =
        options.delimiter().map(d -> ", delim = " + Duck.text(d.toString())).orElse("")
            + options.header().map(h -> ", header = " + h).orElse("");
    List<String> found =
        duck.rows(
                "SELECT delimiter, quote, hasheader FROM sniff_csv("
                    + Duck.text(file.toString())
                    + given
                    + ")")
            .getFirst();
    List<String> names =
        duck
            .rows(
                "DESCRIBE SELECT * FROM read_csv("
                    + Duck.text(file.toString())
                    + given
                    + ", all_varchar = true)")
            .stream()
            .map(List::getFirst)
            .toList();
    char quote = found.get(1).isEmpty() ? '"' : found.get(1).charAt(0);
    return new Csv.Format(
        "UTF-8",
        found.get(0).charAt(0),
        options.quote().orElse(quote == '\0' || quote == '(' ? '"' : quote),
        false,
        Boolean.parseBoolean(found.get(2)),
        1,
        names);
  }

  private static void refuseOther(Path first, Csv.Format one, Path file, Csv.Format other) {
    Optional<String> difference =
        one.delimiter() != other.delimiter()
            ? Optional.of("other delimiters")
            : one.header() != other.header()
                ? Optional.of(other.header() ? "a header" : "no header")
                : one.names().equals(other.names())
                    ? Optional.empty()
                    : Optional.of("other columns: " + Words.list(other.names()));
    if (difference.isPresent()) {
      throw new DataException(
          "%s has %s than %s: files that are read together must be alike"
              .formatted(file, difference.get(), first)
              .replace("a header than", "a header, unlike")
              .replace("no header than", "no header, unlike"));
    }
  }
}
