package org.denpan.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;

/// One pass over the rows of a text, field by field and without a string for each. Skips the header
/// and blank lines, trims spaces around unquoted fields and holds every row to the same number of
/// fields.
abstract class CsvRows extends AbstractBaseCsvCallbackHandler<Boolean> {
  private final CsvText text;
  private final Csv.Format format;
  private final int columns;
  private boolean inHeader;
  private boolean blankSoFar;
  private int rows;

  CsvRows(CsvText text, Csv.Format format) {
    this.text = text;
    this.format = format;
    columns = format.names().size();
    inHeader = format.header();
  }

  /// The characters buffer[from, to) stand in this row, counted from 0, and column.
  abstract void field(int row, int column, char[] buffer, int from, int to);

  /// The rows read so far, without header and blank lines.
  final int rows() {
    return rows;
  }

  /// The line that the current row begins in, counted from 1.
  final long line() {
    return getStartingLineNumber();
  }

  /// Reads all rows.
  ///
  /// @throws DataException naming the line where quoting or the number of fields is wrong
  final void read() {
    try (Reader reader = text.open()) {
      Iterator<Boolean> records = records(reader);
      while (readOne(records)) {
        // the callbacks take what is in it
      }
    } catch (IOException e) {
      throw text.problem(e);
    }
  }

  /// The records of a text that this takes, one a call of [#readOne].
  final Iterator<Boolean> records(Reader reader) {
    return CsvReader.builder()
        .fieldSeparator(format.delimiter())
        .quoteCharacter(format.quote())
        .trimWhitespacesAroundQuotes(format.spaced())
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .build(this, reader)
        .iterator();
  }

  /// Reads one record, which may be a blank line; false where there is none.
  ///
  /// @throws DataException naming the line where quoting or the number of fields is wrong
  final boolean readOne(Iterator<Boolean> records) {
    try {
      return records.hasNext() && records.next();
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw text.problem(cause == null ? new IOException(e) : cause);
    } catch (CsvParseException e) {
      throw cause(e);
    }
  }

  private RuntimeException cause(CsvParseException problem) {
    if (problem.getCause() instanceof DataException ours) {
      return ours;
    }
    if (problem.getCause() instanceof Error error) {
      throw error;
    }
    return quoting(problem);
  }

  private DataException quoting(CsvParseException problem) {
    char quote = format.quote();
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s:%d: a value that begins with %s must end with it, and inside of it each %s is"
                + " written twice: %s; if %s is a plain character in this file, set another quote",
            text.source().name(),
            line(),
            quote,
            quote,
            problem.getMessage(),
            quote),
        problem);
  }

  @Override
  protected final void handleField(
      int column, char[] buffer, int from, int length, boolean quoted) {
    int start = from;
    int end = from + length;
    if (!quoted) {
      while (start < end && buffer[start] <= ' ') {
        start++;
      }
      while (end > start && buffer[end - 1] <= ' ') {
        end--;
      }
    }
    if (column == 0) {
      blankSoFar = !quoted && start == end;
    } else if (column == 1 && blankSoFar && !inHeader) {
      field(rows, 0, buffer, start, start);
    }
    boolean perhapsBlankLine = column == 0 && blankSoFar;
    if (column < columns && !inHeader && !perhapsBlankLine) {
      field(rows, column, buffer, start, end);
    }
  }

  @Override
  protected final Boolean buildRecord() {
    int fields = getFieldCount();
    if (getRecordType() == RecordType.EMPTY || (fields == 1 && blankSoFar)) {
      return true;
    }
    if (inHeader) {
      inHeader = false;
      return true;
    }
    if (fields != columns) {
      throw ragged(fields);
    }
    rows++;
    return true;
  }

  private DataException ragged(int fields) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s:%d: %s, expected %d as in line %d%s; a value that contains %s must stand in quotes",
            text.source().name(),
            line(),
            fields == 1 ? "1 field" : fields + " fields",
            columns,
            format.firstLine(),
            format.header() ? " (the header)" : "",
            format.delimiter() == '\t' ? "a tab" : "'" + format.delimiter() + "'"));
  }
}
