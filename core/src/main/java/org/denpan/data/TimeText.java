package org.denpan.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads points in time as ISO 8601 writes them: `2026-03-09`, `2026-03-09T14:30`, with seconds,
/// with a fraction of them, with a zone (`Z`, `+02:00`); a blank may stand for the T. Other ways to
/// write a date are texts: nobody can tell the third of April from the fourth of March.
final class TimeText {
  private static final long A_SECOND = 1_000_000;
  private static final long A_DAY = 86_400 * A_SECOND;
  private static final int DIGITS = 6;

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)"
              + "(?:[T ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?"
              + "(?:Z|([+-])(\\d\\d)(?::?(\\d\\d))?)?)?");

  private TimeText() {}

  /// Whether the text is a day, without a time of day.
  static boolean isDay(String text) {
    return text.length() == "2026-03-09".length();
  }

  /// Microseconds since 1970-01-01T00:00Z, as UTC where there is no zone, or [Column.Times#MISSING]
  /// where the text is no such time.
  static long parse(String text) {
    Matcher parts = ISO.matcher(text);
    if (!parts.matches()) {
      return Column.Times.MISSING;
    }
    try {
      long day =
          LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3)).toEpochDay() * A_DAY;
      return parts.group(4) == null ? day : timeOfDay(day, parts);
    } catch (DateTimeException e) {
      return Column.Times.MISSING; // the 30th of February
    }
  }

  /// The times that the texts of a column's rows say, if all are such, and there are any.
  static Optional<Column.Times> times(Column.Categories texts) {
    long[] said = new long[texts.dictionary().size()];
    Arrays.fill(said, Column.Times.MISSING);
    long[] micros = new long[texts.rows()];
    Arrays.fill(micros, Column.Times.MISSING);
    boolean days = true;
    boolean any = false;
    for (int row = 0; row < micros.length; row++) {
      int code = texts.codes()[row];
      if (code < 0) {
        continue;
      }
      if (said[code] == Column.Times.MISSING) {
        said[code] = parse(texts.dictionary().get(code));
        days &= isDay(texts.dictionary().get(code));
      }
      if (said[code] == Column.Times.MISSING) {
        return Optional.empty();
      }
      micros[row] = said[code];
      any = true;
    }
    return any ? Optional.of(new Column.Times(texts.name(), micros, days)) : Optional.empty();
  }

  private static long timeOfDay(long day, Matcher parts) {
    int hour = number(parts, 4);
    int minute = number(parts, 5);
    int second = number(parts, 6);
    int zone = number(parts, 9) * 60 + number(parts, 10);
    if (hour > 23 || minute > 59 || second > 59 || zone > 18 * 60) {
      return Column.Times.MISSING;
    }
    long minutes = hour * 60L + minute - ("-".equals(parts.group(8)) ? -zone : zone);
    return day + (minutes * 60 + second) * A_SECOND + fraction(parts);
  }

  private static int number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /// Of a second, in microseconds; finer digits are cut.
  private static int fraction(Matcher parts) {
    String digits = parts.group(7);
    return digits == null ? 0 : Integer.parseInt((digits + "00000").substring(0, DIGITS));
  }
}
