package org.denpan.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.denpan.Words;

/// Reads delimited text: CSV as RFC 4180 describes it, and what is found in the wild.
///
/// What the file does not say is detected from its first thousand rows, and may be set instead:
///
/// - The *delimiter* is the one of tab, `;`, `,`, `|` that gives most rows the same number of
///   fields, more than one. Of equals the first is taken.
/// - The *quote* is `"`, or `'` where values begin with it, all are closed, and no `"` occurs.
/// - The first row is a *header* unless it holds a number or a missing value's marker. It also has
///   to stand above a column of numbers only, or be made of different texts that do not occur again
///   in their columns. Without a header the columns are named `column1`, `column2`, …; so are
///   columns with a blank name.
/// - A column is one of *numbers* if all values in the file are finite decimal numbers or missing,
///   else one of *times* if all are ISO dates or times (`2026-03-09`, `2026-03-09T14:30:00Z`, a
///   blank for the T), else one of texts. A column of numbers but for a few values (at most 5 %,
///   beside 20 numbers or more) is refused rather than guessed.
/// - *Missing* are nothing at all, `NaN` and, in any case, the texts of [Options#MISSING].
///
/// Encoded in UTF-8, or UTF-16 with a byte order mark; lines may end in LF, CRLF or CR. Gzip is
/// unpacked. Spaces around unquoted values and blank lines are skipped. Lines are counted from 1,
/// as an editor does, header and lines inside of quotes included; a row is named by its first line.
public final class Csv {
  private Csv() {}

  /// How to read, where it is not to be detected.
  ///
  /// @param header whether the first row holds the names
  /// @param delimiter what stands between values
  /// @param quote what stands around values that contain the delimiter, or [#NO_QUOTE]
  /// @param missing the texts that stand for a missing value, beside nothing at all and `NaN`
  /// @param text the columns that are texts whatever they hold
  public record Options(
      Optional<Boolean> header,
      Optional<Character> delimiter,
      Optional<Character> quote,
      Set<String> missing,
      Set<String> text) {
    /// What stands for a missing value if nothing else is said; upper and lower case are the same.
    public static final Set<String> MISSING = Set.of("?", "NA", "N/A", "NaN", "null");

    /// For files in which quotes are characters like others.
    public static final char NO_QUOTE = '\0';

    /// @throws DataException if delimiter and quote are the same or a line break
    public Options {
      missing = Set.copyOf(missing);
      text = Set.copyOf(text);
      if (delimiter.isPresent() && delimiter.equals(quote)) {
        throw new DataException(
            "delimiter and quote are both '" + delimiter.get() + "'; they must differ");
      }
      refuseLineBreak("delimiter", delimiter);
      refuseLineBreak("quote", quote);
    }

    private static void refuseLineBreak(String what, Optional<Character> character) {
      if (character.filter(c -> c == '\n' || c == '\r').isPresent()) {
        throw new DataException("the " + what + " must not be a line break, which ends a row");
      }
    }

    /// Detects everything.
    public static Options detect() {
      return new Options(Optional.empty(), Optional.empty(), Optional.empty(), MISSING, Set.of());
    }

    public Options withHeader(boolean present) {
      return new Options(Optional.of(present), delimiter, quote, missing, text);
    }

    public Options withDelimiter(char character) {
      return new Options(header, Optional.of(character), quote, missing, text);
    }

    public Options withQuote(char character) {
      return new Options(header, delimiter, Optional.of(character), missing, text);
    }

    /// These texts instead of the ones before.
    public Options withMissing(Set<String> markers) {
      return new Options(header, delimiter, quote, markers, text);
    }

    /// These texts beside the ones before.
    public Options withAlsoMissing(Set<String> markers) {
      Set<String> all = new TreeSet<>(missing);
      all.addAll(markers);
      return withMissing(all);
    }

    /// These columns are texts whatever they hold, such as codes made of digits.
    public Options withText(Set<String> columns) {
      return new Options(header, delimiter, quote, missing, columns);
    }
  }

