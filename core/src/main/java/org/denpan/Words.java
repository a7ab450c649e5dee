package org.denpan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Helps messages: the nearest right word for a wrong one, and short lists of names.
public final class Words {
  private static final int LISTED = 12;
  private static final int LONGEST = 100;
  private static final int DIFFERENCES = 4;
  private static final int HASH = 12;

  private Words() {}

  /// The candidate with the fewest edits (insert, delete, replace, swap of neighbours) from `word`,
  /// ignoring case, when it is near enough to be what was meant.
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (wanted.length() > LONGEST) {
      return Optional.empty();
    }
    int limit = Math.max(1, (wanted.length() + 1) / 3);
    return candidates.stream()
        // words whose lengths differ by more are farther apart, and may be very long
        .filter(c -> Math.abs(c.length() - wanted.length()) <= limit)
        .filter(c -> c.length() <= LONGEST)
        .filter(c -> edits(wanted, c.toLowerCase(Locale.ROOT)) <= limit)
        .min(Comparator.comparingInt(c -> edits(wanted, c.toLowerCase(Locale.ROOT))));
  }

  /// `did you mean 'x'?` or, where nothing is near, `known: a, b, c`.
  public static String suggestion(String word, Collection<String> candidates) {
    return nearest(word, candidates)
        .map(n -> "did you mean '" + n + "'?")
        .orElseGet(() -> "known: " + list(candidates));
  }

  /// The names joined by commas, cut after a dozen.
  public static String list(Collection<String> names) {
    String head = names.stream().limit(LISTED).collect(Collectors.joining(", "));
    return names.size() > LISTED ? head + ", … (" + names.size() + " in all)" : head;
  }

  /// Where two descriptions differ: `seed was 42, is now 7; …`, cut after a few; nothing where they
  /// agree.
  public static Optional<String> differences(Map<String, String> before, Map<String, String> now) {
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(before.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String old = before.getOrDefault(name, "(none)");
      String current = now.getOrDefault(name, "(none)");
      if (!old.equals(current)) {
        differences.add(name + " was " + brief(old) + ", is now " + brief(current));
      }
    }
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    int more = Math.max(0, differences.size() - DIFFERENCES);
    String told = String.join("; ", differences.subList(0, differences.size() - more));
    return Optional.of(more == 0 ? told : told + "; and " + more + " more");
  }

  /// A text of which the beginning is enough to tell it from others; of a hash, less is.
  private static String brief(String text) {
    int shown = text.matches("[0-9a-f]{64}") ? HASH : LONGEST;
    return text.length() > shown ? text.substring(0, shown) + "…" : text;
  }

  private static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
