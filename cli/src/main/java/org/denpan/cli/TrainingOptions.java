package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import org.denpan.Family;
import org.denpan.net.Network;
import org.denpan.train.Optimizer;
import org.denpan.train.Schedule;
import org.denpan.train.Trainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How to train.
@Command
final class TrainingOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "HOW",
      description =
          "sgd, momentum, nesterov, rmsprop, adam or adamw, with settings if wished: \"adam"
              + " beta2=0.99\"; default adam.")
  String optimizer = "adam";

  @Option(
      names = "--learning-rate",
      paramLabel = "NUMBER",
      description = "Step size; default sgd 0.1, momentum and nesterov 0.01, others 0.001.")
  @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "HOW",
      description =
          "constant, \"step 10 0.1\": a tenth after every 10 epochs, exponential, cosine, onecycle,"
              + " \"warmup 2 cosine\" or \"plateau 0.1 5\".")
  String schedule = "constant";

  @Option(
      names = "--l2",
      paramLabel = "NUMBER",
      description = "The factor λ of the penalty ½λ‖W‖² on the weights; default 0.")
  double l2;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all rows are gone through; default 20.")
  int epochs = 20;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows a step; default 128, fewer for small tables.")
  @Nullable Integer batch;

  @Option(
      names = "--with-replacement",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Draw every batch anew, instead of going through a shuffled table.")
  boolean withReplacement;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End when val_loss has not improved for N epochs; default: do all.")
  @Nullable Integer patience;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The source of all chance; default 42. Same seed, same model.")
  long seed = 42;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that share the work; default all. Does not change the result.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// A trainer with these settings.
  ///
  /// @throws picocli.CommandLine.ParameterException naming the option that is wrong
  Trainer trainer(Network network) {
    Trainer trainer = Trainer.of(network).withReplacement(withReplacement).seed(seed);
    trainer.optimizer(optimizer());
    trainer.schedule(Usage.of(spec, "--schedule", () -> Family.of(Schedule.class).parse(schedule)));
    Usage.of(spec, "--l2", () -> trainer.l2(l2));
    Usage.of(spec, "--epochs", () -> trainer.epochs(epochs));
    Usage.of(spec, "--threads", () -> trainer.threads(threads));
    if (batch != null) {
      int rows = batch;
      Usage.of(spec, "--batch", () -> trainer.batchSize(rows));
    }
    if (patience != null) {
      int waited = patience;
      Usage.of(spec, "--patience", () -> trainer.patience(waited));
    }
    return trainer;
  }

  private Optimizer optimizer() {
    Family<Optimizer> family = Family.of(Optimizer.class);
    Usage.of(spec, "--optimizer", () -> family.parse(optimizer));
    String words = learningRate == null ? optimizer : optimizer + " learningRate=" + learningRate;
    return Usage.of(spec, "--learning-rate", () -> family.parse(words));
  }

  /// The settings in words.
  ///
  /// @param batchSize the rows a step that were settled on
  String describe(int batchSize) {
    List<String> words = new ArrayList<>();
    words.add(optimizer().toString());
    if (!schedule.equals("constant")) {
      words.add(Family.of(Schedule.class).parse(schedule).toString());
    }
    if (l2 > 0) {
      words.add("l2 " + l2);
    }
    words.add(Layout.count(epochs, "epoch"));
    words.add("batch " + batchSize);
    if (withReplacement) {
      words.add("with replacement");
    }
    if (patience != null) {
      words.add("patience " + patience);
    }
    words.add("seed " + seed);
    words.add(Layout.count(threads, "thread"));
    return String.join(", ", words);
  }
}
