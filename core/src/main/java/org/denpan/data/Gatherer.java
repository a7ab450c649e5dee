package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Pieces of a table put together.
final class Gatherer {
  // a little less than the largest array
  private static final long MOST_ROWS = Integer.MAX_VALUE - 8;

  private final String name;
  private final List<List<Column>> columns = new ArrayList<>();
  private long rows;

  Gatherer(String name) {
    this.name = name;
  }

  /// @throws DataException if the columns are not those of the pieces before, or the rows too many
  void add(Table piece) {
    if (columns.isEmpty()) {
      piece.columns().forEach(c -> columns.add(new ArrayList<>()));
    }
    if (piece.columns().size() != columns.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %,d columns were followed by %,d",
              name,
              columns.size(),
              piece.columns().size()));
    }
    rows += piece.rows();
    if (rows > MOST_ROWS) {
      throw new DataException(
          String.format(Locale.ROOT, "%s has more than %,d rows, the most in memory", name, rows));
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(piece.columns().get(i));
    }
  }

  /// The whole. Each column's pieces are let go of when it is put together.
  Table finish() {
    List<Column> whole = new ArrayList<>();
    for (List<Column> pieces : columns) {
      whole.add(join(pieces));
      pieces.clear();
    }
    return Table.of(name, whole);
  }

  /// Whether two pieces hold the same kind of values; images of one size.
  static boolean alike(Column a, Column b) {
    return (a instanceof Column.Pixels p && b instanceof Column.Pixels q)
        ? p.height() == q.height() && p.width() == q.width()
        : a.getClass() == b.getClass();
  }

  private Column join(List<Column> pieces) {
    for (Column piece : pieces) {
      if (!piece.name().equals(pieces.getFirst().name()) || !alike(pieces.getFirst(), piece)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the %s column '%s' was followed by the %s column '%s'",
                name,
                pieces.getFirst().kind(),
                pieces.getFirst().name(),
                piece.kind(),
                piece.name()));
      }
    }
    return switch (pieces.getFirst()) {
      case Column.Numbers n -> numbers(n.name(), pieces);
      case Column.Times t -> times(t.name(), pieces);
      case Column.Categories c -> texts(c.name(), pieces);
      case Column.Pixels p -> pixels(p, pieces);
    };
  }

  private Column numbers(String column, List<Column> pieces) {
    double[] values = new double[(int) rows];
    int at = 0;
    for (Column piece : pieces) {
      double[] part = ((Column.Numbers) piece).values();
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
    }
    return new Column.Numbers(column, values);
  }

  private Column times(String column, List<Column> pieces) {
    long[] micros = new long[(int) rows];
    boolean days = true;
    int at = 0;
    for (Column piece : pieces) {
      long[] part = ((Column.Times) piece).micros();
      System.arraycopy(part, 0, micros, at, part.length);
      at += part.length;
      days &= ((Column.Times) piece).days();
    }
    return new Column.Times(column, micros, days);
  }

  private Column texts(String column, List<Column> pieces) {
    Map<String, Integer> seen = new HashMap<>();
    int[] codes = new int[(int) rows];
    int at = 0;
    for (Column piece : pieces) {
      Column.Categories part = (Column.Categories) piece;
      int[] shared = new int[part.dictionary().size()];
      Arrays.fill(shared, Column.Categories.MISSING); // texts that no row has stay out
      for (int code : part.codes()) {
        if (code >= 0 && shared[code] < 0) {
          int next = seen.size();
          shared[code] = seen.computeIfAbsent(part.dictionary().get(code), text -> next);
        }
        codes[at++] = code < 0 ? code : shared[code];
      }
    }
    return sorted(column, seen, codes);
  }

  /// Codes in the order of the texts.
  ///
  /// @param seen the code of each text, from 0 up; the codes are changed in place
  static Column.Categories sorted(String column, Map<String, Integer> seen, int[] codes) {
    List<String> dictionary = seen.keySet().stream().sorted().toList();
    int[] ranks = new int[dictionary.size()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[seen.getOrDefault(dictionary.get(i), 0)] = i;
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] = codes[row] < 0 ? codes[row] : ranks[codes[row]];
    }
    return new Column.Categories(column, dictionary, codes);
  }

  private Column pixels(Column.Pixels first, List<Column> pieces) {
    int size = first.size();
    if (rows * size > MOST_ROWS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %,d images of %,d pixels in '%s', more than %,d bytes in memory",
              name,
              rows,
              size,
              first.name(),
              MOST_ROWS));
    }
    byte[] values = new byte[(int) (rows * size)];
    int at = 0;
    for (Column piece : pieces) {
      Column.Pixels part = (Column.Pixels) piece;
      for (int row = 0; row < part.rows(); row++, at += size) {
        System.arraycopy(part.values(), part.start(row), values, at, size);
      }
    }
    return new Column.Pixels(first.name(), first.height(), first.width(), values);
  }
}
