package org.denpan.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Every number here was worked by hand.
class NumberMeasureTest {
  private static final Offset<Double> TINY = within(1e-12);
  private static final NumberRows ROWS =
      new NumberRows(new double[] {10, 20, 0, -40}, new double[] {12, 20, 1, -30});

  @Test
  void errorsAreSquaredAbsoluteAndRelative() {
    Map<String, Double> figures =
        new NumberMeasure(ROWS, List.of()).named(new float[] {1, 1, 1, 1});
    assertThat(figures.keySet()).containsExactly("rmse", "mae", "r2", "mape");
    assertThat(figures.get("rmse")).isCloseTo(Math.sqrt(105.0 / 4), TINY);
    assertThat(figures.get("mae")).isCloseTo(13.0 / 4, TINY);
    // the mean is −2.5, the spread 2100 − 4·6.25
    assertThat(figures.get("r2")).isCloseTo(1 - 105.0 / 2075, TINY);
    // 0.2, 0, 0.25; the row whose known number is 0 is left out
    assertThat(figures.get("mape")).isCloseTo(0.15, TINY);
    assertThat(ROWS.zeros()).isEqualTo(1);
  }

  @Test
  void rowsCountByTheirWeights() {
    Map<String, Double> figures =
        new NumberMeasure(ROWS, List.of()).named(new float[] {2, 1, 1, 0});
    assertThat(figures.get("rmse")).isCloseTo(1.5, TINY);
    assertThat(figures.get("mae")).isCloseTo(1.25, TINY);
    // 10, 10, 20, 0: the spread is 200
    assertThat(figures.get("r2")).isCloseTo(1 - 9.0 / 200, TINY);
    assertThat(figures.get("mape")).isCloseTo(0.4 / 3, TINY);
  }

  @Test
  void coverageIsTheShareOfKnownNumbersInTheBand() {
    NumberMeasure measure =
        new NumberMeasure(
            ROWS, List.of(Band.below("quantile_coverage"), new Band("coverage_90", -2, 3)));
    Map<String, Double> figures = measure.named(new float[] {1, 1, 1, 1});
    // 10 ≤ 12, 20 ≤ 20, 0 ≤ 1, −40 ≤ −30
    assertThat(figures.get("quantile_coverage")).isEqualTo(1);
    // −40 is not in [−32, −27]
    assertThat(figures.get("coverage_90")).isEqualTo(0.75);
    assertThat(measure.named(new float[] {1, 0, 0, 3}).get("coverage_90")).isEqualTo(0.25);
  }

  @Test
  void whereAllKnownNumbersAreEqualThereIsNoR2AndOfZerosNoPercentage() {
    Map<String, Double> figures =
        new NumberMeasure(new NumberRows(new double[2], new double[] {1, -1}), List.of())
            .named(new float[] {1, 1});
    assertThat(figures).containsOnlyKeys("rmse", "mae");

    // (0.1 + 0.1 + 0.1)/3 is not 0.1
    NumberRows tenths = new NumberRows(new double[] {0.1, 0.1, 0.1, 7}, new double[] {1, 2, 3, 7});
    assertThat(new NumberMeasure(tenths, List.of()).named(new float[] {1, 1, 1, 0}))
        .doesNotContainKey("r2");
  }
}
