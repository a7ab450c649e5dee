package org.denpan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The command that gives the same result again: what was typed or stood in a configuration file,
/// written out.
final class Rerun {
  /// Options that do not change the result.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "--config",
          "--json",
          "--quiet",
          "--debug",
          "--help",
          "--checkpoint",
          "--checkpoint-every");

  private Rerun() {}

  /// @param configured the arguments that a configuration file set
  /// @param data the data as it was named
  /// @param always options that are written even where they were not given
  static String command(
      ParseResult typed, Set<ArgSpec> configured, String data, Set<String> always) {
    List<String> words = new ArrayList<>(List.of("denpan", typed.commandSpec().name()));
    if (!data.isEmpty()) {
      words.add(data);
    }
    words.addAll(options(typed, configured, always, name -> true));
    return ShellWords.join(words);
  }

  /// The options that were given, each followed by its value.
  ///
  /// @param always options that are written even where they were not given
  /// @param wanted whether an option of this name is asked for
  static List<String> options(
      ParseResult typed, Set<ArgSpec> configured, Set<String> always, Predicate<String> wanted) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : typed.commandSpec().options()) {
      String name = option.longestName();
      boolean given =
          typed.hasMatchedOption(option) || configured.contains(option) || always.contains(name);
      if (given && !WITHOUT_EFFECT.contains(name) && wanted.test(name)) {
        add(words, name, option);
      }
    }
    return words;
  }

  private static void add(List<String> words, String name, OptionSpec option) {
    Object value = option.getValue();
    if (value instanceof Boolean on) {
      if (on) {
        words.add(name);
      } else if (option.negatable()) {
        words.add("--no-" + name.substring(2));
      }
      return;
    }
    words.add(name);
    words.add(
        value instanceof List<?> list
            ? String.join(",", list.stream().map(String::valueOf).toList())
            : String.valueOf(value));
  }

  /// A file name with what stands before its first dot only: `churn` for `data/churn.csv.gz`.
  static String plainName(String data) {
    Path name = Path.of(data).getFileName();
    String plain =
        name == null
            ? ""
            : name.toString()
                .replaceFirst(
                    "(?i)(?<=.)(\\.(csv|tsv|txt|data|idx|parquet|json|jsonl|ndjson|duckdb|db|sqlite|onnx|gz|zst))+$",
                    "");
    return plain.isBlank() || plain.startsWith(".") ? "model" : plain;
  }
}
