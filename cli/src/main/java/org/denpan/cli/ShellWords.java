package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.denpan.DenpanException;

/// Words quoted so that a shell reads them back unchanged.
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellWords() {}

  static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /// The words of a line that [#join] made.
  ///
  /// @throws DenpanException if a quote is left open
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
        begun = true;
      } else if (c == ' ' && !quoted) {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
        }
        begun = false;
      } else {
        boolean escaped = c == '\\' && !quoted && i + 1 < line.length();
        word.append(escaped ? line.charAt(++i) : c);
        begun = true;
      }
    }
    if (quoted) {
      throw new DenpanException("a quote is left open in: " + line);
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }

  /// As it is where it is plain, else in single quotes.
  static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
