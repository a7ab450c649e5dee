package org.denpan.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The subcommands. Only those that are named among the words typed are built; of the others a name
/// and a line are enough, so that help comes at once.
final class Commands {
  /// Name and summary, in the order of the help.
  private static final List<Map.Entry<String, String>> ALL =
      List.of(
          Map.entry(
              "train", "Trains a network and says how good it is on rows that it has not seen."),
          Map.entry(
              "tune", "Searches for the settings that train best, and trains with what it found."),
          Map.entry("resume", "Goes on with a training that was cut off, to the same result."),
          Map.entry("evaluate", "Says how good a model is on data with known targets."),
          Map.entry("predict", "Predicts the rows of a table."),
          Map.entry("inspect", "Shows what is in a model file."),
          Map.entry("verify", "Trains a model again and says whether it is the same."),
          Map.entry("export", "Writes a model for other programs."),
          Map.entry("import", "Makes a model of a network that another program wrote."),
          Map.entry("serve", "Answers requests for predictions over HTTP."),
          Map.entry("data", "Shows what is in a file: format, columns, types, values."),
          Map.entry("bench", "Measures this machine, and how fast it trains and predicts."),
          Map.entry("check", "Checks back-propagation against numerical derivatives."),
          Map.entry(
              "textbook", "Shows the textbook's systems at work, beside what they must give."),
          Map.entry("completion", "Prints a completion script for bash and zsh."));

  private Commands() {}

  static List<String> names() {
    return ALL.stream().map(Map.Entry::getKey).toList();
  }

  /// Adds all commands to the line; those whose name is among the words, complete.
  static void addTo(CommandLine line, Collection<String> words, Streams streams) {
    for (Map.Entry<String, String> command : ALL) {
      String name = command.getKey();
      CommandSpec spec =
          words.contains(name) ? spec(command(name, streams)) : CommandSpec.create().name(name);
      String[] description =
          Stream.concat(Stream.of(command.getValue()), Stream.of(spec.usageMessage().description()))
              .toArray(String[]::new);
      spec.usageMessage().description(description);
      line.addSubcommand(spec);
    }
  }

  private static CommandSpec spec(Callable<Integer> command) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    if (command instanceof TuneCommand tune) {
      tune.borrow(spec);
    }
    return spec;
  }

  private static Callable<Integer> command(String name, Streams streams) {
    return switch (name) {
      case "train" -> new TrainCommand(streams);
      case "tune" -> new TuneCommand(streams);
      case "resume" -> new ResumeCommand(streams);
      case "evaluate" -> new EvaluateCommand(streams);
      case "predict" -> new PredictCommand(streams);
      case "inspect" -> new InspectCommand(streams);
      case "verify" -> new VerifyCommand(streams);
      case "export" -> new ExportCommand(streams);
      case "import" -> new ImportCommand(streams);
      case "serve" -> new ServeCommand(streams);
      case "data" -> new DataCommand(streams);
      case "bench" -> new BenchCommand(streams);
      case "check" -> new CheckCommand(streams);
      case "textbook" -> new TextbookCommand(streams);
      case "completion" -> new CompletionCommand(streams);
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }
}
