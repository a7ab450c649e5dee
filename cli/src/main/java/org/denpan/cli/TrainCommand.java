package org.denpan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.denpan.data.Preparation;
import org.denpan.data.Task;
import org.denpan.model.Model;
import org.denpan.train.Trainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// `denpan train`: from data to a model file and a report. Here the words are read and checked;
/// [TrainRun] does the work.
@Command(name = "train", abbreviateSynopsis = true)
final class TrainCommand implements Callable<Integer> {
  static final List<String> NOT_IN_FILES = List.of("config", "help", "debug", "json", "quiet");

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description = NamedData.DESCRIPTION + " Default: digits.")
  String data = "";

  @Mixin(name = "Data")
  private DataOptions options = new DataOptions();

  @Mixin(name = "Rows")
  private SplitOptions split = new SplitOptions();

  @Mixin(name = "Reading")
  private ReadingOptions reading = new ReadingOptions();

  @Mixin(name = "Large tables")
  private MemoryOptions memory = new MemoryOptions();

  @Mixin(name = "Preset")
  private PresetOptions preset = new PresetOptions();

  @Mixin(name = "Preparation")
  private PreparationOptions preparation = new PreparationOptions();

  @Mixin(name = "Network")
  private NetworkOptions network = new NetworkOptions();

  @Mixin(name = "Training")
  private TrainingOptions training = new TrainingOptions();

  @Mixin(name = "Evaluation")
  private MeasureOptions measures = new MeasureOptions();

  @Mixin(name = "Checkpoints")
  private CheckpointOptions checkpoint = new CheckpointOptions();

  @Mixin(name = "Output")
  private OutputOptions output = new OutputOptions();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  /// What was given, for the preset to leave alone.
  private ParseResult typed = ParseResult.builder(CommandSpec.create()).build();

  private Set<ArgSpec> configured = Set.of();

  TrainCommand(Streams streams) {
    this.streams = streams;
  }

  /// Which rows and columns, and where they are described.
  @Command
  static final class DataOptions {
    @Option(
        names = "--target",
        paramLabel = "COLUMN",
        description = "The column to predict; built-in data and images know theirs.")
    @Nullable String target;

    @Option(
        names = "--task",
        paramLabel = "TASK",
        description =
            "What the target is: classes or number. By default classes for texts and for whole"
                + " numbers of at most 20 values, else a number.")
    @Nullable String task;

    @Option(
        names = "--weights",
        paramLabel = "COLUMN",
        description = "The column that says how much each row counts; it is no input.")
    @Nullable String weights;

    @Option(
        names = "--from",
        paramLabel = "MODEL",
        description = "A model to go on from with more rows: its network, target, loss, weights.")
    @Nullable Path from;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "Options from a TOML file, named as here; what is typed has precedence.")
    @Nullable Path config;
  }

  @Override
  public Integer call() {
    typed = spec.commandLine().getParseResult();
    if (options.config != null) {
      configured = ConfigFile.apply(typed, options.config, NOT_IN_FILES);
    }
    check();
    String command = Rerun.command(typed, configured, data(), Set.of("--seed"));
    if (checkpoint.folder == null) {
      new TrainRun(this, checkOutputs(), command).run();
    } else {
      try (RunFolder folder = RunFolder.begin(checkpoint.folder, checkpoint.every())) {
        train(folder, command);
      }
    }
    return 0;
  }

  /// Trains with checkpoints.
  ///
  /// @param command what is trained, as it is written down
  void train(RunFolder folder, String command) {
    new TrainRun(this, checkOutputs(), command).keepingIn(folder).run();
  }

  /// Finds out early whether what comes out could be written.
  ///
  /// @return the model file
  Path checkOutputs() {
    Path model = output.model(reading.isQuery(data) ? "query" : data());
    OutputFile.check(model);
    OutputFile.refuseInput(
        model, data(), split.test, options.from == null ? null : options.from.toString());
    if (!output.noReport) {
      if (model.equals(OutputOptions.report(model))) {
        throw wrong("--output " + model + " is where the report goes; call the model otherwise");
      }
      OutputFile.check(OutputOptions.report(model));
    }
    return model;
  }

  /// What would be trained if this file were given as `--config`.
  ///
  /// @throws ParameterException naming what is wrong in it
  static TrainCommand configured(Path file, Streams streams) {
    TrainCommand words = new TrainCommand(streams);
    words.typed = new CommandLine(words).parseArgs();
    words.configured = ConfigFile.apply(words.typed, file, NOT_IN_FILES);
    words.options.config = file;
    words.check();
    return words;
  }

  /// What these words would train.
  ///
  /// @throws ParameterException naming what is wrong in them
  static TrainCommand of(List<String> words, Streams streams) {
    TrainCommand command = new TrainCommand(streams);
    command.typed = new CommandLine(command).parseArgs(words.toArray(String[]::new));
    command.check();
    return command;
  }

  /// Refuses wrong values before anything is read.
  private void check() {
    reading.check(data());
    training.trainer(Trainer.of(network.network()));
    measures.rule();
    preparation();
    memory.budget();
    memory.shuffle();
    preset.preset();
    checkpoint.every();
    if (checkpoint.folder != null && data().equals("-")) {
      throw wrong(
          "--checkpoint cannot be combined with '-': what comes from there comes only once");
    }
    if (options.from != null) {
      refuseWithFrom("--target", options.target);
      refuseWithFrom("--task", options.task);
      refuseWithFrom("--preset", preset.preset);
      refuseWithFrom("--layers", network.layers);
      refuseWithFrom("--init", network.init);
      refuseWithFrom("--loss", training.loss);
      if (split.folds != null) {
        throw wrong("--folds cannot be combined with --from: it judges training from the start");
      }
      if (preparation.any()) {
        throw wrong(
            "how columns are prepared cannot be changed with --from: it stays as in the model");
      }
    }
    split.check(data);
    task();
  }

  private void refuseWithFrom(String option, @Nullable String value) {
    if (value != null) {
      throw wrong(
          "%s \"%s\" cannot be combined with --from: it stays as in the model; leave it out"
              .formatted(option, value));
    }
  }

  /// The model to go on from, if there is one.
  Optional<Model> from() {
    return Optional.ofNullable(options.from).map(Model::load);
  }

  /// What the target is, where it was said.
  Optional<Task> task() {
    return switch (options.task) {
      case null -> Optional.empty();
      case "classes" -> Optional.of(Task.CLASSES);
      case "number" -> Optional.of(Task.NUMBER);
      default -> throw wrong("--task is either classes or number, got " + options.task);
    };
  }

  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  MemoryOptions memory() {
    return memory;
  }

  /// Lets the preset set what was left open, now that the target is known.
  ///
  /// @return its name and what it has set, in words; empty without a preset
  Optional<String> settle(Task task, int rows) {
    Map<String, String> set = preset.apply(typed, configured, task, rows);
    return Optional.ofNullable(preset.preset)
        .map(name ->
            set.entrySet().stream()
                .map(option -> "%s \"%s\"".formatted(option.getKey(), option.getValue()))
                .collect(Collectors.joining(", ", name + ": ", "")));
  }

  /// How columns become inputs.
  Preparation preparation() {
    return preparation.preparation(Preparation.standard());
  }

  Streams streams() {
    return streams;
  }

  /// As it was named, or digits; nothing where a query stands for it.
  String data() {
    return data.isEmpty() && reading.sql == null ? "digits" : data;
  }

  DataOptions options() {
    return options;
  }

  SplitOptions split() {
    return split;
  }

  ReadingOptions reading() {
    return reading;
  }

  NetworkOptions network() {
    return network;
  }

  TrainingOptions training() {
    return training;
  }

  MeasureOptions measures() {
    return measures;
  }

  OutputOptions output() {
    return output;
  }
}
