package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;
import org.denpan.train.TrainingEvent;

/// What a reader should know before believing the figures of a run, a sentence each.
final class Remarks {
  private static final int FEW_ROWS = 100;

  private Remarks() {}

  /// @param epochs how many there should have been at the most
  static List<String> of(Evaluation test, TrainingEvent.Ended ended, int epochs) {
    List<String> remarks = new ArrayList<>();
    if (test.rows() < FEW_ROWS) {
      remarks.add(
          "There are only %s to test with: another seed may give quite other figures."
              .formatted(Layout.count(test.rows(), "row")));
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
}
