package org.denpan.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

/// Numbers worked by hand, or by the definitions in O(n²).
class ClassMeasureTest {
  private static final Offset<Double> TINY = within(1e-9);
  private static final Offset<Double> FLOAT = within(1e-6);
  private static final List<String> TWO = List.of("no", "yes");
  private static final List<String> THREE = List.of("a", "b", "c");

  /// yes with 0.9, 0.8, 0.35, 0.4 for yes, yes, yes, no, and no with 0.1: as in scikit-learn's
  /// guide, and one row more.
  private static final ClassRows FIVE =
      new ClassRows(
          TWO,
          new int[] {1, 1, 1, 0, 0},
          new int[] {1, 1, 0, 0, 0},
          new float[] {0.875f, 0.75f, 0.375f, 0.5f, 0.125f});

  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static Map<String, Double> of(ClassRows rows) {
    return new ClassMeasure(rows).named(ones(rows.rows()));
  }

  @Test
  void figuresOfTwoClassesAreThoseWorkedByHand() {
    Map<String, Double> figures = of(FIVE);
    assertThat(figures.keySet())
        .containsExactly(
            "accuracy",
            "balanced_accuracy",
            "log_loss",
            "f1_macro",
            "roc_auc",
            "pr_auc",
            "mcc",
            "brier",
            "ece",
            "f1 no",
            "f1 yes");
    assertThat(figures.get("accuracy")).isCloseTo(0.8, TINY);
    // recalls 2/2 and 2/3
    assertThat(figures.get("balanced_accuracy")).isCloseTo((1 + 2.0 / 3) / 2, TINY);
    assertThat(figures.get("f1 no")).isCloseTo(2 * 2.0 / 5, TINY);
    assertThat(figures.get("f1 yes")).isCloseTo(2 * 2.0 / 5, TINY);
    assertThat(figures.get("f1_macro")).isCloseTo(0.8, TINY);
    // of 6 pairs one is the wrong way round: 0.375 < 0.5
    assertThat(figures.get("roc_auc")).isCloseTo(5.0 / 6, TINY);
    // recall rises by 1/3 at precisions 1, 1 and 3/4
    assertThat(figures.get("pr_auc")).isCloseTo((1 + 1 + 0.75) / 3, TINY);
    // (tp·tn − fp·fn)/√(2·3·2·3)
    assertThat(figures.get("mcc")).isCloseTo(4.0 / Math.sqrt(2 * 3 * 2 * 3), TINY);
    assertThat(figures.get("brier"))
        .isCloseTo((0.015625 + 0.0625 + 0.390625 + 0.25 + 0.015625) / 5, TINY);
    assertThat(figures.get("log_loss"))
        .isCloseTo(-Math.log(0.875 * 0.75 * 0.375 * 0.5 * 0.875) / 5, TINY);
    // each row has a bin of its own
    assertThat(figures.get("ece")).isCloseTo((0.125 + 0.25 + 0.625 + 0.5 + 0.125) / 5, TINY);
  }

  @Test
  void figuresOfThreeClassesAreThoseWorkedByHand() {
    Map<String, Double> figures =
        of(
            new ClassRows(
                THREE,
                new int[] {0, 0, 1, 2},
                new int[] {0, 2, 1, 1},
                new float[] {
                  0.75f, 0.125f, 0.125f, 0.25f, 0.25f, 0.5f, 0, 1, 0, 0.125f, 0.5f, 0.375f
                }));
    assertThat(figures.get("accuracy")).isEqualTo(0.5);
    assertThat(figures.get("balanced_accuracy")).isCloseTo((0.5 + 1 + 0) / 3, TINY);
    assertThat(figures.get("f1 a")).isCloseTo(2.0 / 3, TINY);
    assertThat(figures.get("f1 b")).isCloseTo(2.0 / 3, TINY);
    assertThat(figures.get("f1 c")).isEqualTo(0);
    assertThat(figures.get("f1_macro")).isCloseTo(4.0 / 9, TINY);
    // a: 0.75 and 0.25 above 0 and 0.125: 1; b: 1 above all: 1; c: 0.375 above two of three
    assertThat(figures.get("roc_auc")).isCloseTo((1 + 1 + 2.0 / 3) / 3, TINY);
    assertThat(figures.get("pr_auc")).isCloseTo((1 + 1 + 0.5) / 3, TINY);
    // Gorodkin's: c = 2, s = 4, p = (1, 2, 1), t = (2, 1, 1)
    assertThat(figures.get("mcc")).isCloseTo((2 * 4 - 5) / Math.sqrt((16 - 6) * (16 - 6)), TINY);
    assertThat(figures.get("brier"))
        .isCloseTo(
            ((0.0625 + 2 * 0.015625) + (0.5625 + 0.0625 + 0.25) + 0 + (0.015625 + 0.25 + 0.390625))
                / 4,
            TINY);
    assertThat(figures.get("log_loss")).isCloseTo(-Math.log(0.75 * 0.25 * 0.375) / 4, FLOAT);
    // 0.75 right and 0.5 twice wrong and 1 right: bins |0.75 − 1|, |2·0.5 − 0|, 0
    assertThat(figures.get("ece")).isCloseTo((0.25 + 1) / 4, TINY);
  }

