package org.denpan.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words quoted so that a shell reads them back unchanged.
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellWords() {}

  static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /// As it is where it is plain, else in single quotes.
  static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
