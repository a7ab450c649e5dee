package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;
import org.denpan.train.TrainingEvent;

/// What a reader should know before believing the figures of a run, a sentence each.
final class Remarks {
  private static final int FEW_ROWS = 100;

  private Remarks() {}

  /// @param table the rows of `test`
  /// @param epochs how many there should have been at the most
  static List<String> of(
      Evaluation test, Encoder encoder, Table table, TrainingEvent.Ended ended, int epochs) {
    List<String> remarks = new ArrayList<>(dots(table, test.target()));
    remarks.addAll(weights(table, encoder));
    if (test.rows() < FEW_ROWS) {
      remarks.add(
          "There are only %s to test with: another seed may give quite other figures."
              .formatted(Figures.count(test.rows(), "row")));
    }
    if (!beatsGuessing(test)) {
      remarks.add("The model is no better than guessing: the columns may not tell the target.");
    }
    if (ended.epochs() < epochs) {
      remarks.add(
          "Training ended in epoch %d of %d: %s."
              .formatted(ended.epochs(), epochs, ended.reason()));
    } else if (ended.bestEpoch() == ended.epochs()) {
      remarks.add("The last epoch was the best: more epochs may give a better model.");
    }
    return remarks;
  }

  private static boolean beatsGuessing(Evaluation test) {
    Map<String, Double> guess = test.baseline();
    return switch (test.target()) {
      case Target.Classes c -> test.metric("accuracy") > guess.getOrDefault("accuracy", 0.0);
      case Target.Number n -> test.metric("rmse") < guess.getOrDefault("rmse", 0.0);
    };
  }

  /// That rows count 1 each here, though not in training, where that is so.
  static List<String> weights(Table table, Encoder encoder) {
    return encoder
        .weights()
        .filter(column -> encoder.weights(table).isEmpty())
        .map(column ->
            "%s has no column '%s', by which rows counted in training: here each counts 1."
                .formatted(table.name(), column))
        .stream()
        .toList();
  }

  /// That labels were read without the dot at their end, where that was so.
  static List<String> dots(Table table, Target target) {
    if (!(target instanceof Target.Classes classes)) {
      return List.of();
    }
    Set<String> known = Set.copyOf(classes.classes());
    Column column = table.column(target.column());
    long dotted =
        IntStream.range(0, table.rows())
            .mapToObj(column::text)
            .filter(text -> text.endsWith(".") && !known.contains(text))
            .count();
    return dotted == 0
        ? List.of()
        : List.of(
            "The dot at the end of %s of '%s' was ignored."
                .formatted(Figures.count(dotted, "value"), target.column()));
  }
}
