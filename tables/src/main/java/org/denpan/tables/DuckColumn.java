package org.denpan.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.duckdb.DuckDBReadableVector;

/// One column of a query's result on its way into a piece of a table.
abstract sealed class DuckColumn {
  final String name;
  final String type;

  private DuckColumn(String name, String type) {
    this.name = name;
    this.type = type;
  }

  /// How the query must ask for the column, so that its values arrive as [#take] reads them.
  abstract String expression();

  /// Begins a piece of at most so many rows.
  abstract void begin(int rows);

  /// Puts the vector's rows [from, to) at `at`.
  abstract void take(DuckDBReadableVector vector, int from, int to, int at);

  /// The piece, of so many rows.
  ///
  /// @param source what messages call it
  /// @param rowsBefore how many rows came before this piece
  /// @throws DataException if a number is infinite
  abstract Column finish(int rows, String source, long rowsBefore);

  /// What suits a type, in DuckDB's words; empty where it is none of ours.
  ///
  /// @param asText whether the values are texts whatever their type
  /// @param meaning what a text means, such as nothing for a marker of a missing value
  static Optional<DuckColumn> of(
      String name, String type, boolean asText, UnaryOperator<String> meaning) {
    String kind = type.replaceFirst("\\(.*", "");
    if (type.endsWith("]")) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (kind) {
          case "TINYINT",
              "SMALLINT",
              "INTEGER",
              "BIGINT",
              "UTINYINT",
              "USMALLINT",
              "UINTEGER",
              "UBIGINT",
              "HUGEINT",
              "UHUGEINT",
              "BIGNUM",
              "FLOAT",
              "DOUBLE",
              "DECIMAL" ->
              asText ? new Texts(name, type, meaning) : new Numbers(name, type);
          case "BOOLEAN", "VARCHAR", "ENUM", "UUID", "JSON", "TIME", "TIME_NS" ->
              kind.equals("BOOLEAN") ? new Truths(name, type) : new Texts(name, type, meaning);
          case "TIME WITH TIME ZONE" -> new Texts(name, type, meaning);
          case "DATE",
              "TIMESTAMP",
              "TIMESTAMP_S",
              "TIMESTAMP_MS",
              "TIMESTAMP_NS",
              "TIMESTAMP WITH TIME ZONE" ->
              asText ? new Texts(name, type, meaning) : new Times(name, type);
          default -> null;
        });
  }

  /// What values of a type are, in words that may follow "is".
  static String kind(String type) {
    return switch (of("", type, false, text -> text).orElse(null)) {
      case Numbers n -> "a number";
      case Texts t -> "a text";
      case Truths t -> "true or false";
      case Times t -> "a time";
      case null -> "of type " + type;
    };
  }

  /// Numbers of any type, as doubles.
  private static final class Numbers extends DuckColumn {
    private final boolean isFloat;
    private double[] values = new double[0];

    Numbers(String name, String type) {
      super(name, type);
      isFloat = type.equals("FLOAT");
    }

    @Override
    String expression() {
      return isFloat ? Duck.name(name) : "CAST(" + Duck.name(name) + " AS DOUBLE)";
    }

    @Override
    void begin(int rows) {
      values = new double[rows];
    }

    @Override
    void take(DuckDBReadableVector vector, int from, int to, int at) {
      double[] piece = values;
      if (isFloat) {
        for (int row = from; row < to; row++) {
          piece[at + row - from] = vector.getFloat(row, Float.NaN);
        }
      } else {
        for (int row = from; row < to; row++) {
          piece[at + row - from] = vector.getDouble(row, Double.NaN);
        }
      }
    }

    @Override
    Column finish(int rows, String source, long rowsBefore) {
      double[] piece = rows == values.length ? values : Arrays.copyOf(values, rows);
      try {
        return new Column.Numbers(name, piece);
      } catch (DataException e) { // it says the row of the piece
        throw infinite(piece, source, rowsBefore);
      }
    }

    private DataException infinite(double[] piece, String source, long rowsBefore) {
      int row = 0;
      while (!Double.isInfinite(piece[row])) {
        row++;
      }
      return new DataException(
          String.format(
              Locale.ROOT,
              "%s: row %,d has %s in column '%s', which is not a finite number; correct it, or"
                  + " make it a missing value",
              source,
              rowsBefore + row + 1,
              piece[row],
              name));
    }
  }

  /// Texts, and what is written as such.
  private static final class Texts extends DuckColumn {
    private final UnaryOperator<String> meaning;
    private final Map<String, Integer> codeOf = new HashMap<>();
    private final Map<String, Integer> meant = new HashMap<>();
    private final List<String> dictionary = new ArrayList<>();
    private int[] codes = new int[0];

    Texts(String name, String type, UnaryOperator<String> meaning) {
      super(name, type);
      this.meaning = meaning;
    }

    @Override
    String expression() {
      return type.equals("JSON")
          ? "json_extract_string(" + Duck.name(name) + ", '$')"
          : "CAST(" + Duck.name(name) + " AS VARCHAR)";
    }

    @Override
    void begin(int rows) {
      codes = new int[rows];
      codeOf.clear();
      meant.clear();
      dictionary.clear();
    }

    @Override
    void take(DuckDBReadableVector vector, int from, int to, int at) {
      for (int row = from; row < to; row++) {
        codes[at + row - from] =
            vector.isNull(row)
                ? Column.Categories.MISSING
                : codeOf.computeIfAbsent(vector.getString(row), this::code);
      }
    }

    /// Of a text that is new to the piece.
    private int code(String text) {
      String means = meaning.apply(text);
      if (means.isEmpty()) {
        return Column.Categories.MISSING;
      }
      int next = dictionary.size();
      int code = meant.computeIfAbsent(means, m -> next);
      if (code == next) {
        dictionary.add(means);
      }
      return code;
    }

    @Override
    Column finish(int rows, String source, long rowsBefore) {
      return new Column.Categories(name, dictionary, Arrays.copyOf(codes, rows));
    }
  }

  /// Truth values, as the texts `true` and `false`.
  private static final class Truths extends DuckColumn {
    private int[] codes = new int[0];

    Truths(String name, String type) {
      super(name, type);
    }

    @Override
    String expression() {
      return Duck.name(name);
    }

    @Override
    void begin(int rows) {
      codes = new int[rows];
    }

    @Override
    void take(DuckDBReadableVector vector, int from, int to, int at) {
      for (int row = from; row < to; row++) {
        codes[at + row - from] =
            vector.isNull(row) ? Column.Categories.MISSING : vector.getBoolean(row) ? 1 : 0;
      }
    }

    @Override
    Column finish(int rows, String source, long rowsBefore) {
      return new Column.Categories(name, List.of("false", "true"), Arrays.copyOf(codes, rows));
    }
  }

  /// Dates and times, as microseconds.
  private static final class Times extends DuckColumn {
    private long[] micros = new long[0];

    Times(String name, String type) {
      super(name, type);
    }

    @Override
    String expression() {
      String as = type.endsWith("ZONE") ? "TIMESTAMPTZ" : "TIMESTAMP";
      return "epoch_us(CAST(" + Duck.name(name) + " AS " + as + "))";
    }

    @Override
    void begin(int rows) {
      micros = new long[rows];
    }

    @Override
    void take(DuckDBReadableVector vector, int from, int to, int at) {
      for (int row = from; row < to; row++) {
        micros[at + row - from] = vector.getLong(row, Column.Times.MISSING);
      }
    }

    @Override
    Column finish(int rows, String source, long rowsBefore) {
      return new Column.Times(name, Arrays.copyOf(micros, rows), type.equals("DATE"));
    }
  }
}
