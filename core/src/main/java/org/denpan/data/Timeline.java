package org.denpan.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A column by which rows have an order in time.
final class Timeline {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private Timeline() {}

  /// The column with times or numbers: itself, or what its texts say in ISO 8601.
  ///
  /// @throws DataException for images, and for texts of which one is no date
  static Column of(String table, Column column) {
    return switch (column) {
      case Column.Times t -> t;
      case Column.Numbers n -> n;
      case Column.Categories c -> times(table, c);
      case Column.Pixels p ->
          throw new DataException(
              table + ": column '" + p.name() + "' holds images; rows are divided by times");
    };
  }

  private static Column times(String table, Column.Categories column) {
    boolean[] used = new boolean[column.dictionary().size()];
    Arrays.stream(column.codes()).filter(c -> c >= 0).forEach(c -> used[c] = true);
    long[] micros = new long[used.length];
    boolean days = true;
    for (int code = 0; code < micros.length; code++) {
      if (used[code]) {
        String text = column.dictionary().get(code);
        micros[code] = micros(text).orElseThrow(() -> noTime(table, column, text));
        days &= text.strip().length() == 10;
      }
    }
    long[] times =
        Arrays.stream(column.codes())
            .mapToLong(code -> code < 0 ? Column.Times.MISSING : micros[code])
            .toArray();
    return new Column.Times(column.name(), times, days);
  }

  private static Optional<Long> micros(String text) {
    try {
      TemporalAccessor parsed =
          ISO.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant instant =
          switch (parsed) {
            case OffsetDateTime t -> t.toInstant();
            case LocalDateTime t -> t.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
          };
      return Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    } catch (DateTimeException e) {
      return Optional.empty(); // no date, which the caller says with its column
    }
  }

  private static DataException noTime(String table, Column.Categories column, String text) {
    int code = column.dictionary().indexOf(text);
    int row = 0;
    while (column.codes()[row] != code) {
      row++;
    }
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: column '%s' cannot put rows in order of time: it holds '%s' in row %,d; write"
                + " times like 2026-03-09 or 2026-03-09T14:30:00, or as numbers such as years",
            table,
            column.name(),
            text,
            row + 1));
  }
}
