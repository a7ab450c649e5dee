package org.denpan.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.denpan.DenpanException;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.Preparation;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.model.Assessment;
import org.denpan.model.Model;
import org.denpan.train.Baselines;

/// How good a linear model is that learnt from the same rows.
///
/// @param metrics its figures; empty where none was trained
/// @param rows how many rows it learnt from, where these are not all
/// @param remarks what a reader should know of it
record Linear(Map<String, Double> metrics, OptionalInt rows, List<String> remarks) {
  static final Linear NONE = new Linear(Map.of(), OptionalInt.empty(), List.of());

  /// Trains and tests it; none where the images are too many or too large.
  ///
  /// @param model what it is compared with
  /// @param trainRows how many rows that one learnt from
  static Linear of(
      Model model,
      Split split,
      int trainRows,
      Preparation preparation,
      Optional<String> classWeights,
      long seed) {
    Table train = split.train();
    boolean images = train.columns().stream().anyMatch(Column.Pixels.class::isInstance);
    if (images && (long) train.rows() * model.inputs() > Baselines.MOST_NUMBERS) {
      return remark("No linear model was trained beside: the images are too many for it.");
    }
    try {
      Baselines.Linear linear =
          Baselines.linear(train, preparation, classWeights, Baselines.MOST_NUMBERS, seed);
      Map<String, Double> metrics =
          new LinkedHashMap<>(Assessment.of(linear.model().evaluate(split.test())).metrics());
      if (!linear.model().loss().equals(model.loss())) {
        metrics.remove("loss"); // it would be compared with another one
      }
      return linear.rows() == trainRows
          ? new Linear(metrics, OptionalInt.empty(), List.of())
          : new Linear(
              metrics,
              OptionalInt.of(linear.rows()),
              List.of(
                  "The linear model learnt from %s, drawn at random; more would take long."
                      .formatted(Figures.count(linear.rows(), "row"))));
    } catch (DenpanException e) { // the result of the training is not lost for that
      return remark("No linear model could be trained beside: " + e.getMessage());
    }
  }

  private static Linear remark(String remark) {
    return new Linear(Map.of(), OptionalInt.empty(), List.of(remark));
  }
}
