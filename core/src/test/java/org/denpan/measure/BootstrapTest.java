package org.denpan.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.denpan.Seed;
import org.denpan.net.Workers;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  /// Three of four rows are said right.
  private static ClassMeasure threeOfFour(int rows) {
    int[] known = new int[rows];
    int[] predicted = new int[rows];
    float[] outputs = new float[rows];
    Seed.Stream random = new Seed(1).stream("rows");
    for (int row = 0; row < rows; row++) {
      known[row] = row % 2;
      predicted[row] = row % 4 == 0 ? 1 - row % 2 : row % 2;
      outputs[row] = (float) Math.clamp(0.3 * known[row] + random.nextDouble(), 0.0, 1.0);
    }
    return new ClassMeasure(new ClassRows(List.of("no", "yes"), known, predicted, outputs));
  }

  @Test
  void theIntervalOfAShareIsThatOfTheNormalApproximation() {
    // ±1.96·√(0.75·0.25/2000) = ±0.01898
    Map<String, Interval> intervals =
        new Bootstrap(1000, 42).intervals(threeOfFour(2000), ones(2000), Workers.single());
    assertThat(intervals.get("accuracy").low()).isCloseTo(0.75 - 0.01898, within(0.002));
    assertThat(intervals.get("accuracy").high()).isCloseTo(0.75 + 0.01898, within(0.002));
  }

  @Test
  void aFourthOfTheRowsDoublesTheWidth() {
    Interval many =
        new Bootstrap(1000, 42)
            .intervals(threeOfFour(2000), ones(2000), Workers.single())
            .get("roc_auc");
    Interval few =
        new Bootstrap(1000, 42)
            .intervals(threeOfFour(500), ones(500), Workers.single())
            .get("roc_auc");
    assertThat((few.high() - few.low()) / (many.high() - many.low())).isCloseTo(2, within(0.3));
  }

  @Test
  void theIntervalsAreTheSameWithAnyNumberOfThreads() {
    ClassMeasure measure = threeOfFour(3000);
    Bootstrap bootstrap = new Bootstrap(40, 7);
    assertThat(bootstrap.intervals(measure, ones(3000), Workers.of(3)))
        .isEqualTo(bootstrap.intervals(measure, ones(3000), Workers.single()));
    assertThat(new Bootstrap(40, 8).intervals(measure, ones(3000), Workers.single()))
        .isNotEqualTo(bootstrap.intervals(measure, ones(3000), Workers.single()));
  }

  @Test
  void rowsWithoutWeightMakeTheIntervalNoNarrower() {
    float[] weights = ones(2000);
    Arrays.fill(weights, 500, 2000, 0f);
    Interval interval =
        new Bootstrap(1000, 42)
            .intervals(threeOfFour(2000), weights, Workers.single())
            .get("accuracy");
    assertThat(interval.high() - interval.low()).isCloseTo(2 * 0.03796, within(0.006));
  }

  @Test
  void aFigureThatHardlyAnyResampleHasGetsNoInterval() {
    // of one class only there is no area under the ROC curve
    ClassMeasure measure =
        new ClassMeasure(
            new ClassRows(
                List.of("no", "yes"), new int[] {1, 1}, new int[] {1, 0}, new float[] {1, 0}));
    assertThat(new Bootstrap(100, 1).intervals(measure, ones(2), Workers.single()))
        .doesNotContainKey("roc_auc")
        .containsKey("accuracy");
  }

  @Test
  void largeTablesAreDrawnLessOften() {
    assertThat(Bootstrap.of(threeOfFour(1000), 1).resamples()).isEqualTo(1000);
    NumberMeasure huge =
        new NumberMeasure(new NumberRows(new double[2_000_000], new double[2_000_000]), List.of());
    assertThat(Bootstrap.of(huge, 1).resamples()).isEqualTo(200);
  }

  @Test
  void aRowCountsAPoissonNumberOfTimes() {
    int[] counts = new int[14];
    int draws = 1_000_000;
    for (int i = 0; i < draws; i++) {
      counts[Poisson.one(Seed.hash(99, i))]++;
    }
    double expected = draws * Math.exp(-1);
    for (int k = 0; k < 6; k++) {
      assertThat((double) counts[k]).as("k = %d", k).isCloseTo(expected, within(5e3 / (k + 1)));
      expected /= k + 1;
    }
    assertThat(Poisson.one(0)).isZero();
    assertThat(Poisson.one(-1L)).isEqualTo(12);
  }

  @Test
  void theIntervalOfTheCalibrationErrorHoldsIt() {
    ClassMeasure measure = threeOfFour(200);
    double error = measure.named(ones(200)).get("ece");
    Interval interval =
        new Bootstrap(300, 42).intervals(measure, ones(200), Workers.single()).get("ece");
    assertThat(error).isBetween(interval.low(), interval.high());
  }
}
