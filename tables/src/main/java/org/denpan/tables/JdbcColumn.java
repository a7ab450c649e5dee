package org.denpan.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.jspecify.annotations.Nullable;

/// One column of a JDBC result on its way into a piece of a table.
final class JdbcColumn {
  /// What the values are; `ZONED` are points in time, `TIME` those of a clock on the wall.
  enum Kind {
    NUMBER,
    TEXT,
    TRUTH,
    DAY,
    TIME,
    ZONED
  }

  private final String name;
  private final int index;
  private final Kind kind;
  private final String source;
  private double[] numbers = new double[0];
  private long[] micros = new long[0];
  private int[] codes = new int[0];
  private final Map<String, Integer> codeOf = new HashMap<>();

  /// @param index in the result, from 1
  /// @param source what messages call it
  JdbcColumn(String name, int index, Kind kind, String source) {
    this.name = name;
    this.index = index;
    this.kind = kind;
    this.source = source;
  }

  void begin(int rows) {
    switch (kind) {
      case NUMBER -> numbers = new double[rows];
      case DAY, TIME, ZONED -> micros = new long[rows];
      case TEXT, TRUTH -> codes = new int[rows];
    }
    codeOf.clear();
  }

  /// @param row in the piece
  /// @param number in the whole result, from 1
  void take(ResultSet rows, int row, long number) throws SQLException {
    switch (kind) {
      case NUMBER -> numbers[row] = number(rows.getObject(index), number);
      case DAY, TIME, ZONED -> micros[row] = time(rows.getObject(index), number);
      case TRUTH -> {
        boolean value = rows.getBoolean(index);
        codes[row] = rows.wasNull() ? Column.Categories.MISSING : code(Boolean.toString(value));
      }
      case TEXT -> {
        String text = rows.getString(index);
        codes[row] = text == null || text.isEmpty() ? Column.Categories.MISSING : code(text);
      }
    }
  }

  private int code(String text) {
    int next = codeOf.size();
    return codeOf.computeIfAbsent(text, t -> next);
  }

  private double number(@Nullable Object value, long row) {
    return switch (value) {
      case null -> Double.NaN;
      case Number n when !Double.isInfinite(n.doubleValue()) -> n.doubleValue();
      default -> throw misfit(String.valueOf(value), row, "a finite number");
    };
  }

  private DataException misfit(String value, long row, String expected) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: row %,d has '%s' in column '%s', which is not %s; correct it, or read the column"
                + " as text",
            source,
            row,
            value,
            name,
            expected));
  }

  /// Drivers hand over whichever class they like.
  private long time(@Nullable Object value, long row) {
    return switch (value) {
      case null -> Column.Times.MISSING;
      case LocalDate day -> micros(day.atStartOfDay().toInstant(ZoneOffset.UTC));
      case java.sql.Date day -> micros(day.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC));
      case LocalDateTime local -> micros(local.toInstant(ZoneOffset.UTC));
      case OffsetDateTime zoned -> micros(zoned.toInstant());
      case Timestamp instant when kind == Kind.ZONED -> micros(instant.toInstant());
      case Timestamp local -> micros(local.toLocalDateTime().toInstant(ZoneOffset.UTC));
      default -> written(String.valueOf(value), row);
    };
  }

  private long written(String text, long row) {
    try {
      String iso = text.strip().replace(' ', 'T');
      LocalDateTime time =
          iso.contains("T") ? LocalDateTime.parse(iso) : LocalDate.parse(iso).atStartOfDay();
      return micros(time.toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      throw misfit(text, row, "a date as in 2026-03-09");
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  Column finish(int rows) {
    return switch (kind) {
      case NUMBER -> new Column.Numbers(name, Arrays.copyOf(numbers, rows));
      case DAY, TIME, ZONED ->
          new Column.Times(name, Arrays.copyOf(micros, rows), kind == Kind.DAY);
      case TEXT, TRUTH -> {
        List<String> dictionary = new ArrayList<>(codeOf.keySet());
        codeOf.forEach((text, code) -> dictionary.set(code, text));
        yield new Column.Categories(name, dictionary, Arrays.copyOf(codes, rows));
      }
    };
  }
}
