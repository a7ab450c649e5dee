package org.denpan.data;

/// Reads decimal numbers from characters without making a string of each, because a table has
/// millions of them: `[+-] digits [. digits] [e [+-] digits]`, in the common case exactly as
/// Clinger 1990, "How to read floating point numbers accurately", allows: a mantissa below 2^53 and
/// a power of ten up to 10^22 are exact, so that one multiplication rounds correctly.
final class NumberText {
  private static final long EXACT_MANTISSA = 1L << 53;
  private static final int NO_EXPONENT = Integer.MIN_VALUE;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private NumberText() {}

  /// The number, NaN where the characters [from, to) are none, and ±∞ where they are a number too
  /// large for a double or spell infinity (`inf`, `-Infinity`, in any case).
  static double parse(char[] text, int from, int to) {
    int at = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    boolean negative = at > from && text[from] == '-';
    long mantissa = 0;
    int digits = 0;
    int point = -1;
    for (; at < to; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        digits++;
        mantissa = mantissa < EXACT_MANTISSA ? mantissa * 10 + (c - '0') : Long.MAX_VALUE;
      } else if (c == '.' && point < 0) {
        point = digits;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return spelledInfinity(text, at, to, negative);
    }
    int written = at < to ? exponent(text, at, to) : 0;
    if (written == NO_EXPONENT) {
      return Double.NaN;
    }
    int exponent = written - (point < 0 ? 0 : digits - point);
    if (mantissa >= EXACT_MANTISSA || Math.abs(exponent) >= POWERS.length) {
      return Double.parseDouble(new String(text, from, to - from));
    }
    double value = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
    return negative ? -value : value;
  }

  /// Whether the text is a finite number.
  static boolean isNumber(String text) {
    return Double.isFinite(parse(text.toCharArray(), 0, text.length()));
  }

  private static int exponent(char[] text, int from, int to) {
    int at = from + 1;
    if ((text[from] | 0x20) != 'e' || at == to) {
      return NO_EXPONENT;
    }
    boolean negative = text[at] == '-';
    if (negative || text[at] == '+') {
      at++;
    }
    if (at == to) {
      return NO_EXPONENT;
    }
    int value = 0;
    for (; at < to; at++) {
      if (text[at] < '0' || text[at] > '9') {
        return NO_EXPONENT;
      }
      value = Math.min(value * 10 + (text[at] - '0'), 1_000_000); // far beyond any double
    }
    return negative ? -value : value;
  }

  private static double spelledInfinity(char[] text, int from, int to, boolean negative) {
    String word = to - from == 3 || to - from == 8 ? new String(text, from, to - from) : "";
    boolean infinite = word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity");
    double value = infinite ? Double.POSITIVE_INFINITY : Double.NaN;
    return negative ? -value : value;
  }
}
