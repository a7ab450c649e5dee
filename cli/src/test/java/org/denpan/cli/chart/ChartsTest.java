package org.denpan.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.denpan.Quantile;
import org.junit.jupiter.api.Test;

class ChartsTest {
  @Test
  void aLongLineIsThinnedButKeepsItsPeaksAndEnds() {
    double[] x = IntStream.range(0, 50_000).mapToDouble(i -> i).toArray();
    double[] y = IntStream.range(0, 50_000).mapToDouble(i -> Math.sin(i / 5000.0)).toArray();
    y[31_415] = 9;
    y[2_718] = -9;
    y[40_000] = Double.NaN;

    int[] drawn = new LineChart.Line("loss", 0, x, y).drawn();

    assertThat(drawn.length).isLessThanOrEqualTo(802);
    assertThat(drawn).isSorted().contains(0, 2_718, 31_415, 49_999).doesNotContain(40_000);
  }

  @Test
  void aHistogramCountsEveryValueOnce() {
    double[] values = IntStream.range(0, 1_000).mapToDouble(i -> Math.tan(i)).toArray();

    Histogram histogram = Histogram.of("tan", values);

    assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(1_000);
    assertThat(histogram.beyond()).isBetween(1, 10);
    assertThat(histogram.counts().length).isBetween(10, 60);
  }

  @Test
  void aHistogramOfOneValueHasOneBarAroundIt() {
    for (double value : new double[] {0, -3.75, 1e-9, 123_456}) {
      Histogram histogram = Histogram.of("", new double[] {value, value});

      assertThat(histogram.counts()).containsExactly(2);
      assertThat(histogram.limits()[0]).isLessThanOrEqualTo(value);
      assertThat(histogram.limits()[1]).isGreaterThan(value);
      assertThat(histogram.beyond()).isZero();
    }
  }

  @Test
  void quantilesLieBetweenNeighbours() {
    double[] sorted = {1, 2, 4, 8};

    assertThat(Quantile.of(sorted, 0)).isEqualTo(1);
    assertThat(Quantile.of(sorted, 0.5)).isEqualTo(3);
    assertThat(Quantile.of(sorted, 1)).isEqualTo(8);
  }
}
