package org.denpan.cli.chart;

import java.util.ArrayList;
import java.util.List;

/// How much room words take, as near as it can be told without knowing the font: for one of the
/// wide ones, so that they fit in any.
final class Words {
  /// The width of a letter of 12 units.
  static final double USUAL = 7.3;

  /// The width of a letter in the title of one of several drawings.
  static final double TITLE = 9;

  /// The width of a letter in the heading of a picture.
  static final double HEADING = 11;

  private Words() {}

  static double width(String words, double letter) {
    return words.codePoints().mapToDouble(c -> c >= 0x2E80 ? 1.7 : 1).sum() * letter;
  }

  /// The words in lines of at most this width, where that can be done without cutting a word.
  static List<String> lines(String words, double width, double letter) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && width(line + " " + word, letter) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
