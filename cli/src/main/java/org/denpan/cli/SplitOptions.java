package org.denpan.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.denpan.data.Folds;
import org.denpan.data.Split;
import org.denpan.data.Splitting;
import org.denpan.data.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which rows are learnt from and which are kept to judge by.
@Command
final class SplitOptions {
  private static final double USUAL = 0.8;

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description = "Data to test with; by default some rows of DATA are kept for it.")
  @Nullable String test;

  @Option(
      names = "--split",
      paramLabel = "FRACTION",
      description = "The part of the rows to learn from; default 0.8.")
  @Nullable Double split;

  @Option(
      names = "--split-by-time",
      paramLabel = "COLUMN",
      description = "Learn from the earlier rows, validate and test with the later ones.")
  @Nullable String splitByTime;

  @Option(
      names = "--split-by-group",
      paramLabel = "COLUMN",
      description = "Rows with the same value here stay together; the column is no input.")
  @Nullable String splitByGroup;

  @Option(
      names = "--shuffled",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Divide rows by chance alone; by default classes keep their shares.")
  boolean shuffled;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "First train and test K models, each tested with another part of the rows; then the one"
              + " that is saved, as without this.")
  @Nullable Integer folds;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "How often to make the folds, each time with other chance; default 1.")
  @Nullable Integer repeats;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// Refuses wrong values, and options of which one would have no effect, before anything is read.
  ///
  /// @param data what is trained on
  void check(String data) {
    if (split != null && !(split > 0 && split < 1)) {
      throw wrong("--split must be between 0 and 1, such as 0.8; got " + split);
    }
    if (split != null && test != null) {
      throw wrong("--split says how many rows are kept to test with; with --test, none are");
    }
    List<String> rules =
        Stream.of(
                splitByTime == null ? "" : "--split-by-time",
                splitByGroup == null ? "" : "--split-by-group",
                shuffled ? "--shuffled" : "")
            .filter(rule -> !rule.isEmpty())
            .toList();
    if (rules.size() > 1) {
      throw wrong("rows are divided by one rule: choose between " + String.join(" and ", rules));
    }
    if (folds == null ? repeats != null : folds < 2) {
      throw wrong(
          folds == null
              ? "--repeats goes with --folds, such as --folds 5"
              : "--folds must be at least 2, got " + folds);
    }
    if (repeats != null && (repeats < 1 || (repeats > 1 && splitByTime != null))) {
      throw wrong(
          repeats < 1
              ? "--repeats must be at least 1, got " + repeats
              : "--repeats has no effect with --split-by-time, in which there is no chance");
    }
    if (data.equals("-") && "-".equals(test)) {
      throw wrong("standard input cannot be both DATA and --test");
    }
  }

  /// The rule that was asked for.
  Splitting splitting() {
    if (splitByTime != null) {
      return Splitting.byTime(splitByTime);
    }
    if (splitByGroup != null) {
      return Splitting.byGroup(splitByGroup);
    }
    return shuffled ? Splitting.shuffled() : Splitting.stratified();
  }

  /// The column whose groups stay together, if there is one.
  Optional<String> groups() {
    return Optional.ofNullable(splitByGroup);
  }

  /// The rows divided several times, if that was asked for.
  ///
  /// @param table with a target
  Optional<Folds> folds(Table table, long seed) {
    return Optional.ofNullable(folds)
        .map(k -> Folds.of(table, splitting(), k, repeats == null ? 1 : repeats, seed));
  }

  /// The rows divided.
  ///
  /// @param table with a target
  /// @param given rows to test with, if there are such
  Split split(Table table, Optional<Table> given, long seed) {
    if (split != null && given.isPresent()) {
      throw wrong("--split has no effect: %s has test rows of its own".formatted(table.name()));
    }
    return given
        .map(rows -> Split.given(table, rows, splitting(), seed))
        .orElseGet(() -> Split.of(table, splitting(), fraction(), seed));
  }

  /// How much of the rows is learnt from.
  double fraction() {
    return split == null ? USUAL : split;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
