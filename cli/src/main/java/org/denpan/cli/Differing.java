package org.denpan.cli;

import java.util.List;
import java.util.Map;

/// What a model says of itself, and what it is instead.
///
/// @param what such as `data_sha256`
/// @param stored in the model
/// @param now found
record Differing(String what, String stored, String now) {
  /// How much of a text is shown where it is long.
  private static final int MOST = Layout.WIDTH - Layout.LABEL - 4;

  /// Those of the facts now that the model has too, with another value.
  static List<Differing> of(Map<String, String> stored, Map<String, String> now) {
    return now.entrySet().stream()
        .filter(fact -> stored.containsKey(fact.getKey()))
        .map(fact ->
            new Differing(fact.getKey(), stored.getOrDefault(fact.getKey(), ""), fact.getValue()))
        .filter(differing -> !differing.stored.equals(differing.now))
        .toList();
  }

  /// On one line where it fits, else on three.
  List<String> lines() {
    String line = "%s: %s in the model, now %s".formatted(what, stored, now);
    return line.length() <= Layout.WIDTH - Layout.LABEL
        ? List.of(line)
        : List.of(what + ":", "was " + Layout.cut(stored, MOST), "is  " + Layout.cut(now, MOST));
  }

  Map<String, String> json() {
    return Map.of("what", what, "model", stored, "now", now);
  }
}