  /// How a file is written.
  ///
  /// @param encoding `UTF-8`, `UTF-16LE` or `UTF-16BE`
  /// @param spaced whether spaces stand outside of quotes
  /// @param header whether the first row holds the names
  /// @param firstLine the line of the first row, which blank lines may precede
  /// @param names of the columns, read or made up
  public record Format(
      String encoding,
      char delimiter,
      char quote,
      boolean spaced,
      boolean header,
      long firstLine,
      List<String> names) {
    public Format {
      names = List.copyOf(names);
    }
  }

  /// A table and how it was written.
  public record Parsed(Table table, Format format) {}

  /// Reads a file, detecting how it is written.
  ///
  /// @throws DataException as [#parse(Path, Options)] does
  public static Table read(Path file) {
    return read(file, Options.detect());
  }

  /// Reads a file, detecting what the options leave open.
  ///
  /// @throws DataException as [#parse(Path, Options)] does
  public static Table read(Path file, Options options) {
    return parse(file, options).table();
  }

  /// Finds out how a file is written, from its beginning alone.
  ///
  /// @throws DataException if the file cannot be read, is empty or no text, or names repeat
  public static Format detect(Path file, Options options) {
    return new CsvSniffer(new CsvText(Source.of(file)), options).detect();
  }

  /// Reads a file and tells how it was written.
  ///
  /// @throws DataException naming file, line and column where there are such: if the file cannot be
  ///   read, is empty, no text, or without rows; for names that repeat, rows of different lengths,
  ///   quotes that are not closed, infinite numbers, and texts in a column of numbers
  public static Parsed parse(Path file, Options options) {
    return parse(Source.of(file), options);
  }

  /// Reads a stream to its end, without closing it, and tells how it was written.
  ///
  /// @param name what to call the stream in messages
  /// @throws DataException as [#parse(Path, Options)] does
  public static Parsed parse(String name, InputStream stream, Options options) {
    return parse(Source.of(name, stream), options);
  }

  /// Opens a file to be read piece by piece, in constant memory. What the columns hold is not found
  /// out, which would take the whole file, but said: the others are texts.
  ///
  /// @param numbers the columns that are numbers, where they occur
  /// @param times the columns that are points in time, where they occur
  /// @throws DataException if the file cannot be read, is empty or no text, or names repeat; its
  ///   pieces refuse what [#parse(Path, Options)] does, and a value that is no number or no time
  public static Chunks open(
      Path file, Options options, Predicate<String> numbers, Predicate<String> times) {
    CsvText text = new CsvText(Source.of(file));
    Format format = new CsvSniffer(text, options).detect();
    return new CsvPieces(text, format, new CsvMissing(options.missing()), numbers, times);
  }

  private static Parsed parse(Source source, Options options) {
    CsvText text = new CsvText(source);
    Format format = new CsvSniffer(text, options).detect();
    for (String name : options.text()) {
      if (!format.names().contains(name)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s has no column '%s' to read as text; %s",
                source.name(),
                name,
                Words.suggestion(name, format.names())));
      }
    }
    List<Column> columns = columns(text, format, options);
    return new Parsed(Table.of(source.shortName(), columns), format);
  }

  private static List<Column> columns(CsvText text, Format format, Options options) {
    String file = text.source().name();
    CsvMissing missing = new CsvMissing(options.missing());
    CsvScan scan = new CsvScan(text, format, missing, options.text());
    scan.read();
    if (scan.rows() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT, "%s has a header (line %d) and no rows", file, format.firstLine()));
    }
    List<Optional<Column.Numbers>> numbers = scan.columns(file);
    boolean[] isText = new boolean[numbers.size()];
    boolean any = false;
    for (int i = 0; i < isText.length; i++) {
      isText[i] = numbers.get(i).isEmpty();
      any |= isText[i];
    }
    CsvTexts texts = new CsvTexts(text, format, missing, isText, scan.rows());
    if (any) {
      texts.read();
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < isText.length; i++) {
      columns.add(
          isText[i]
              ? texts.column(i, file, options.text().contains(format.names().get(i)))
              : numbers.get(i).orElseThrow());
    }
    return columns;
  }
}