  @Test
  void aRowOfWeightTwoCountsLikeTheSameRowTwice() {
    Seed.Stream random = new Seed(3).stream("rows");
    int rows = 40;
    float[] weights = new float[rows];
    int[] source = new int[120];
    int n = 0;
    for (int row = 0; row < rows; row++) {
      weights[row] = random.nextInt(4);
      for (int i = 0; i < weights[row]; i++) {
        source[n++] = row;
      }
    }
    ClassRows once = random(rows, 3, random);
    int[] known = new int[n];
    int[] predicted = new int[n];
    float[] outputs = new float[3 * n];
    for (int i = 0; i < n; i++) {
      known[i] = once.known()[source[i]];
      predicted[i] = once.predicted()[source[i]];
      System.arraycopy(once.outputs(), 3 * source[i], outputs, 3 * i, 3);
    }
    double[] weighted = new ClassMeasure(once).values(weights);
    double[] repeated =
        new ClassMeasure(new ClassRows(THREE, known, predicted, outputs)).values(ones(n));
    assertThat(weighted).containsExactly(repeated, within(1e-9));
  }

  private static ClassRows random(int rows, int classes, Seed.Stream random) {
    int width = classes == 2 ? 1 : classes;
    float[] outputs = new float[rows * width];
    int[] known = new int[rows];
    int[] predicted = new int[rows];
    for (int row = 0; row < rows; row++) {
      known[row] = random.nextInt(classes);
      predicted[row] = random.nextInt(classes);
      for (int k = 0; k < width; k++) {
        outputs[row * width + k] = random.nextInt(9) / 8f; // with ties
      }
    }
    return new ClassRows(classes == 2 ? TWO : THREE, known, predicted, outputs);
  }

