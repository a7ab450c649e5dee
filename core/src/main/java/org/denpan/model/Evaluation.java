package org.denpan.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.denpan.data.Target;

/// How well predictions agree with what is known.
///
/// @param loss the mean error as in training (of a number: in standardised units)
/// @param predictions row by row
/// @param known the encoded targets, one a row
/// @param rowLosses each row's own error
public record Evaluation(double loss, Predictions predictions, float[] known, float[] rowLosses) {
  public int rows() {
    return known.length;
  }

  public Target target() {
    return predictions.target();
  }

  /// `loss`, and `accuracy` for classes or `rmse`, `mae` (both in the target's unit) and `r2` for a
  /// number.
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", loss);
    switch (target()) {
      case Target.Classes c -> metrics.put("accuracy", accuracy());
      case Target.Number n -> regression(n, metrics);
    }
    return metrics;
  }

  /// One metric of [#metrics].
  ///
  /// @throws IllegalArgumentException if there is none of this name
  public double metric(String name) {
    Double value = metrics().get(name);
    if (value == null) {
      throw new IllegalArgumentException("no metric '" + name + "' in " + metrics().keySet());
    }
    return value;
  }

  /// What saying the most frequent training class, or the training mean, of every row would give:
  /// `accuracy`, or `rmse` and `mae`.
  public Map<String, Double> baseline() {
    return switch (target()) {
      case Target.Classes c -> {
        long hits = IntStream.range(0, rows()).filter(r -> known[r] == c.majority()).count();
        yield Map.of("accuracy", (double) hits / rows());
      }
      case Target.Number n -> {
        double squares = 0;
        double sizes = 0;
        for (float z : known) {
          squares += (double) z * z;
          sizes += Math.abs(z);
        }
        yield Map.of(
            "rmse",
            n.deviation() * Math.sqrt(squares / rows()),
            "mae",
            n.deviation() * sizes / rows());
      }
    };
  }

  private double accuracy() {
    return (double) IntStream.range(0, rows()).filter(this::hit).count() / rows();
  }

  private boolean hit(int row) {
    return predictions.row(row).classIndex() == (int) known[row];
  }

  private void regression(Target.Number target, Map<String, Double> metrics) {
    double mean = 0;
    for (float z : known) {
      mean += (double) z / rows();
    }
    double squares = 0;
    double sizes = 0;
    double spread = 0;
    for (int row = 0; row < rows(); row++) {
      double error = (double) predictions.outputs()[row] - known[row];
      squares += error * error;
      sizes += Math.abs(error);
      spread += (known[row] - mean) * (known[row] - mean);
    }
    metrics.put("rmse", target.deviation() * Math.sqrt(squares / rows()));
    metrics.put("mae", target.deviation() * sizes / rows());
    if (spread > 0) {
      metrics.put("r2", 1 - squares / spread);
    }
  }

  /// Rows by known class, columns by predicted class.
  ///
  /// @throws IllegalStateException if the target is a number
  public int[][] confusion() {
    if (!(target() instanceof Target.Classes classes)) {
      throw new IllegalStateException("a number has no confusion matrix");
    }
    int size = classes.classes().size();
    int[][] matrix = new int[size][size];
    for (int row = 0; row < rows(); row++) {
      matrix[(int) known[row]][predictions.row(row).classIndex()]++;
    }
    return matrix;
  }

  /// The rows with the largest errors, worst first; of equals the earlier first.
  public List<Integer> worst(int count) {
    return IntStream.range(0, rows())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer row) -> -rowLosses[row]))
        .limit(count)
        .toList();
  }
}
