package org.denpan.data;

import java.util.Arrays;
import java.util.Optional;

/// Reads points in time as ISO 8601 writes them: `2026-03-09`, `2026-03-09T14:30`, with seconds,
/// with a fraction of them, with a zone (`Z`, `+02:00`); a blank may stand for the T. Other ways to
/// write a date are texts: nobody can tell the third of April from the fourth of March. Reading
/// allocates nothing.
final class TimeText {
  private static final long A_SECOND = 1_000_000;
  private static final long A_DAY = 86_400 * A_SECOND;
  private static final int DAY_LENGTH = "2026-03-09".length();
  private static final int MINUTE_LENGTH = "2026-03-09T14:30".length();
  private static final int SECOND_LENGTH = "2026-03-09T14:30:00".length();
  private static final int MOST_DIGITS = 9;
  private static final long MISSING = Column.Times.MISSING;

  private TimeText() {}

  /// Whether the text is a day, without a time of day.
  static boolean isDay(String text) {
    return text.length() == DAY_LENGTH;
  }

  /// Microseconds since 1970-01-01T00:00Z, as UTC where there is no zone, or [Column.Times#MISSING]
  /// where the text is no such time.
  static long parse(String text) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    if (year < 0 || !is(text, 4, '-') || !is(text, 7, '-') || !isDate(year, month, day)) {
      return MISSING;
    }
    long micros = daysSince1970(year, month, day) * A_DAY;
    return text.length() == DAY_LENGTH ? micros : timeOfDay(micros, text);
  }

  private static boolean isDate(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int longest =
        month == 2
            ? (leap ? 29 : 28)
            : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    return day <= longest;
  }

  /// Years begin with March here, so that the leap day is the last; 400 of them have 146,097 days.
  private static long daysSince1970(int year, int month, int day) {
    int years = month > 2 ? year : year - 1;
    int era = Math.floorDiv(years, 400);
    int ofEra = years - era * 400;
    int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  private static long timeOfDay(long day, String text) {
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    if (!(is(text, 10, 'T') || is(text, 10, ' ')) || !is(text, 13, ':') || hour < 0 || minute < 0) {
      return MISSING;
    }
    int at = MINUTE_LENGTH;
    int second = 0;
    long fraction = 0;
    if (is(text, at, ':')) {
      second = digits(text, at + 1, 2);
      at = SECOND_LENGTH;
      if (is(text, at, '.')) {
        int end = endOfDigits(text, at + 1);
        if (end == at + 1 || end > at + 1 + MOST_DIGITS) {
          return MISSING;
        }
        fraction = fraction(text, at + 1, end);
        at = end;
      }
    }
    long zone = zoneMinutes(text, at);
    if (hour > 23 || minute > 59 || second < 0 || second > 59 || zone == MISSING) {
      return MISSING;
    }
    return day + ((hour * 60L + minute - zone) * 60 + second) * A_SECOND + fraction;
  }

  /// Of what stands at the end of a text: nothing, `Z`, `+02`, `+0200` or `+02:00`.
  private static long zoneMinutes(String text, int at) {
    if (at == text.length() || (is(text, at, 'Z') && at + 1 == text.length())) {
      return 0;
    }
    int hours = digits(text, at + 1, 2);
    if (!(is(text, at, '+') || is(text, at, '-')) || hours < 0) {
      return MISSING;
    }
    int end = at + 3;
    int minutes = 0;
    if (end < text.length()) {
      end += is(text, end, ':') ? 1 : 0;
      minutes = digits(text, end, 2);
      end += 2;
    }
    int zone = hours * 60 + minutes;
    if (minutes < 0 || end != text.length() || zone > 18 * 60) {
      return MISSING;
    }
    return is(text, at, '-') ? -zone : zone;
  }

  private static boolean is(String text, int at, char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  /// The number that so many digits make, −1 where there are not so many.
  private static int digits(String text, int from, int count) {
    if (from + count > text.length() || endOfDigits(text, from) < from + count) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + count; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static int endOfDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /// Of a second, in microseconds; finer digits are cut.
  private static long fraction(String text, int from, int to) {
    long micros = 0;
    long unit = A_SECOND;
    for (int i = from; i < to && unit > 1; i++) {
      unit /= 10;
      micros += unit * (text.charAt(i) - '0');
    }
    return micros;
  }

  /// The times that the texts of a column's rows say, if all are such, and there are any.
  static Optional<Column.Times> times(Column.Categories texts) {
    long[] said = new long[texts.dictionary().size()];
    Arrays.fill(said, MISSING);
    long[] micros = new long[texts.rows()];
    Arrays.fill(micros, MISSING);
    boolean days = true;
    boolean any = false;
    for (int row = 0; row < micros.length; row++) {
      int code = texts.codes()[row];
      if (code < 0) {
        continue;
      }
      if (said[code] == MISSING) {
        said[code] = parse(texts.dictionary().get(code));
        days &= isDay(texts.dictionary().get(code));
      }
      if (said[code] == MISSING) {
        return Optional.empty();
      }
      micros[row] = said[code];
      any = true;
    }
    return any ? Optional.of(new Column.Times(texts.name(), micros, days)) : Optional.empty();
  }
}
