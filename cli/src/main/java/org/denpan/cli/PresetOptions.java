package org.denpan.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.denpan.Family;
import org.denpan.data.Task;
import org.denpan.train.Preset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// Other defaults for the options of training. Which, the target decides, so that they come in when
/// the data have been read.
@Command
final class PresetOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Other defaults for network, training and preparation: tabular, for tables of numbers and"
              + " texts. What is typed has precedence.")
  @Nullable String preset;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// What was named.
  ///
  /// @throws picocli.CommandLine.ParameterException if there is no such preset
  Optional<Preset> preset() {
    return Optional.ofNullable(preset)
        .map(name -> Usage.of(spec, "--preset", () -> Family.of(Preset.class).parse(name)));
  }

  /// Sets the options that neither the command line nor a configuration file has set. A learning
  /// rate goes with its optimizer, and is left alone with another.
  ///
  /// @param typed the command line
  /// @param configured what a configuration file has set
  /// @param rows to train on
  /// @return the options that were set, by their names
  Map<String, String> apply(ParseResult typed, Set<ArgSpec> configured, Task task, int rows) {
    Map<String, String> words = preset().map(p -> p.recipe(task, rows).options()).orElse(Map.of());
    boolean own = given("optimizer", typed, configured);
    Map<String, String> set = new LinkedHashMap<>();
    words.forEach((name, value) -> {
      boolean skipped = given(name, typed, configured) || (own && name.equals("learning-rate"));
      if (!skipped) {
        OptionSpec option = option(name, typed);
        option.setValue(value(option.type(), value));
        set.put(name, value);
      }
    });
    return set;
  }

  private static boolean given(String name, ParseResult typed, Set<ArgSpec> configured) {
    OptionSpec option = option(name, typed);
    return typed.hasMatchedOption(option) || configured.contains(option);
  }

  private static OptionSpec option(String name, ParseResult typed) {
    return typed.commandSpec().findOption("--" + name);
  }

  private static Object value(Class<?> type, String words) {
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> Integer.valueOf(words);
      case "double", "Double" -> Double.valueOf(words);
      case "BatchSize" -> new BatchSize.Converter().convert(words);
      default -> words;
    };
  }
}
