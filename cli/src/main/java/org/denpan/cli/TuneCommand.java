package org.denpan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// `denpan tune`: searches for settings, then trains with them as `denpan train` does. It takes the
/// options of train, but for those that it searches, and hands them on; [TuneRun] does the work.
@Command(
    name = "tune",
    abbreviateSynopsis = true,
    footer = {
      "",
      "Each trial is kept in NAME.tune/trials.jsonl beside the model: after a kill or",
      "Ctrl-C, the same command goes on. The test rows have no part in the search."
    })
final class TuneCommand implements Callable<Integer> {
  /// What the search decides, and what cannot be searched with.
  private static final Set<String> NOT_BORROWED =
      Set.of(
          "--layers",
          "--optimizer",
          "--learning-rate",
          "--batch",
          "--from",
          "--checkpoint",
          "--checkpoint-every",
          "--folds",
          "--repeats");

  /// What is no option of train.
  private static final Set<String> OWN =
      CommandSpec.forAnnotatedObject(new SearchOptions()).optionsMap().keySet();

  /// On what the results of trials do not depend, or what a journal says by itself.
  private static final Set<String> PASSING =
      Set.of(
          "--output",
          "--no-report",
          "--no-linear",
          "--no-importance",
          "--calibrate",
          "--threshold",
          "--threads",
          "--scratch",
          "--epochs",
          "--seed");

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description = NamedData.DESCRIPTION + " Default: digits.")
  String data = "";

  @Mixin(name = "Search")
  private SearchOptions search = new SearchOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Where the options of train keep their values.
  private final TrainCommand borrowed;

  private final Streams streams;

  TuneCommand(Streams streams) {
    this.streams = streams;
    borrowed = new TrainCommand(streams);
  }

  /// Adds the options of train, group by group.
  void borrow(CommandSpec own) {
    CommandSpec.forAnnotatedObject(borrowed)
        .mixins()
        .forEach((name, group) -> {
          CommandSpec chosen = CommandSpec.create();
          group.options().stream()
              .filter(option -> !NOT_BORROWED.contains(option.longestName()))
              .forEach(option -> chosen.addOption(OptionSpec.builder(option).build()));
          if (!chosen.options().isEmpty()) {
            own.addMixin(name, chosen);
          }
        });
  }

  @Override
  public Integer call() {
    ParseResult typed = spec.commandLine().getParseResult();
    @Nullable Path config = borrowed.options().config;
    Set<ArgSpec> configured =
        config == null ? Set.of() : ConfigFile.apply(typed, config, TrainCommand.NOT_IN_FILES);
    borrowed.data = data;
    List<String> words = new ArrayList<>();
    if (!borrowed.data().isEmpty()) {
      words.add(borrowed.data());
    }
    words.addAll(Rerun.options(typed, configured, Set.of("--seed"), name -> !OWN.contains(name)));
    List<String> lasting =
        Rerun.options(
            typed, configured, Set.of(), name -> !OWN.contains(name) && !PASSING.contains(name));
    String again = Rerun.command(typed, configured, borrowed.data(), Set.of("--seed"));
    try {
      new TuneRun(words, lasting, search, borrowed.output(), again, streams).run();
    } catch (ParameterException e) { // of train: the help to see is this command's
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return 0;
  }
}
