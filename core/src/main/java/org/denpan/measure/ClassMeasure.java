package org.denpan.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All figures of predicted classes: `accuracy`, `balanced_accuracy`, `log_loss`, `f1_macro`,
/// `roc_auc`, `pr_auc`, `mcc`, `brier`, `ece`, and then the F1 of each class, named by [#f1].
///
/// Conventions, as in scikit-learn: `roc_auc` and `pr_auc` are those of the second of two classes;
/// of several, the mean over the classes that can have one, each against all others. `log_loss` is
/// the mean −ln p of the known class, p cut to [2⁻²³, 1 − 2⁻²³]. `brier` is the mean (p − d)² of
/// two classes, Σₖ(pₖ − dₖ)² of several (Brier 1950). A class that does not occur in the rows
/// counts nowhere but where it was predicted.
public final class ClassMeasure implements Measure {
  private static final List<String> WHOLE =
      List.of(
          "accuracy",
          "balanced_accuracy",
          "log_loss",
          "f1_macro",
          "roc_auc",
          "pr_auc",
          "mcc",
          "brier",
          "ece");
  private static final double SMALLEST = 0x1p-23;

  private final ClassRows rows;
  private final int classes;
  private final List<String> names = new ArrayList<>(WHOLE);
  private final double[] logLosses;
  private final double[] briers;
  private final Calibration.Claims claims;
  private final List<Ranking> rankings = new ArrayList<>();

  /// Prepares what does not depend on weights.
  public ClassMeasure(ClassRows rows) {
    this.rows = rows;
    classes = rows.classes().size();
    rows.classes().forEach(name -> names.add(f1(name)));
    claims = new Calibration.Claims(rows);
    logLosses = new double[rows.rows()];
    briers = new double[rows.rows()];
    for (int row = 0; row < rows.rows(); row++) {
      double p = rows.probability(row, rows.known()[row]);
      logLosses[row] = -StrictMath.log(Math.clamp(p, SMALLEST, 1 - SMALLEST));
      briers[row] = brier(row);
    }
    for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
      rankings.add(rows.ranking(k));
    }
  }

  private double brier(int row) {
    double sum = 0;
    for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
      double distance = rows.probability(row, k) - (rows.known()[row] == k ? 1 : 0);
      sum += distance * distance;
    }
    return sum;
  }

  /// What the F1 of a class is called among the figures.
  public static String f1(String className) {
    return "f1 " + className;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public boolean growsWithNoise(String name) {
    return name.equals("ece");
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public long cost() {
    return rows.rows() * (4L + 3L * rankings.size());
  }

  @Override
  public double[] values(float[] weights) {
    double[] cells = new double[classes * classes];
    double total = 0;
    double logLoss = 0;
    double brier = 0;
    for (int row = 0; row < weights.length; row++) {
      double weight = weights[row];
      cells[rows.known()[row] * classes + rows.predicted()[row]] += weight;
      total += weight;
      logLoss += weight * logLosses[row];
      brier += weight * briers[row];
    }
    double[] values = new double[names.size()];
    if (total == 0) {
      Arrays.fill(values, Double.NaN);
      return values;
    }
    ConfusionMatrix matrix = ConfusionMatrix.of(cells, classes);
    double[] areas = areas(weights);
    values[0] = matrix.accuracy();
    values[1] = matrix.balancedAccuracy();
    values[2] = logLoss / total;
    values[3] = matrix.f1Macro();
    values[4] = areas[0];
    values[5] = areas[1];
    values[6] = matrix.mcc();
    values[7] = brier / total;
    values[8] = claims.calibration(weights).error();
    for (int k = 0; k < classes; k++) {
      boolean met = matrix.known(k) + matrix.predicted(k) > 0;
      values[WHOLE.size() + k] = met ? matrix.f1(k) : Double.NaN;
    }
    return values;
  }

  /// The mean areas of the classes that have one.
  private double[] areas(float[] weights) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (Ranking ranking : rankings) {
      Ranking.Areas areas = ranking.areas(weights);
      add(areas.roc(), 0, sums, counts);
      add(areas.precisionRecall(), 1, sums, counts);
    }
    return new double[] {sums[0] / counts[0], sums[1] / counts[1]};
  }

  private static void add(double area, int at, double[] sums, int[] counts) {
    if (!Double.isNaN(area)) {
      sums[at] += area;
      counts[at]++;
    }
  }
}
