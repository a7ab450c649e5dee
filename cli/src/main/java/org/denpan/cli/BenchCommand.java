package org.denpan.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.denpan.Family;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan bench`: how fast is this machine, and how much of that does a network reach?
@Command(
    name = "bench",
    description = {
      "What the machine can do, how fast it trains a network and predicts with it, and the"
          + " fraction reached. Without arguments: 784 inputs, 256 relu, 128 relu, 10 classes."
    },
    customSynopsis = {
      "denpan bench [MODEL] [--batch N] [--threads N] [--seconds N] [--json]",
      "       denpan bench --config run.toml",
      "       denpan bench --layers \"256 relu, 128 relu\" --inputs 784 --outputs 10"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String USUAL = "256 relu, 128 relu";

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file; or a configuration, named *.toml.")
  @Nullable Path model;

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Mixin(name = "Without a model")
  private NetworkChoice choice = new NetworkChoice();

  @Mixin(name = "Measurement")
  private Measurement measurement = new Measurement();

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  BenchCommand(Streams streams) {
    this.streams = streams;
  }

  /// What is done, and for how long.
  @Command
  static final class Measurement {
    @Option(
        names = "--optimizer",
        paramLabel = "HOW",
        description =
            "sgd, momentum, nesterov, rmsprop, adam, adamw or lbfgs; default adam, or the"
                + " config's.")
    @Nullable String optimizer;

    @Option(
        names = "--batch",
        paramLabel = "N",
        description = "Rows a step of training; default 128, or the config's.")
    @Nullable Integer batch;

    @Option(
        names = "--rows",
        paramLabel = "N",
        description = "Rows predicted at once; default 10,000.")
    int rows = 10_000;

    @Option(names = "--threads", paramLabel = "N", description = "Default all.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
        names = "--seconds",
        paramLabel = "NUMBER",
        description =
            "How long each speed is measured, longer where it is still rising; default 4.")
    double seconds = 4;
  }

  @Override
  public Integer call() {
    checkPositive("--rows", measurement.rows);
    checkPositive("--threads", measurement.threads);
    if (!(measurement.seconds > 0 && measurement.seconds <= 3600)) {
      throw wrong("--seconds must be positive, and at most 3600; got " + measurement.seconds);
    }
    Checked subject =
        choice.none(model)
            ? Checked.layers(USUAL, Network.parse(USUAL), 784, 10, Loss.crossEntropy(), 42)
            : choice.of(model, 42, streams);
    TrainingOptions words = words();
    int batch = batch(words);
    // steps so small that nothing is learnt, and nothing can run away
    words.learningRate = 1e-9;
    Trainer trainer = words.trainer(Trainer.of(subject.network())).loss(subject.loss());
    Usage.check(spec, "--optimizer", () -> trainer.checkLayers(subject.network()));
    Usage.check(spec, "--batch", () -> trainer.checkBatchSize(subject.network(), batch));
    Interrupt interrupt = Interrupt.watch(streams);
    BenchRun run =
        new BenchRun(
            subject,
            new BenchRun.Plan(
                trainer,
                words.optimizer,
                batch,
                measurement.rows,
                measurement.threads,
                measurement.seconds),
            interrupt::asked);
    if (json.on) {
      run.measure();
      Json.print(streams, run.json());
    } else {
      run.print(new Layout(streams.out()));
      run.measure();
    }
    return 0;
  }

  /// The configuration's settings, or the usual ones, with what was typed here.
  private TrainingOptions words() {
    Optional<Path> file = choice.configuration(model);
    TrainingOptions words =
        file.isPresent()
            ? TrainCommand.configured(file.get(), streams).training()
            : new TrainingOptions();
    words.threads = measurement.threads;
    if (measurement.optimizer != null) {
      String wanted = measurement.optimizer;
      Usage.of(spec, "--optimizer", () -> Family.of(Optimizer.class).parse(wanted));
      words.optimizer = wanted;
    }
    return words;
  }

  private int batch(TrainingOptions words) {
    if (measurement.batch != null) {
      checkPositive("--batch", measurement.batch);
      words.batch = new BatchSize(measurement.batch);
    }
    int batch = words.batch == null ? 128 : Math.min(words.batch.rows(), measurement.rows);
    words.batch = new BatchSize(batch);
    return batch;
  }

  private void checkPositive(String option, int value) {
    if (value < 1) {
      throw wrong(option + " must be at least 1, got " + value);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
