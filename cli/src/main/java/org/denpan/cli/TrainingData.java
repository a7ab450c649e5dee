package org.denpan.cli;

import java.util.Optional;
import java.util.function.Predicate;
import org.denpan.Seed;
import org.denpan.Words;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Preparation;
import org.denpan.data.Split;
import org.denpan.data.Splitting;
import org.denpan.data.Spool;
import org.denpan.data.SpoolSplit;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Task;
import org.denpan.model.Model;
import org.denpan.train.Trainer;

/// The rows of a training run, split.
///
/// @param source where they come from
/// @param split the parts
/// @param table all rows, with target and weights, test data of their own left out; where they are
///   beyond memory, some of those to learn from
/// @param rows how many rows there were in all, test data of their own left out
/// @param beyond the rows to learn from where they are beyond memory; those of `split` are some of
///   them then
/// @param given data of their own to test with
record TrainingData(
    NamedData source,
    Split split,
    Table table,
    int rows,
    Optional<Spool> beyond,
    Optional<NamedData> given) {
  /// Rows of a table beyond memory that are looked at where all would take too long.
  private static final int SAMPLE = 100_000;

  /// The same rows, divided otherwise.
  TrainingData with(Split other) {
    return new TrainingData(source, other, table, rows, Optional.empty(), given);
  }

  /// @param origin the model that is continued, which says what the target is
  /// @throws picocli.CommandLine.ParameterException if the target was not named
  static TrainingData read(TrainCommand words, Optional<Model> origin) {
    return of(words, origin, open(words, origin));
  }

  /// The rows as they are, before they are looked at for a target and divided.
  static NamedData open(TrainCommand words, Optional<Model> origin) {
    return NamedData.open(
        words.data(), words.reading(), texts(origin), words.memory().budget(), words.streams());
  }

  /// The data to test with, where some were named.
  private static Optional<NamedData> openGiven(TrainCommand words, Optional<Model> origin) {
    return Optional.ofNullable(words.split().test)
        .map(named ->
            NamedData.open(named, words.reading().others(), texts(origin), words.streams()));
  }

  private static Predicate<String> texts(Optional<Model> origin) {
    return origin.map(Rows::texts).orElse(column -> false);
  }

  /// The same of data that were opened.
  static TrainingData of(TrainCommand words, Optional<Model> origin, NamedData source) {
    TrainCommand.DataOptions options = words.options();
    String target =
        origin.map(m -> m.target().column()).orElseGet(() -> target(source.table(), words));
    if (source.beyond().isPresent()) {
      return beyond(words, origin, source, source.beyond().get(), target);
    }
    Table aimed = source.table().withTarget(target);
    Table sure =
        origin
            .map(TrainingData::task)
            .or(words::task)
            .map(t -> aimed.withTarget(target, t))
            .orElse(aimed);
    // a class that the model does not know is found while its row's number is that of the file
    origin.ifPresent(model -> model.encoder().encode(Rows.withTarget(sure, target)));
    Table table = options.weights == null ? sure : sure.withWeights(options.weights);
    long seed = words.training().seed;
    Optional<NamedData> given = openGiven(words, origin);
    Optional<Table> test = given.map(NamedData::forTest).or(source::ownTest);
    Split divided = words.split().split(table, test, seed);
    Split split =
        words
            .split()
            .groups()
            .filter(column -> origin.filter(m -> uses(m, column)).isEmpty())
            .map(divided::without)
            .orElse(divided);
    return new TrainingData(source, split, table, table.rows(), Optional.empty(), given);
  }

  /// Rows that stay in a scratch file.
  private static TrainingData beyond(
      TrainCommand words, Optional<Model> origin, NamedData source, Spool all, String target) {
    if (words.split().folds != null) {
      throw words.wrong(
          "%s is larger than --memory, and --folds needs a table in memory: leave --folds out, or allow"
                  .formatted(source.name())
              + " more memory");
    }
    if (!words.split().splitting().equals(Splitting.stratified())) {
      throw words.wrong(
          "%s is larger than --memory, where rows can only be drawn evenly or given by --test: leave"
                  .formatted(source.name())
              + " out --split-by-time, --split-by-group and --shuffled, or allow more memory");
    }
    Optional<Task> task = origin.map(TrainingData::task).or(words::task);
    Spool aimed = task.map(t -> all.withTarget(target, t)).orElseGet(() -> all.withTarget(target));
    String weights = words.options().weights;
    if (weights != null) {
      source.table().withWeights(weights); // finds out what cannot be weights
    }
    Spool table = weights == null ? aimed : aimed.withWeights(weights);
    long seed = words.training().seed;
    Optional<NamedData> given = openGiven(words, Optional.empty());
    SpoolSplit divided =
        given
            .map(test -> SpoolSplit.given(table, test.forTest(), seed))
            .orElseGet(() -> SpoolSplit.drawn(table, words.split().fraction(), seed));
    Table some = divided.train().spread(SAMPLE, new Seed(seed).stream("sample"));
    Split split =
        new Split(
            some, divided.validation(), divided.test(), Splitting.shuffled(), seed, divided.rule());
    return new TrainingData(source, split, some, table.rows(), Optional.of(divided.train()), given);
  }

  /// The rows to learn from.
  int trainRows() {
    return beyond.map(Spool::rows).orElse(split.train().rows());
  }

  Encoder encoder(Preparation preparation) {
    return beyond
        .map(rows -> Encoder.fit(rows, preparation))
        .orElseGet(() -> Encoder.fit(split.train(), preparation));
  }

  /// Trains on them.
  Model fit(Trainer trainer) {
    return beyond.isPresent()
        ? trainer.fit(beyond.get(), split.validation())
        : trainer.fit(split.train(), split.validation());
  }

  private static boolean uses(Model model, String column) {
    return model.encoder().inputs().stream().anyMatch(t -> t.column().equals(column));
  }

  private static Task task(Model model) {
    return model.target() instanceof Target.Number ? Task.NUMBER : Task.CLASSES;
  }

  private static String target(Table table, TrainCommand words) {
    return Optional.ofNullable(words.options().target)
        .or(table::target)
        .orElseThrow(() ->
            words.wrong(
                "%s: which column is to be predicted? %s; columns: %s"
                    .formatted(
                        table.name(),
                        words.options().config == null
                            ? "Name it with --target"
                            : "Write target = \"…\" in " + words.options().config,
                        Words.list(table.columns().stream().map(Column::name).toList()))));
  }
}
