package org.denpan.cli.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.denpan.data.Column;

/// Numbers and texts as the report prints them, the same in every locale; counts and cuts are those
/// of the terminal too.
public final class Figures {
  /// What stands for a value that does not exist, such as the precision of a class never predicted.
  public static final String NONE = "–";

  private static final int LONGEST = 60;

  private Figures() {}

  /// A whole number: `12,345`.
  public static String count(long value) {
    return minus(String.format(Locale.ROOT, "%,d", value));
  }

  /// A count and its noun: `1 row`, `2 rows`.
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /// Four significant digits, no fewer than the whole part has: `0.0123`, `51,234`, `1.2e-7`.
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    if (size >= 1e12 || (size > 0 && size < 1e-4)) {
      return minus(String.format(Locale.ROOT, "%.3e", value).replaceFirst("e\\+?(-?)0*", "e$1"));
    }
    int digits = Math.max(4, (int) Math.floor(Math.log10(Math.max(size, 1))) + 1);
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    return minus(String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded));
  }

  /// A number as the data writes it, with typographic minus.
  public static String exact(double value) {
    return Double.isFinite(value) ? minus(Column.Numbers.format(value)) : NONE;
  }

  /// With so many decimals: `-1.50`.
  public static String decimals(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return minus(text.matches("-[0.]*") ? text.substring(1) : text);
  }

  /// A part of one: `97.42 %`.
  public static String percent(double share) {
    return Double.isFinite(share) ? decimals(100 * share, 2) + " %" : NONE;
  }

  /// A part of one, short, never rounded to none or all of it: `97.4 %`, `< 0.1 %`.
  public static String share(double share) {
    if (!Double.isFinite(share)) {
      return NONE;
    }
    if (share > 0 && share < 0.001) {
      return "< 0.1 %";
    }
    return share < 1 && share > 0.999 ? "> 99.9 %" : decimals(100 * share, 1) + " %";
  }

  /// A coordinate of a drawing, to a tenth of a pixel.
  public static String coordinate(double value) {
    double tenths = Math.rint(value * 10);
    return Column.Numbers.format(tenths == 0 ? 0 : tenths / 10);
  }

  /// A text from data, cut where it is too long to be read in a table.
  public static String brief(String text) {
    return cut(text, LONGEST);
  }

  /// At most so many characters, the last one `…` where something is cut.
  public static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private static String minus(String number) {
    return number.replaceFirst("^-", "−");
  }
}
