package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden numbers worked by hand from each rule as published.
class OptimizerTest {
  /// The weight after each of these gradients, from w = 1.
  private static double[] path(Optimizer optimizer, double... gradients) {
    float[] w = {1};
    float[][] state = new float[optimizer.slots()][1];
    double[] path = new double[gradients.length];
    for (int i = 0; i < gradients.length; i++) {
      float[] g = {(float) gradients[i]};
      optimizer.update(w, g, state, 0, 1, (float) optimizer.learningRate(), i + 1);
      path[i] = w[0];
    }
    return path;
  }

  @Test
  void sgdSubtractsTheScaledGradient() {
    // 1 − 0.1·0.5 = 0.95; 0.95 + 0.1·1 = 1.05
    assertThat(path(Optimizer.sgd(0.1), 0.5, -1))
        .containsExactly(new double[] {0.95, 1.05}, within(1e-6));
  }

  @Test
  void momentumKeepsPartOfTheLastStep() {
    // M = −0.05, w = 0.95; M = 0.9·(−0.05) + 0.1 = 0.055, w = 1.005; M = 0.0495 − 0.05 = −0.0005
    assertThat(path(Optimizer.momentum(0.1), 0.5, -1, 0.5))
        .containsExactly(new double[] {0.95, 1.005, 1.0045}, within(1e-6));
  }

  @Test
  void adamFollowsAlgorithmOne() {
    // Kingma and Ba 2015. Step 1: M̂ = 0.5, Ĝ = 0.25, w = 1 − 0.1·0.5/0.5 = 0.9.
    // Step 2, g = −1: M = 0.9·0.05 − 0.1 = −0.055, M̂ = −0.055/0.19; G = 0.999·0.00025 + 0.001 =
    // 0.00124975, Ĝ = 0.00124975/0.001999; w = 0.9 + 0.1·0.2894737/0.7906894 = 0.9366103.
    assertThat(path(Optimizer.adam(0.1), 0.5, -1))
        .containsExactly(new double[] {0.9, 0.9366103}, within(2e-6));
  }

  @Test
  void adamAsTheTextbookPrintsItHasNoCorrections() {
    // M = 0.05, G = 0.00025; w = 1 − 0.1·0.05/√0.00025 = 0.6837722
    assertThat(path(new Optimizer.Adam(0.1, 0.9, 0.999, 0, false), 0.5))
        .containsExactly(new double[] {0.6837722}, within(1e-6));
  }

  @Test
  void adamWithoutEpsilonLeavesAWeightAloneThatNeverHadAGradient() {
    assertThat(path(new Optimizer.Adam(0.1, 0.9, 0.999, 0, true), 0, 0)).containsExactly(1.0, 1.0);
  }

  static Stream<Optimizer> all() {
    Family<Optimizer> family = Family.of(Optimizer.class);
    return family.names().stream().map(family::parse);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyOptimizerFindsTheBottomOfABowl(Optimizer optimizer) {
    float[] w = {3, -2};
    float[] g = new float[2];
    float[][] state = new float[optimizer.slots()][2];
    for (int step = 1; step <= 2000; step++) {
      g[0] = w[0];
      g[1] = 4 * w[1];
      optimizer.update(w, g, state, 0, 2, 0.02f, step);
    }
    assertThat(Math.hypot(w[0], w[1])).isLessThan(0.05);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyOptimizerTouchesItsRangeAlone(Optimizer optimizer) {
    float[] w = {1, 1, 1, 1};
    float[] g = {1, 1, 1, 1};
    optimizer.update(w, g, new float[optimizer.slots()][4], 1, 3, 0.1f, 1);
    assertThat(w[0]).isEqualTo(1f);
    assertThat(w[1]).isLessThan(1f).isEqualTo(w[2]);
    assertThat(w[3]).isEqualTo(1f);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Optimizer.adam(-1))
        .isInstanceOf(DenpanException.class)
        .hasMessage("the learning rate must be a positive number, got -1.0");
    assertThatThrownBy(() -> Optimizer.sgd(Double.NaN)).hasMessageContaining("got NaN");
    assertThatThrownBy(() -> new Optimizer.Momentum(0.1, 1)).hasMessageContaining("in [0, 1)");
  }

  @Test
  void aStepScheduleDecaysAfterWholePeriods() {
    Schedule schedule = Schedule.step(2, 0.5);
    assertThat(schedule.factor(0, 10)).isEqualTo(1);
    assertThat(schedule.factor(1.99, 10)).isEqualTo(1);
    assertThat(schedule.factor(2, 10)).isEqualTo(0.5);
    assertThat(schedule.factor(5.5, 10)).isEqualTo(0.25);
    assertThatThrownBy(() -> Schedule.step(0, 0.5)).hasMessageContaining("at least 1 epoch");
  }
}
