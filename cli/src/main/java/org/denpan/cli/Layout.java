package org.denpan.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.denpan.cli.chart.Figures;

/// Lays results out in 80 columns: a label on the left, text or a small table beside it.
final class Layout {
  static final int WIDTH = 80;
  static final int LABEL = 11;

  private final PrintStream out;

  Layout(PrintStream out) {
    this.out = out;
  }

  /// A label and a text, wrapped at spaces.
  void line(String label, String text) {
    String before = label;
    for (String part : wrap(text, WIDTH - LABEL)) {
      print(before, part);
      before = "";
    }
  }

  /// A label and lines as they are.
  void lines(String label, List<String> lines) {
    String before = label;
    for (String line : lines) {
      print(before, line);
      before = "";
    }
  }

  /// A label and rows of cells in columns: texts to the left, the columns from `right` on to the
  /// right.
  void table(String label, List<List<String>> rows, int right) {
    lines(label, align(rows, right, Integer.MAX_VALUE));
  }

  void gap() {
    out.println();
  }

  private void print(String label, String text) {
    out.println((pad(label, LABEL) + text).stripTrailing());
  }

  /// Rows of cells as lines: the columns [right, left) end, the others begin at the same place.
  static List<String> align(List<List<String>> rows, int right, int left) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int j = 0; j < row.size(); j++) {
        widths[j] = Math.max(widths[j], length(row.get(j)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int j = 0; j < row.size(); j++) {
        String cell = row.get(j);
        line.append(j == 0 ? "" : "  ");
        line.append(j < right || j >= left ? pad(cell, widths[j]) : padLeft(cell, widths[j]));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - length(text)));
  }

  static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - length(text))) + text;
  }

  /// On one line, and at most so many characters, the last one `…` where something is cut.
  static String cut(String text, int width) {
    return Figures.cut(text.replaceAll("\\p{Cntrl}", " "), width);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// The text in lines of at most `width` characters, broken at spaces.
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /// About four digits that matter: `0.0912`, `12.34`, `48,732`.
  static String number(double value) {
    double size = Math.abs(value);
    String format =
        size == 0 || size >= 10_000
            ? "%,.0f"
            : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : size >= 0.001 ? "%.4f" : "%.2e";
    return String.format(Locale.ROOT, size >= 1e12 ? "%.3e" : format, value);
  }

  /// A value of a table: `17`, `39,320`, else as [#number].
  static String value(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e12
        ? whole((long) value)
        : number(value);
  }

  /// A whole number, which may be negative: `-12,000`. What is counted is [Figures#count].
  static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /// `0.4 s`, `2:05`, `1:02:05`
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return clock(whole);
  }

  /// `0:07`, `2:05`, `1:02:05`
  static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
