package org.denpan.cli.textbook;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Numbers as a textbook prints them.
public final class Numbers {
  private static final double LARGE = 1e7;
  private static final double SMALL = 1e-4;
  private static final int MOST_DECIMALS = 12;

  private Numbers() {}

  /// With so many decimals: `−0.3348`.
  public static String fixed(double value, int decimals) {
    return sign(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  /// As short as it can be said: `1.5`, `−3`, `0.1`.
  public static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < LARGE
        ? sign(Long.toString((long) value))
        : Math.abs(value) >= SMALL && Math.abs(value) < LARGE
            ? sign(Float.toString((float) value))
            : power(value, 1);
  }

  /// About four digits that matter: `0.0440`, `57.67`, `1.2e−06`.
  public static String about(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < LARGE) {
      return plain(value);
    }
    int before = (int) Math.floor(Math.log10(size));
    return size < 1e-3 || size >= LARGE
        ? power(value, 1)
        : fixed(value, Math.clamp(3 - before, 0, 4));
  }

  /// `2.5e−7`
  public static String power(double value, int decimals) {
    return Double.isFinite(value)
        ? sign(String.format(Locale.ROOT, "%." + decimals + "e", value))
        : Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
  }

  /// With as many digits as matter where `within` is the tolerance.
  public static String upTo(double value, double within) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)
        || size >= LARGE
        || (size > 0 && size < SMALL && within < 2 * size)) {
      return power(value, 4);
    }
    int decimals = within <= 0 ? 0 : (int) Math.floor(-Math.log10(within) + 1e-9);
    return fixed(value, Math.clamp(decimals, 0, MOST_DECIMALS));
  }

  /// `(0.0900, 0.2447, 0.6652)`
  static String list(int decimals, double... values) {
    return Arrays.stream(values)
        .mapToObj(v -> fixed(v, decimals))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String sign(String text) {
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text.replace('-', '−');
  }
}
