package org.denpan.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.Words;

/// Makes a network's inputs of single rows, value by value, with the bits and the errors of a table
/// with the same values, but without a table: nothing is allocated.
///
/// A row is begun, each of its columns is set, in any order, and it is ended:
///
/// ```java
/// encoder.begin(x, at);
/// encoder.number(encoder.column("age"), 42, x, at);
/// encoder.text(encoder.column("plan"), "gold", x, at);
/// encoder.end(x, at);
/// ```
///
/// The inputs of the row are `x[at]` to `x[at + width − 1]`. Places of columns may be asked for
/// once and kept. An encoder holds no row: it is safe for many threads.
///
/// The sine and cosine of a calendar may allocate a few bytes.
public final class RowEncoder {
  /// The place of a column that the model knows and does not look at, such as its target; values
  /// set there are passed over.
  public static final int UNUSED = -1;

  /// What no value becomes: where it is left, none was set.
  private static final float UNSET = Float.NaN;

  private final List<String> columns = new ArrayList<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final Cell[] cells;
  private final int[] starts;
  private final int width;

  /// For rows of what the encoder was fitted to.
  public RowEncoder(Encoder encoder) {
    int count = encoder.inputs().size();
    cells = new Cell[count];
    starts = new int[count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      Transform transform = encoder.inputs().get(i);
      cells[i] = Cell.of(transform);
      starts[i] = at;
      columns.add(transform.column());
      places.putIfAbsent(transform.column(), i);
      at += transform.width();
    }
    width = at;
    encoder.leftOut().forEach(out -> places.putIfAbsent(out.column(), UNUSED));
    places.putIfAbsent(encoder.target().column(), UNUSED);
    encoder.weights().ifPresent(weights -> places.putIfAbsent(weights, UNUSED));
  }

  /// The columns that a row needs, each at its place.
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /// How many inputs a row makes.
  public int width() {
    return width;
  }

  /// The place of a column, from 0, or [#UNUSED].
  ///
  /// @throws DataException naming the nearest column where the model knows none of this name
  public int column(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new DataException(
          "the row has '"
              + name
              + "', which the model does not know; "
              + Words.suggestion(name, places.keySet()));
    }
    return place;
  }

  /// Begins a row, whose values are all not set.
  public void begin(float[] x, int at) {
    for (int start : starts) {
      x[at + start] = UNSET;
    }
  }

  /// Ends a row.
  ///
  /// @throws DataException naming the first column that was not set
  public void end(float[] x, int at) {
    for (int i = 0; i < starts.length; i++) {
      if (Float.isNaN(x[at + starts[i]])) {
        throw new DataException(
            "the row lacks the column '"
                + columns.get(i)
                + "' that the model was trained on; a row needs "
                + Words.list(columns));
      }
    }
  }

  /// Sets a missing value.
  ///
  /// @throws DataException of an image
  public void missing(int column, float[] x, int at) {
    if (column != UNUSED) {
      cells[column].missing(x, at + starts[column]);
    }
  }

  /// Sets a number; NaN is a missing value. Where training saw texts, it is the text that the
  /// number is written as.
  ///
  /// @throws DataException if the column holds something else, or the number is infinite
  public void number(int column, double value, float[] x, int at) {
    if (Double.isNaN(value)) {
      missing(column, x, at);
    } else if (column != UNUSED) {
      if (Double.isInfinite(value)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "the value of '%s' is %s; a number must be finite, or NaN for missing",
                columns.get(column),
                value));
      }
      cells[column].number(value, x, at + starts[column]);
    }
  }

  /// Sets a text, or a time as ISO 8601 writes it; the empty text is a missing value. A truth value
  /// is the text `true` or `false`.
  ///
  /// @throws DataException if the column holds something else
  public void text(int column, String value, float[] x, int at) {
    if (value.isEmpty()) {
      missing(column, x, at);
    } else if (column != UNUSED) {
      cells[column].text(value, x, at + starts[column]);
    }
  }

  /// Sets a time.
  ///
  /// @param micros microseconds since 1970-01-01T00:00Z, or [Column.Times#MISSING]
  /// @throws DataException if the column holds something else
  public void time(int column, long micros, float[] x, int at) {
    if (micros == Column.Times.MISSING) {
      missing(column, x, at);
    } else if (column != UNUSED) {
      cells[column].time(micros, x, at + starts[column]);
    }
  }

  /// Sets an image: its pixels row by row from `bytes[from]` on, 0 black to 255 white.
  ///
  /// @throws DataException if the column holds something else
  public void image(int column, byte[] bytes, int from, float[] x, int at) {
    if (column != UNUSED) {
      cells[column].image(bytes, from, x, at + starts[column]);
    }
  }

  /// Sets all values of a row.
  ///
  /// @throws DataException if the row lacks a column, or has one that the model does not know
  public void encode(Row row, float[] x, int at) {
    begin(x, at);
    for (Map.Entry<String, Object> entry : row.values().entrySet()) {
      int column = column(entry.getKey());
      if (entry.getValue() instanceof Number number) {
        number(column, number.doubleValue(), x, at);
      } else {
        text(column, entry.getValue().toString(), x, at);
      }
    }
    end(x, at);
  }
}
