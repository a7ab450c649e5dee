package org.denpan.data;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The texts that stand for a missing value, in any case. Nothing at all and `NaN` always do.
final class CsvMissing {
  private final Set<String> markers = new HashSet<>();
  private final boolean[] firstLetters = new boolean[128];
  private final int longest;

  CsvMissing(Set<String> texts) {
    markers.add("nan");
    texts.forEach(text -> markers.add(lower(text)));
    for (String marker : markers) {
      if (!marker.isEmpty()) {
        markFirst(marker.charAt(0));
      }
    }
    longest = markers.stream().mapToInt(String::length).max().orElse(0);
  }

  private void markFirst(char first) {
    firstLetters[first & 127] = true;
    firstLetters[Character.toUpperCase(first) & 127] = true;
  }

  /// Whether the characters [from, to) are one of the texts. Most values are told apart by their
  /// length or first letter, so that no string is made of them.
  boolean matches(char[] text, int from, int to) {
    int length = to - from;
    return length == 0
        || (length <= longest
            && firstLetters[text[from] & 127]
            && markers.contains(lower(new String(text, from, length))));
  }

  boolean matches(String text) {
    return text.isEmpty() || markers.contains(lower(text));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
