package org.denpan.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What a model says of where it comes from, laid out for people: facts of one kind together.
final class Provenance {
  private static final Map<String, Predicate<String>> KINDS = kinds();

  private Provenance() {}

  private static Map<String, Predicate<String>> kinds() {
    Map<String, Predicate<String>> kinds = new LinkedHashMap<>();
    kinds.put(
        "Data",
        name ->
            name.startsWith("data")
                || name.startsWith("test_data")
                || name.startsWith("earlier_")
                || name.endsWith("_rows")
                || name.equals("split")
                || name.equals("weights")
                || name.equals("continued_from"));
    kinds.put("Validation", name -> name.startsWith("val_"));
    kinds.put("Test", name -> name.startsWith("test_"));
    kinds.put("Made by", List.of("denpan", "java", "kernels")::contains);
    kinds.put("Command", "command"::equals);
    kinds.put("Training", name -> true);
    return kinds;
  }

  /// The facts in groups, training after the data it was done on.
  static void print(Map<String, String> facts, Layout layout) {
    for (String kind : List.of("Data", "Training", "Validation", "Test", "Made by")) {
      List<List<String>> rows = new ArrayList<>();
      facts.keySet().stream()
          .filter(name -> kind(name).equals(kind))
          .sorted(Comparator.comparing(name -> !name.startsWith("data")))
          .forEach(name ->
              rows.add(List.of(shown(kind, name), value(kind, facts.getOrDefault(name, "")))));
      if (!rows.isEmpty()) {
        layout.table(kind, rows, 2);
        layout.gap();
      }
    }
    if (facts.containsKey("command")) {
      layout.lines("Command", List.of(facts.getOrDefault("command", ""))); // to be copied
    }
  }

  private static String kind(String name) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().test(name))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static boolean isFigure(String kind) {
    return kind.equals("Validation") || kind.equals("Test");
  }

  /// Without what the heading says.
  private static String shown(String kind, String name) {
    return isFigure(kind) ? name.replaceFirst("^(val|test)_", "") : name;
  }

  private static String value(String kind, String value) {
    try {
      return isFigure(kind) ? Layout.number(Double.parseDouble(value)) : value;
    } catch (NumberFormatException e) {
      return value; // a file may say anything
    }
  }
}
