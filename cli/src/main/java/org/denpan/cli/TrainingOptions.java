package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.denpan.Family;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Target;
import org.denpan.net.Loss;
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
              + " beta2=0.99\"; or lbfgs, which takes all rows in every step; default adam.")
  String optimizer = "adam";

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description =
          "The error: squarederror, mse, mae, \"huber 1.5\", \"quantile 0.9\", bce, \"crossentropy"
              + " smoothing=0.1\", probabilitycrossentropy or perceptron; by default as the target"
              + " asks.")
  @Nullable String loss;

  @Option(
      names = "--class-weights",
      paramLabel = "HOW",
      description = "How much training rows of a class count: balanced, or \"yes=3, no=1\".")
  @Nullable String classWeights;

  @Option(
      names = "--learning-rate",
      paramLabel = "NUMBER",
      description =
          "Step size; default sgd 0.1, momentum and nesterov 0.01, lbfgs 1, others 0.001.")
  @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "HOW",
      description =
          "constant, \"step 10 0.1\": a tenth after every 10 epochs, exponential, cosine,"
              + " flatcosine, \"coslog 4\", onecycle, \"warmup 2 cosine\" or \"plateau 0.1 5\".")
  String schedule = "constant";

  @Option(
      names = "--l1",
      paramLabel = "NUMBER",
      description = "The factor λ of the penalty λ‖W‖₁ on the weights; default 0.")
  double l1;

  @Option(
      names = "--l2",
      paramLabel = "NUMBER",
      description = "The factor λ of the penalty ½λ‖W‖² on the weights; default 0.")
  double l2;

  @Option(
      names = "--max-norm",
      paramLabel = "NUMBER",
      description = "The largest norm of the weights that come into a unit; default 0: no bound.")
  double maxNorm;

  @Option(
      names = "--clip-norm",
      paramLabel = "NUMBER",
      description = "The largest norm of a step's gradient; default 0: no bound.")
  double clipNorm;

  @Option(
      names = "--clip-value",
      paramLabel = "NUMBER",
      description = "The largest size of each number in a gradient; default 0: no bound.")
  double clipValue;

  @Option(
      names = "--averaging",
      paramLabel = "NUMBER",
      description =
          "Validate and keep an exponential average of the weights with this decay, such as 0.999;"
              + " default 0: the weights as they are.")
  double averaging;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all rows are gone through; default 20.")
  int epochs = 20;

  @Option(
      names = "--batch",
      paramLabel = "N|all",
      converter = BatchSize.Converter.class,
      description =
          "Rows a step; default 128, fewer for small tables. With lbfgs: rows in memory at once.")
  @Nullable BatchSize batch;

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

  /// The trainer with these settings.
  ///
  /// @throws picocli.CommandLine.ParameterException naming the option that is wrong
  Trainer trainer(Trainer trainer) {
    trainer.seed(seed);
    if (loss != null) {
      String words = loss;
      trainer.loss(Usage.of(spec, "--loss", () -> Family.of(Loss.class).parse(words)));
    }
    if (classWeights != null) {
      String words = classWeights;
      Usage.of(spec, "--class-weights", () -> trainer.classWeights(words));
    }
    trainer.optimizer(optimizer());
    trainer.schedule(Usage.of(spec, "--schedule", () -> Family.of(Schedule.class).parse(schedule)));
    set("--l1", () -> trainer.l1(l1));
    Usage.of(spec, "--l2", () -> trainer.l2(l2));
    set("--max-norm", () -> trainer.maxNorm(maxNorm));
    set("--clip-norm", () -> trainer.clipNorm(clipNorm));
    set("--clip-value", () -> trainer.clipValue(clipValue));
    set("--averaging", () -> trainer.averaging(averaging));
    set("--with-replacement", () -> trainer.withReplacement(withReplacement));
    Usage.of(spec, "--epochs", () -> trainer.epochs(epochs));
    Usage.of(spec, "--threads", () -> trainer.threads(threads));
    if (batch != null) {
      int rows = batch.rows();
      Usage.of(spec, "--batch", () -> trainer.batchSize(rows));
    }
    if (patience != null) {
      int waited = patience;
      Usage.of(spec, "--patience", () -> trainer.patience(waited));
    }
    return trainer;
  }

  /// Sets what may not go with the optimizer, and says so of this option.
  private void set(String option, Supplier<Trainer> setting) {
    Usage.check(spec, option, () -> setting.get().checkSettings());
  }

  /// Refuses a network that cannot be trained like this on so many rows.
  ///
  /// @throws picocli.CommandLine.ParameterException naming the option that is wrong
  void checkNetwork(Trainer trainer, Network network, int rows) {
    Usage.check(spec, "--optimizer", () -> trainer.checkLayers(network));
    Usage.check(spec, "--batch", () -> trainer.checkBatchSize(network, rows));
  }

  /// @return the loss for the target
  /// @throws picocli.CommandLine.ParameterException if a loss or class weights are not for it
  Loss checkSuits(Trainer trainer, Target target) {
    Loss chosen = Usage.of(spec, "--loss", () -> trainer.lossFor(target));
    Usage.check(spec, "--class-weights", () -> trainer.checkSuits(target));
    return chosen;
  }

  /// How a step changes the weights.
  Optimizer optimizer() {
    Family<Optimizer> family = Family.of(Optimizer.class);
    Usage.of(spec, "--optimizer", () -> family.parse(optimizer));
    String words = learningRate == null ? optimizer : optimizer + " learningRate=" + learningRate;
    return Usage.of(spec, "--learning-rate", () -> family.parse(words));
  }

  /// The settings in words.
  ///
  /// @param batchSize the rows a step that were settled on
  /// @param rows all to learn from
  String describe(int batchSize, int rows) {
    List<String> words = new ArrayList<>();
    if (loss != null) {
      words.add(Family.of(Loss.class).parse(loss).toString());
    }
    words.add(optimizer().toString());
    if (classWeights != null) {
      words.add("class weights " + classWeights);
    }
    if (!schedule.equals("constant")) {
      words.add(Family.of(Schedule.class).parse(schedule).toString());
    }
    addSet(words, "l1", l1);
    addSet(words, "l2", l2);
    addSet(words, "max-norm", maxNorm);
    addSet(words, "clip-norm", clipNorm);
    addSet(words, "clip-value", clipValue);
    addSet(words, "averaging", averaging);
    words.add(Figures.count(epochs, "epoch"));
    words.add(describeBatch(batchSize, rows));
    if (withReplacement) {
      words.add("with replacement");
    }
    if (patience != null) {
      words.add("patience " + patience);
    }
    words.add("seed " + seed);
    words.add(Figures.count(threads, "thread"));
    return String.join(", ", words);
  }

  private String describeBatch(int batchSize, int rows) {
    if (optimizer() instanceof Optimizer.Lbfgs) {
      return batchSize < rows ? "full batch in parts of " + batchSize : "full batch";
    }
    boolean all = batch != null && batch.rows() == Integer.MAX_VALUE;
    return all ? "full batch" : "batch " + batchSize;
  }

  private static void addSet(List<String> words, String name, double value) {
    if (value > 0) {
      words.add(name + " " + value);
    }
  }
}
