package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Workers;
import org.junit.jupiter.api.Test;

/// What is measured of a layer in one step, by hand.
class StatisticsTest {
  private static Trainer trainer(String layers) {
    return Trainer.of(Network.parse(layers).init(Init.constant(2)))
        .optimizer(Optimizer.sgd(0.1))
        .loss(Loss.squaredError());
  }

  /// Two rows x = [1, 2] and [−3, 0], w = [2, 2], b = 0: y = 6 and −6; d = 2 and −12 makes y − d =
  /// 4 and 6, halved by the mean: δ = 2 and 3. dw = 2·[1, 2] + 3·[−3, 0] = [−7, 4], dw = ε·65½.
  @Test
  void aDenseLayersFiguresWorkedByHand() {
    Trainer trainer = trainer("1 identity");
    trainer.step(Batch.of(new float[] {1, 2, -3, 0}, new float[] {2, -12}, 2));
    List<LayerStatistics> all = trainer.statistics();
    assertThat(all).hasSize(1);
    LayerStatistics layer = all.getFirst();
    assertThat(layer.name()).isEqualTo("dense1");
    assertThat(layer.weights()).isEqualTo(2);
    assertThat(layer.gradientNorm()).isCloseTo(Math.sqrt(65), within(1e-6));
    assertThat(layer.delta()).isCloseTo(Math.sqrt((4 + 9) / 2.0), within(1e-6));
    assertThat(layer.weightNorm()).isCloseTo(Math.sqrt(8), within(1e-6));
    assertThat(layer.updateRatio()).isCloseTo(0.1 * Math.sqrt(65.0 / 8), within(1e-6));
    assertThat(layer.mean()).isCloseTo(0, within(1e-6));
    assertThat(layer.deviation()).isCloseTo(6, within(1e-6));
  }

  /// prelu of −2 with α = ¼ is −½; d = 1.5 makes δ = −2 and dα = −2·−2; α is no weight.
  @Test
  void aLayerWithoutWeightsTellsTheGradientOfWhatItLearns() {
    Trainer trainer = trainer("prelu");
    trainer.step(Batch.of(new float[] {-2}, new float[] {1.5f}, 1));
    LayerStatistics layer = trainer.statistics().getFirst();
    assertThat(layer.name()).isEqualTo("prelu1");
    assertThat(layer.weights()).isZero();
    assertThat(layer.gradientNorm()).isCloseTo(4, within(1e-6));
    assertThat(layer.delta()).isCloseTo(2, within(1e-6));
    assertThat(layer.weightNorm()).isZero();
    assertThat(layer.updateRatio()).isZero();
  }

  @Test
  void eachLayerHasItsOwnFigures() {
    Trainer trainer = trainer("3 tanh, 2 relu, 1 identity");
    trainer.step(Batch.of(new float[] {0.1f, 0.2f}, new float[] {1}, 1));
    List<LayerStatistics> all = trainer.statistics();
    assertThat(all).extracting(LayerStatistics::name).containsExactly("dense1", "dense2", "dense3");
    assertThat(all).extracting(LayerStatistics::weights).containsExactly(6, 6, 2);
    assertThat(all.get(1).weightNorm()).isCloseTo(2 * Math.sqrt(6), within(1e-6));
    assertThat(all).allMatch(layer -> layer.gradientNorm() > 0 && layer.delta() > 0);
  }

  @Test
  void beforeTheFirstStepThereIsNothingToTell() {
    Trainer trainer = trainer("1 identity");
    assertThatThrownBy(trainer::statistics).hasMessage("no step was made yet");
    assertThatThrownBy(trainer::program).hasMessage("no step was made yet");
  }

  /// A plateau takes ten epochs.
  @Test
  void whatIsSeenOnlyInTheCourseOfEpochsNeedsAsManyOfThem() {
    Trainer trainer = trainer("1 identity").optimizer(Optimizer.sgd(1e-30));
    Batch batch = Batch.of(new float[] {1, -1}, new float[] {3, 2}, 2);
    trainer.step(batch);
    for (int i = 0; i < 9; i++) {
      assertThat(trainer.endEpoch()).noneMatch(d -> d.kind().equals("plateau"));
      trainer.step(batch);
    }
    assertThat(trainer.endEpoch()).anyMatch(d -> d.kind().equals("plateau"));
  }

  /// [3, −4] and [6, 8] as columns of two inputs: the first has the norm √45, the second √80.
  @Test
  void boundingNormsTwiceIsBoundingThemOnce() {
    Network network = Network.parse("2 identity, 3 identity");
    Parameters parameters = network.initialise(2, new Seed(1));
    System.arraycopy(new float[] {3, -4, 6, 8}, 0, parameters.values(), 0, 4);
    MaxNorm maxNorm = new MaxNorm(parameters, 7, Workers.single());
    maxNorm.apply();
    float[] once = parameters.values().clone();
    assertThat(once).startsWith(3, (float) (-4 * 7 / Math.sqrt(80)), 6);
    maxNorm.apply();
    for (int i = 0; i < once.length; i++) {
      assertThat(parameters.values()[i]).isCloseTo(once[i], within(1e-6f));
    }
  }
}
