package org.denpan.cli;

import java.util.Optional;
import java.util.function.Predicate;
import org.denpan.Words;
import org.denpan.data.Column;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Task;
import org.denpan.model.Model;

/// The rows of a training run, split.
///
/// @param source where they come from
/// @param split the parts
/// @param rows how many rows there were in all, test data of their own left out
record TrainingData(NamedData source, Split split, int rows) {
  /// @param origin the model that is continued, which says what the target is
  /// @throws picocli.CommandLine.ParameterException if the target was not named
  static TrainingData read(TrainCommand words, Optional<Model> origin) {
    TrainCommand.DataOptions options = words.options();
    Predicate<String> texts = origin.map(Rows::texts).orElse(column -> false);
    NamedData source = NamedData.open(words.data(), words.reading(), texts, words.streams());
    String target =
        origin.map(m -> m.target().column()).orElseGet(() -> target(source.table(), words));
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
    Optional<Table> test =
        words.split().test == null
            ? source.ownTest()
            : Optional.of(
                NamedData.open(words.split().test, words.reading().others(), texts, words.streams())
                    .forTest());
    Split divided = words.split().split(table, test, seed);
    Split split =
        words
            .split()
            .groups()
            .filter(column -> origin.filter(m -> uses(m, column)).isEmpty())
            .map(divided::without)
            .orElse(divided);
    return new TrainingData(source, split, table.rows());
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
