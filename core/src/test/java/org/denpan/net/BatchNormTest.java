package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

  @Test
  void aTrainingBatchOfOneRowIsRefusedWithTheReason() {
    assertThatThrownBy(() -> program.forward(new float[] {1}, 1, true, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("batchnorm1")
        .hasMessageContaining("batch of 1 row");
  }
}
