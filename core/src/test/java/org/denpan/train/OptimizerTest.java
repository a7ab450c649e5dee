package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.net.Activation.identity;

import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.data.Batch;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden numbers worked by hand from each rule as published.
class OptimizerTest {
  /// The weight after each of these gradients, from w = 1.
  private static double[] path(Optimizer.Stepwise optimizer, double... gradients) {
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
  void nesterovLooksAheadByTheMomentumItKeeps() {
    // Sutskever et al. 2013. M = −0.05, w = 1 + 0.9·(−0.05) − 0.05 = 0.905; M = −0.045 + 0.1 =
    // 0.055, w = 0.905 + 0.0495 + 0.1 = 1.0545; M = 0.0495 − 0.05 = −0.0005, w = 1.0545 − 0.00045 −
    // 0.05 = 1.00405
    assertThat(path(Optimizer.nesterov(0.1), 0.5, -1, 0.5))
        .containsExactly(new double[] {0.905, 1.0545, 1.00405}, within(1e-6));
  }

  @Test
  void nesterovStandsWhereMomentumWillStandAfterOneMoreStepWithoutGradient() {
    // the lookahead variable of Sutskever et al.: θ of momentum plus μM, here M = 0.055
    double momentum = path(Optimizer.momentum(0.1), 0.5, -1)[1];
    assertThat(path(Optimizer.nesterov(0.1), 0.5, -1)[1])
        .isEqualTo(momentum + 0.9 * 0.055, within(1e-6));
  }

  @Test
  void rmsPropDividesByTheRootOfTheMeanSquare() {
    // G = 0.1·0.25 = 0.025, w = 1 − 0.05/0.1581139; G = 0.0225 + 0.1 = 0.1225, w = 0.6837722 +
    // 0.1/0.35; G = 0.11025 + 0.025 = 0.13525, w = 0.9694865 − 0.05/0.3677635
    double[] golden = {0.6837722, 0.9694865, 0.8335296};
    assertThat(path(Optimizer.rmsProp(0.1), 0.5, -1, 0.5)).containsExactly(golden, within(1e-6));
    assertThat(path(new Optimizer.RmsProp(0.1, 0.9, 0), 0.5, -1, 0.5))
        .as("as the textbook prints it")
        .containsExactly(golden, within(1e-6));
  }

  @Test
  void epsilonIsAddedToTheRootAndNotUnderIt() {
    // 1 − 0.05/(0.1581139 + 0.5) = 0.9240253; Adam: 1 − 0.1·0.5/(0.5 + 0.5) = 0.95
    assertThat(path(new Optimizer.RmsProp(0.1, 0.9, 0.5), 0.5))
        .containsExactly(new double[] {0.9240253}, within(1e-6));
    assertThat(path(new Optimizer.Adam(0.1, 0.9, 0.999, 0.5, true), 0.5))
        .containsExactly(new double[] {0.95}, within(1e-6));
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
    // M = 0.045 − 0.1 = −0.055, G = 0.00124975; w = 0.6837722 + 0.0055/0.0353518
    // M = −0.0495 + 0.05 = 0.0005, G = 0.0014985; w = 0.8393510 − 0.00005/0.0387105
    assertThat(path(new Optimizer.Adam(0.1, 0.9, 0.999, 0, false), 0.5, -1, 0.5))
        .containsExactly(new double[] {0.6837722, 0.8393510, 0.8380594}, within(2e-6));
  }

  @Test
  void withoutEpsilonAWeightThatNeverHadAGradientIsLeftAlone() {
    assertThat(path(new Optimizer.Adam(0.1, 0.9, 0.999, 0, true), 0, 0)).containsExactly(1.0, 1.0);
    assertThat(path(new Optimizer.RmsProp(0.1, 0.9, 0), 0, 0)).containsExactly(1.0, 1.0);
  }

  @Test
  void adamWDecaysWeightsApartFromTheGradientAndSparesBiases() {
    // Loshchilov and Hutter 2019, algorithm 2, on y = wx + b with x = 2, d = 3 from w = 1, b = 0;
    // ε = 0.1, λ = 0.5. Step 1: g = (−2, −1); w = 1 − 0.1·0.5·1 + 0.1·2/2 = 1.05, b = 0.1.
    // Step 2: y = 2.2, g = (−1.6, −0.8); M̂ = −0.34/0.19 = −1.7894737, Ĝ = 0.006556/0.001999 =
    // 3.2796398; w = 1.05 − 0.05·1.05 + 0.1·1.7894737/1.8109776 = 1.0963126, b = 0.1 + 0.0988126.
    Trainer trainer =
        Trainer.of(Network.of(Dense.of(1, identity())).init(Init.constant(1)))
            .optimizer(Optimizer.adamW(0.1, 0.5))
            .loss(Loss.squaredError());
    Batch batch = Batch.of(new float[] {2}, new float[] {3}, 1);
    trainer.step(batch);
    float[] w = trainer.program().parameters().values();
    assertThat(w).containsExactly(new float[] {1.05f, 0.1f}, within(1e-6f));
    trainer.step(batch);
    assertThat(w).containsExactly(new float[] {1.0963126f, 0.1988126f}, within(2e-6f));
  }

  @Test
  void adamWWithoutDecayIsAdamToTheBit() {
    assertThat(path(Optimizer.adamW(0.1, 0), 0.5, -1, 0.3))
        .isEqualTo(path(Optimizer.adam(0.1), 0.5, -1, 0.3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sgd                                       | 0.900000 | 0.810000 |  0.729000
          momentum                                  | 0.900000 | 0.720000 |  0.486000
          nesterov                                  | 0.810000 | 0.575100 |  0.327321
          rmsprop epsilon=0                         | 0.683772 | 0.498871 |  0.369181
          adam                                      | 0.900000 | 0.800412 |  0.701586
          adam epsilon=0 biasCorrection=false       | 0.683772 | 0.270206 | -0.162141
          """)
  void threeStepsDownAParabolaAreThoseOfTheTextbook(
      String words, double first, double second, double third) {
    // docs/textbook.md, section 8: E = ½w² from w = 1, ε = 0.1
    Optimizer.Stepwise optimizer = Family.of(Optimizer.Stepwise.class).parse(words);
    float[] w = {1};
    float[][] state = new float[optimizer.slots()][1];
    for (int step = 1; step <= 3; step++) {
      optimizer.update(w, w.clone(), state, 0, 1, 0.1f, step);
      double expected = step == 1 ? first : step == 2 ? second : third;
      assertThat((double) w[0]).as("step %d", step).isEqualTo(expected, within(1e-6));
    }
  }

  static Stream<Optimizer.Stepwise> all() {
    Family<Optimizer.Stepwise> family = Family.of(Optimizer.Stepwise.class);
    return family.names().stream().map(family::parse);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyOptimizerFindsTheBottomOfABowl(Optimizer.Stepwise optimizer) {
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
  void everyOptimizerTouchesItsRangeAlone(Optimizer.Stepwise optimizer) {
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
    assertThatThrownBy(() -> new Optimizer.Nesterov(0.1, -0.1))
        .hasMessage("momentum must be in [0, 1), got -0.1");
    assertThatThrownBy(() -> new Optimizer.RmsProp(0.1, 1, 0))
        .hasMessage("decay must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new Optimizer.RmsProp(0.1, 0.9, -1))
        .hasMessage("epsilon must be at least 0, got -1.0");
    assertThatThrownBy(() -> new Optimizer.Adam(0.1, 0.9, 1, 0, true))
        .hasMessage("beta2 must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> Optimizer.adamW(0.1, 10))
        .hasMessage("weightDecay must be at least 0, and less than 1/learningRate, got 10.0");
  }
}
