package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private final Table train = Tables.parabola(500, 1);
  private final Table validation = Tables.parabola(100, 2);

  @Test
  void aLearningRateFarTooLargeEndsWithADiagnosis() {
    assertThatThrownBy(() ->
            Trainer.of(Network.parse("16 relu"))
                .optimizer(Optimizer.sgd(1000))
                .fit(train, validation))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("diverged in epoch 1, step ")
        .hasMessageContaining("first bad layer: dense")
        .hasMessageContaining("The learning rate 1000.0 is probably too large: try 100.0");
  }

  @Test
  void aLossThatGrowsWithoutOverflowingIsDiagnosedToo() {
    assertThatThrownBy(() ->
            Trainer.of(Network.parse("16 tanh"))
                .optimizer(Optimizer.adam(100))
                .fit(train, validation))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("the loss rose to");
  }

  @Test
  void theBestModelBeforeIsKept() {
    // the first epoch is sane, then the rate explodes
    TrainingDivergedException e =
        catchThrowableOfType(
            TrainingDivergedException.class,
            () ->
                Trainer.of(Network.parse("16 relu"))
                    .optimizer(Optimizer.sgd(0.05))
                    .schedule(new Exploding())
                    .epochs(10)
                    .fit(train, validation));
    assertThat(e).hasMessageContaining("The best model so far, of epoch 2, is kept");
    assertThat(e.best()).isPresent();
    assertThat(e.best().orElseThrow().evaluate(validation).metric("r2")).isPositive();
  }

  @Test
  void healthyRunsOfSingleRowsAreNotStopped() {
    // the first row's loss may be tiny, so it is no measure
    for (int seed = 1; seed <= 20; seed++) {
      Seed.Stream random = new Seed(seed).stream("line");
      double[] x = new double[100];
      double[] y = new double[100];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextGaussian();
        y[i] = 3 * x[i] + 0.1 * random.nextGaussian();
      }
      Table line =
          Table.of("line", List.of(new Column.Numbers("x", x), new Column.Numbers("y", y)));
      Trainer.of(Network.parse("8 relu"))
          .batchSize(1)
          .epochs(2)
          .seed(seed)
          .fit(line.withTarget("y"));
    }
  }

  @Test
  void aLastStepThatOverflowsIsNoticed() {
    assertThatThrownBy(() ->
            Trainer.of(Network.parse("4 relu"))
                .optimizer(Optimizer.sgd(3e38))
                .batchSize(500)
                .epochs(1)
                .fit(train, validation))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("epoch 1");
  }

  /// 1 for two epochs, then 10⁶.
  record Exploding() implements Schedule.Custom {
    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      return epoch < 2 ? 1 : 1e6;
    }
  }

  @Test
  void anOverflowingInputNamesTheFirstLayerThatOverflowed() {
    Trainer trainer = Trainer.of(Network.parse("4 identity, 4 identity, 2 identity"));
    float[] x = {3e38f, 3e38f, 3e38f, 3e38f, 3e38f, 3e38f};
    assertThatThrownBy(
            () -> trainer.loss(Loss.crossEntropy()).step(Batch.of(x, new float[] {0}, 1)))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("step 1: ")
        .hasMessageContaining("first bad layer: dense1, whose output overflowed");
  }
}