  @Test
  void theAreasAreThoseOfTheDefinitionWithTiesAndWeights() {
    for (int seed = 0; seed < 20; seed++) {
      Seed.Stream random = new Seed(seed).stream("rows");
      ClassRows rows = random(60, 2, random);
      float[] weights = new float[60];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = random.nextInt(3) / 2f;
      }
      Map<String, Double> figures = new ClassMeasure(rows).named(weights);
      assertThat(figures.get("roc_auc")).as("seed %d", seed).isCloseTo(pairs(rows, weights), TINY);
      assertThat(figures.get("pr_auc")).as("seed %d", seed).isCloseTo(steps(rows, weights), TINY);
    }
  }

  /// P(score of a yes > score of a no) + ½P(equal), pair by pair.
  private static double pairs(ClassRows rows, float[] weights) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < rows.rows(); j++) {
        if (rows.known()[i] == 1 && rows.known()[j] == 0) {
          double weight = (double) weights[i] * weights[j];
          int order = Float.compare(rows.outputs()[i], rows.outputs()[j]);
          right += weight * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
          all += weight;
        }
      }
    }
    return right / all;
  }

  /// Each yes counts the precision of all rows that score at least as high.
  private static double steps(ClassRows rows, float[] weights) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < rows.rows(); i++) {
      if (rows.known()[i] == 1 && weights[i] > 0) {
        double positives = 0;
        double taken = 0;
        for (int j = 0; j < rows.rows(); j++) {
          if (rows.outputs()[j] >= rows.outputs()[i]) {
            taken += weights[j];
            positives += rows.known()[j] == 1 ? weights[j] : 0;
          }
        }
        sum += weights[i] * positives / taken;
        all += weights[i];
      }
    }
    return sum / all;
  }

  @Test
  void whereAllScoresAreEqualTheAreaIsAHalfAndTheAveragePrecisionTheShareOfTheClass() {
    Map<String, Double> figures =
        of(
            new ClassRows(
                TWO, new int[] {1, 0, 0, 0}, new int[4], new float[] {0.2f, 0.2f, 0.2f, 0.2f}));
    assertThat(figures.get("roc_auc")).isEqualTo(0.5);
    assertThat(figures.get("pr_auc")).isEqualTo(0.25);
    assertThat(figures.get("mcc")).isEqualTo(0);
  }

  @Test
  void aClassThatDoesNotOccurLeavesTheFiguresOfTheOthersAsTheyAre() {
    ClassRows rows =
        new ClassRows(
            THREE,
            new int[] {0, 1, 1},
            new int[] {0, 1, 1},
            new float[] {0.5f, 0.25f, 0.25f, 0.25f, 0.5f, 0.25f, 0.125f, 0.875f, 0});
    Map<String, Double> figures = of(rows);
    assertThat(figures)
        .containsEntry("accuracy", 1.0)
        .containsEntry("balanced_accuracy", 1.0)
        .containsEntry("f1_macro", 1.0)
        .containsEntry("roc_auc", 1.0)
        .containsEntry("pr_auc", 1.0)
        .doesNotContainKey("f1 c");
  }

  @Test
  void rowsOfOneClassHaveNoAreaUnderTheRocCurve() {
    Map<String, Double> figures =
        of(new ClassRows(TWO, new int[] {1, 1}, new int[] {1, 0}, new float[] {0.75f, 0.25f}));
    assertThat(figures).doesNotContainKey("roc_auc").containsEntry("pr_auc", 1.0);
    assertThat(figures).containsEntry("balanced_accuracy", 0.5);
  }

  @Test
  void aSureErrorCostsNoMoreThanAFloatCanTell() {
    Map<String, Double> figures =
        of(new ClassRows(TWO, new int[] {1, 0}, new int[] {0, 0}, new float[] {0, 0}));
    assertThat(figures.get("log_loss")).isCloseTo(23 * Math.log(2) / 2, FLOAT);
  }

  @Test
  void theCurvesGoThroughTheirPoints() {
    RocCurve roc = RocCurve.of(FIVE.ranking(1), ones(5));
    assertThat(roc.falsePositives()).containsExactly(0, 0, 0, 0.5, 0.5, 1);
    assertThat(roc.truePositives())
        .containsExactly(new double[] {0, 1 / 3.0, 2 / 3.0, 2 / 3.0, 1, 1}, TINY);
    assertThat(roc.scores())
        .containsExactly(Double.POSITIVE_INFINITY, 0.875, 0.75, 0.5, 0.375, 0.125);
    assertThat(roc.area()).isCloseTo(5.0 / 6, TINY);
    PrecisionRecall curve = PrecisionRecall.of(FIVE.ranking(1), ones(5));
    assertThat(curve.recall())
        .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 2 / 3.0, 1, 1}, TINY);
    assertThat(curve.precision()).containsExactly(new double[] {1, 1, 2 / 3.0, 0.75, 0.6}, TINY);
    assertThat(curve.average()).isCloseTo(2.75 / 3, TINY);
  }

  @Test
  void theCalibrationHasTheMeanProbabilityAndTheShareOfEachBin() {
    Calibration calibration =
        Calibration.of(
            new ClassRows(
                TWO, new int[] {1, 0, 1}, new int[3], new float[] {0.25f, 0.2109375f, 1f}),
            new float[] {1, 2, 3});
    assertThat(calibration.bins())
        .containsExactly(
            new Calibration.Bin((0.25 + 2 * 0.2109375) / 3, 1 / 3.0, 3),
            new Calibration.Bin(1, 1, 3));
    assertThat(calibration.error()).isCloseTo(0.5 * (1 / 3.0 - (0.25 + 2 * 0.2109375) / 3), TINY);
  }

  @Test
  void rowsThatDoNotGoTogetherAreRefused() {
    assertThatThrownBy(() -> new ClassRows(THREE, new int[2], new int[2], new float[2]))
        .isInstanceOf(DenpanException.class)
        .hasMessage(
            "2 known classes, 2 predicted ones and 2 outputs do not go together; 3 classes need 3"
                + " a row");
    assertThatThrownBy(() -> new ClassRows(TWO, new int[] {0, 2}, new int[2], new float[2]))
        .isInstanceOf(DenpanException.class)
        .hasMessage("row 2 has the class index 2; there are 2 classes, from 0");
  }
}
