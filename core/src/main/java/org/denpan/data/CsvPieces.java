package org.denpan.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A text read piece by piece, in one pass, with columns of kinds that are known.
final class CsvPieces extends CsvRows implements Chunks {
  /// Rows of a piece, except the last.
  private static final int ROWS = 1 << 16;

  private final CsvText text;
  private final Csv.Format format;
  private final CsvMissing missing;
  private final List<Piece> columns = new ArrayList<>();
  private @Nullable Reader reader;
  private Iterator<Boolean> records = List.<Boolean>of().iterator();
  private int before;

  CsvPieces(
      CsvText text,
      Csv.Format format,
      CsvMissing missing,
      Predicate<String> numbers,
      Predicate<String> times) {
    super(text, format);
    this.text = text;
    this.format = format;
    this.missing = missing;
    for (String name : format.names()) {
      columns.add(
          numbers.test(name)
              ? new NumberPiece(name)
              : times.test(name) ? new TimePiece(name) : new TextPiece(name));
    }
  }

  @Override
  public String name() {
    return text.source().shortName();
  }

  @Override
  public Optional<Table> next() {
    if (reader == null) {
      reader = open();
      records = records(reader);
    }
    before = rows();
    columns.forEach(Piece::begin);
    boolean more = true;
    while (more && rows() - before < ROWS) {
      more = readOne(records);
    }
    int count = rows() - before;
    if (rows() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has a header (line %d) and no rows",
              text.source().name(),
              format.firstLine()));
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(Table.of(name(), columns.stream().map(c -> c.finish(count)).toList()));
  }

  private Reader open() {
    try {
      return text.open();
    } catch (IOException e) {
      throw text.problem(e);
    }
  }

  @Override
  void field(int row, int column, char[] buffer, int from, int to) {
    columns.get(column).take(row - before, buffer, from, to);
  }

  @Override
  public void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      // nothing was written, so nothing is lost
    }
  }

  /// One column on its way into a piece.
  private abstract static class Piece {
    final String name;

    Piece(String name) {
      this.name = name;
    }

    abstract void begin();

    abstract void take(int row, char[] buffer, int from, int to);

    abstract Column finish(int rows);
  }

  private DataException misfit(String name, String value, String kind) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s:%d: '%s' in column '%s' is not %s, but '%s' was %s in training; correct it, or name"
                + " it as a missing value",
            text.source().name(),
            line(),
            value,
            name,
            kind,
            name,
            kind.replace("a finite", "a")));
  }

  private final class NumberPiece extends Piece {
    private double[] values = new double[0];

    NumberPiece(String name) {
      super(name);
    }

    @Override
    void begin() {
      values = new double[ROWS];
    }

    @Override
    void take(int row, char[] buffer, int from, int to) {
      boolean none = missing.matches(buffer, from, to);
      double value = none ? Double.NaN : NumberText.parse(buffer, from, to);
      if (!none && !Double.isFinite(value)) {
        throw misfit(name, new String(buffer, from, to - from), "a finite number");
      }
      values[row] = value;
    }

    @Override
    Column finish(int rows) {
      return new Column.Numbers(name, rows == values.length ? values : Arrays.copyOf(values, rows));
    }
  }

  private final class TimePiece extends Piece {
    private long[] micros = new long[0];
    private boolean days;

    TimePiece(String name) {
      super(name);
    }

    @Override
    void begin() {
      micros = new long[ROWS];
      days = true;
    }

    @Override
    void take(int row, char[] buffer, int from, int to) {
      micros[row] = Column.Times.MISSING;
      if (!missing.matches(buffer, from, to)) {
        String value = new String(buffer, from, to - from);
        micros[row] = TimeText.parse(value);
        days &= TimeText.isDay(value);
        if (micros[row] == Column.Times.MISSING) {
          throw misfit(name, value, "a time");
        }
      }
    }

    @Override
    Column finish(int rows) {
      return new Column.Times(name, Arrays.copyOf(micros, rows), days);
    }
  }

  private final class TextPiece extends Piece {
    private final Map<String, Integer> seen = new HashMap<>();
    private int[] codes = new int[0];

    TextPiece(String name) {
      super(name);
    }

    @Override
    void begin() {
      codes = new int[ROWS];
      seen.clear();
    }

    @Override
    void take(int row, char[] buffer, int from, int to) {
      int next = seen.size();
      codes[row] =
          missing.matches(buffer, from, to)
              ? Column.Categories.MISSING
              : seen.computeIfAbsent(new String(buffer, from, to - from), text -> next);
    }

    @Override
    Column finish(int rows) {
      List<String> dictionary = new ArrayList<>(seen.keySet());
      seen.forEach((text, code) -> dictionary.set(code, text));
      return new Column.Categories(name, dictionary, Arrays.copyOf(codes, rows));
    }
  }
}
