package org.denpan.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.denpan.data.Target;

/// How well predictions agree with what is known. Rows count by their weights in the loss, the
/// metrics and the baseline; the confusion matrix counts rows.
///
/// @param loss the mean error as in training (of a number: in standardised units)
/// @param predictions row by row
/// @param known the encoded targets, one a row
/// @param rowLosses each row's own error
/// @param weights how much each row counts
public record Evaluation(
    double loss, Predictions predictions, float[] known, float[] rowLosses, float[] weights) {
  /// Rows that all count the same.
  public Evaluation(double loss, Predictions predictions, float[] known, float[] rowLosses) {
    this(loss, predictions, known, rowLosses, ones(known.length));
  }

  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1f);
    return ones;
  }

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
      case Target.Classes c -> metrics.put("accuracy", share(this::hit));
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

  /// The same rows, as they would be told without looking at them: of each class the share that it
  /// had of the training rows, and so always the most frequent one; or the training mean. It has no
  /// loss, and no row losses.
  public Evaluation guess() {
    float[] outputs = new float[predictions.outputs().length];
    if (target() instanceof Target.Classes classes) {
      int width = classes.outputs();
      double total = classes.counts().stream().mapToDouble(count -> count).sum();
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = (float) (classes.counts().get(width == 1 ? 1 : i % width) / total);
      }
    }
    return new Evaluation(
        Double.NaN, new Predictions(target(), outputs), known, new float[rows()], weights);
  }

  /// What the [#guess] would reach: `accuracy`, or `rmse` and `mae`.
  public Map<String, Double> baseline() {
    Map<String, Double> metrics = guess().metrics();
    metrics.keySet().removeAll(List.of("loss", "r2"));
    return metrics;
  }

  /// Whether some rows count more than others.
  public boolean weighted() {
    return IntStream.range(1, rows()).anyMatch(row -> weights[row] != weights[0]);
  }

  private double totalWeight() {
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    return total;
  }

  /// The weight of the rows for which this is so, as a part of all.
  private double share(IntPredicate so) {
    double sum = 0;
    for (int row = 0; row < rows(); row++) {
      sum += so.test(row) ? weights[row] : 0;
    }
    return sum / totalWeight();
  }

  private boolean hit(int row) {
    return predictions.classIndex(row) == (int) known[row];
  }

  private void regression(Target.Number target, Map<String, Double> metrics) {
    double total = totalWeight();
    double mean = 0;
    for (int row = 0; row < rows(); row++) {
      mean += (double) known[row] * weights[row] / total;
    }
    double squares = 0;
    double sizes = 0;
    double spread = 0;
    for (int row = 0; row < rows(); row++) {
      double error = (double) predictions.outputs()[row] - known[row];
      squares += weights[row] * (error * error);
      sizes += weights[row] * Math.abs(error);
      spread += weights[row] * ((known[row] - mean) * (known[row] - mean));
    }
    metrics.put("rmse", target.deviation() * Math.sqrt(squares / total));
    metrics.put("mae", target.deviation() * sizes / total);
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
      matrix[(int) known[row]][predictions.classIndex(row)]++;
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
