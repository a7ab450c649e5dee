package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

/// Numbers worked by hand after Ioffe and Szegedy 2015, algorithm 1.
class BatchNormTest {
  private final Network net = Network.of(new BatchNorm(0.9, 0.5));
  private final Parameters parameters = net.initialise(1, new Seed(1));
  private final Program program = net.compile(parameters, 1, 4, Workers.single(), new Seed(1));

  @Test
  void trainingUsesTheBatchsStatistics() {
    // mean 3, variance (4 + 0 + 1 + 1)/4 = 1.5, √(1.5 + 0.5) = √2
    float[] y = program.forward(new float[] {1, 3, 4, 4}, 4, true, 0);
    double root = Math.sqrt(2);
    assertThat(new double[] {y[0], y[1], y[2], y[3]})
        .containsExactly(new double[] {-2 / root, 0, 1 / root, 1 / root}, within(1e-6));
  }

  @Test
  void inferenceUsesTheRunningStatistics() {
    program.forward(new float[] {1, 3, 4, 4}, 4, true, 0);
    // running mean 0.9·0 + 0.1·3 = 0.3, running variance 0.9·1 + 0.1·1.5 = 1.05
    float y = program.forward(new float[] {2}, 1)[0];
    assertThat((double) y).isCloseTo((2 - 0.3) / Math.sqrt(1.05 + 0.5), within(1e-6));
  }

  /// Columns [1, 3] and [10, 18]: means 2 and 14, variances 1 and 16; with ϵ = 9 the roots are √10
  /// and 5. After two passes the running mean is (1 − 0.9²) of the batch's, and so the variance
  /// above 0.9² of its start at 1.
  @Test
  void eachColumnHasItsOwnStatisticsScaleAndShift() {
    Network two = Network.of(new BatchNorm(0.9, 9));
    Parameters values = two.initialise(2, new Seed(1));
    set(values, "gamma", 2, 5);
    set(values, "beta", 7, -1);
    Program both = two.compile(values, 2, 2, Workers.single(), new Seed(1));
    float[] x = {1, 10, 3, 18};
    float root = (float) Math.sqrt(10);
    float[] y = both.forward(x, 2, true, 0);
    assertThat(y).containsExactly(new float[] {7 - 2 / root, -5, 7 + 2 / root, 3}, within(1e-5f));
    both.forward(x, 2, true, 1);
    assertThat(get(values, "running_mean"))
        .containsExactly(new float[] {0.19f * 2, 0.19f * 14}, within(1e-5f));
    assertThat(get(values, "running_variance"))
        .containsExactly(new float[] {0.81f + 0.19f, 0.81f + 0.19f * 16}, within(1e-5f));
    float[] inferred = both.forward(new float[] {0, 0, 1.38f, 12.66f}, 2).clone();
    float spread = (float) Math.sqrt(0.81 + 0.19 * 16 + 9);
    assertThat(inferred)
        .containsExactly(
            new float[] {
              7 - 2 * 0.38f / root, -1 - 5 * 2.66f / spread, 7 + 2 / root, -1 + 50 / spread
            },
            within(1e-5f));
  }

  private static void set(Parameters parameters, String name, float... values) {
    System.arraycopy(
        values,
        0,
        parameters.values(),
        parameters.tensor("batchnorm1." + name).at(),
        values.length);
  }

  private static float[] get(Parameters parameters, String name) {
    Tensor tensor = parameters.tensor("batchnorm1." + name);
    return Arrays.copyOfRange(parameters.values(), tensor.at(), tensor.at() + tensor.length());
  }

  @Test
  void momentumAndEpsilonStayInTheirRanges() {
    assertThat(new BatchNorm(0, 1e-9).momentum()).isZero();
    for (BatchNormOf wrong :
        List.<BatchNormOf>of(
            () -> new BatchNorm(1, 1e-5),
            () -> new BatchNorm(-0.1, 1e-5),
            () -> new BatchNorm(0.9, 0),
            () -> new BatchNorm(0.9, Double.NaN))) {
      assertThatThrownBy(wrong::make).hasMessageContaining("momentum must be in [0, 1)");
    }
  }

  private interface BatchNormOf {
    BatchNorm make();
  }

  @Test
  void aTrainingBatchOfOneRowIsRefusedWithTheReason() {
    assertThatThrownBy(() -> program.forward(new float[] {1}, 1, true, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("batchnorm1")
        .hasMessageContaining("batch of 1 row");
  }
}
