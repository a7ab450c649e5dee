package org.denpan.cli;

import java.util.Optional;
import org.denpan.Words;
import org.denpan.data.Column;
import org.denpan.data.Split;
import org.denpan.data.Table;

/// The rows of a training run, split.
///
/// @param source where they come from
/// @param split the parts
/// @param rows how many rows there were in all, test data of their own left out
record TrainingData(NamedData source, Split split, int rows) {
  /// @throws picocli.CommandLine.ParameterException if the target was not named
  static TrainingData read(TrainCommand words) {
    TrainCommand.DataOptions options = words.options();
    NamedData source = NamedData.open(words.data(), words.csv(), words.streams());
    String target = target(source.table(), words);
    Table aimed = source.table().withTarget(target);
    Table sure = words.task().map(task -> aimed.withTarget(target, task)).orElse(aimed);
    Table table = options.weights == null ? sure : sure.withWeights(options.weights);
    long seed = words.training().seed;
    Optional<Table> test =
        options.test == null
            ? source.ownTest()
            : Optional.of(NamedData.open(options.test, words.csv(), words.streams()).forTest());
    Split split =
        test.map(t -> Split.given(table, t, seed))
            .orElseGet(() -> Split.stratified(table, target, options.split, seed));
    return new TrainingData(source, split, table.rows());
  }

  private static String target(Table table, TrainCommand words) {
    return Optional.ofNullable(words.options().target)
        .or(table::target)
        .orElseThrow(() ->
            words.wrong(
                "%s: which column is to be predicted? Name it with --target; columns: %s"
                    .formatted(
                        table.name(),
                        Words.list(table.columns().stream().map(Column::name).toList()))));
  }
}
