package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Datasets;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Program;
import org.denpan.net.Workers;
import org.junit.jupiter.api.Test;

/// What only the loop over epochs decides.
class FitTest {
  private final List<TrainingEvent> events = new ArrayList<>();

  private List<TrainingEvent.EpochEnded> epochs() {
    return events.stream()
        .filter(TrainingEvent.EpochEnded.class::isInstance)
        .map(TrainingEvent.EpochEnded.class::cast)
        .toList();
  }

  private Trainer trainer(String layers) {
    return Trainer.of(Network.parse(layers)).listener(events::add);
  }

  @Test
  void whatNoGradientTrainsIsRefusedBeforeTrainingStarts() {
    assertThatThrownBy(() -> trainer("8 step").fit(Tables.xor(50, 1)))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("dense1")
        .hasMessageContaining("no gradient gets through");
    assertThatThrownBy(() ->
            trainer("8 step, 1 identity")
                .loss(Loss.squaredError())
                .step(Batch.of(new float[2], new float[1], 1)))
        .hasMessageContaining("no gradient gets through");
    assertThat(events).isEmpty();
  }

  @Test
  void aLossForAnotherKindOfTargetIsRefused() {
    assertThatThrownBy(() -> trainer("4 tanh").loss(Loss.mae()).fit(Tables.xor(50, 1)))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("the loss mae() is not for a target such as 'differ'");
    assertThat(events).isEmpty();
  }

  /// a > b, with a gap between the classes.
  private static Table separable() {
    Seed.Stream random = new Seed(2).stream("separable");
    double[] a = new double[60];
    double[] b = new double[60];
    int[] label = new int[60];
    for (int i = 0; i < a.length; i++) {
      label[i] = i % 2;
      b[i] = random.nextDouble(-1, 1);
      a[i] = b[i] + (label[i] == 1 ? 0.5 : -0.5);
    }
    return Table.of(
            "separable",
            List.of(
                new Column.Numbers("a", a),
                new Column.Numbers("b", b),
                new Column.Categories("label", List.of("no", "yes"), label)))
        .withTarget("label");
  }

  /// The perceptron's loss is 0 as soon as no row is wrong; from then on no epoch is worse.
  @Test
  void ofEquallyGoodEpochsTheLastIsTheBest() {
    trainer("")
        .loss(Loss.perceptron())
        .optimizer(Optimizer.sgd(0.1))
        .epochs(12)
        .fit(separable(), separable());
    assertThat(epochs().getLast().metrics()).containsEntry("val_loss", 0.0);
    assertThat(epochs().getLast().loss()).isZero();
    assertThat(((TrainingEvent.Ended) events.getLast()).bestEpoch()).isEqualTo(12);
    double lowest = Double.POSITIVE_INFINITY;
    double training = 0;
    for (TrainingEvent.EpochEnded e : epochs()) {
      double loss = e.metrics().get("val_loss");
      boolean best = loss < lowest || (loss == lowest && e.loss() <= training);
      assertThat(e.best()).as("epoch %d", e.epoch()).isEqualTo(best);
      training = best ? e.loss() : training;
      lowest = Math.min(lowest, loss);
    }
  }

  @Test
  void averagingDoesNotChangeTheCourseOfTrainingWhereRowsAreValidated() {
    for (double decay : new double[] {0, 0.9}) {
      trainer("16 relu").averaging(decay).epochs(4).fit(Tables.xor(300, 1), Tables.xor(100, 2));
    }
    List<TrainingEvent.EpochEnded> all = epochs();
    for (int i = 0; i < 4; i++) {
      assertThat(all.get(4 + i).loss()).isEqualTo(all.get(i).loss());
      assertThat(all.get(4 + i).metrics()).isNotEqualTo(all.get(i).metrics());
    }
  }

  @Test
  void withAnAverageItIsTheAverageThatLearns() {
    Model model =
        trainer("16 relu").averaging(0.5).epochs(30).fit(Tables.xor(500, 1), Tables.xor(100, 2));
    assertThat(model.evaluate(Tables.xor(300, 3)).metric("accuracy")).isGreaterThan(0.9);
  }

  @Test
  void divergenceInTheFirstEpochLeavesNoModel() {
    assertThatThrownBy(() ->
            trainer("16 relu")
                .optimizer(Optimizer.sgd(1000))
                .fit(Tables.parabola(500, 1), Tables.parabola(100, 2)))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e).hasMessageNotContaining("is kept");
              assertThat(e.best()).isEmpty();
            });
  }

  @Test
  void theRateOfLbfgsFollowsTheScheduleAndItsGradientIsTold() {
    trainer("4 tanh")
        .optimizer(new Optimizer.Lbfgs())
        .schedule(Schedule.step(1, 0.5))
        .epochs(3)
        .fit(Tables.xor(200, 1));
    double first = epochs().getFirst().learningRate();
    assertThat(first).isPositive();
    assertThat(epochs().get(1).learningRate()).isEqualTo(first / 2);
    assertThat(epochs().get(2).learningRate()).isEqualTo(first / 4);
    assertThat(epochs()).allMatch(e -> e.gradientNorm() > 1e-6);
  }

  /// The error that a step returns is of the batch it was given, also where L-BFGS knows another.
  @Test
  void lbfgsEvaluatesEachBatchAnew() {
    Batch one = Batch.of(new float[] {1, 2, 3, -1}, new float[] {1, 2}, 2);
    Batch other = Batch.of(new float[] {-1, 1, 0.5f, 4}, new float[] {7, -5}, 2);
    Trainer trainer =
        trainer("3 tanh, 1 identity").optimizer(Optimizer.lbfgs()).loss(Loss.squaredError());
    trainer.step(one);
    double expected = error(trainer, other);
    assertThat(trainer.step(other)).isCloseTo(expected, within(1e-6));
    expected = error(trainer, one);
    assertThat(trainer.step(one)).isCloseTo(expected, within(1e-6));
  }

  private static double error(Trainer trainer, Batch batch) {
    Program running = trainer.program();
    Program program =
        running.network().compile(running.parameters().copy(), 2, 2, Workers.single(), new Seed(1));
    float[] logits = program.forward(batch.inputs(), 2, true, 0);
    return Loss.squaredError().value(logits, 1, batch, new double[2], new float[2]);
  }

  /// With a penalty that outweighs the data the sum of both falls only as the weights shrink.
  @Test
  void lbfgsSeesThePenaltyInTheErrorThatItLowers() {
    Model model =
        Trainer.of(Network.parse("").init(Init.constant(5)))
            .optimizer(Optimizer.lbfgs())
            .l2(10)
            .epochs(10)
            .fit(Tables.xor(200, 1));
    assertThat(Math.abs(model.parameters().values()[0])).isLessThan(0.01f);
  }

  /// Softmax stands in one model's output layer, and in the other's loss.
  @Test
  void aLossThatNeedsAnotherOutputLayerThanTheModelHasIsRefused() {
    Table three = Datasets.load("blobs");
    Model model =
        Trainer.of(Network.parse("4 tanh")).loss(Loss.crossEntropy()).epochs(1).fit(three);
    assertThatThrownBy(
            () -> Trainer.from(model).loss(Loss.probabilityCrossEntropy()).epochs(1).fit(three))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("needs softmax() as output layer")
        .hasMessageContaining("the model was trained with crossEntropy()");
  }

  /// Four steps an epoch, at 0, ¼, ½ and ¾ of it, of which the last is told.
  @Test
  void aScheduleFollowsTheStepsWithinAnEpoch() {
    trainer("4 tanh")
        .optimizer(Optimizer.sgd(0.1))
        .schedule(Schedule.exponential(0.5))
        .batchSize(50)
        .epochs(2)
        .fit(Tables.xor(200, 1));
    assertThat(epochs().get(0).learningRate()).isCloseTo(0.1 * Math.pow(0.5, 0.75), within(1e-9));
    assertThat(epochs().get(1).learningRate()).isCloseTo(0.1 * Math.pow(0.5, 1.75), within(1e-9));
  }
}
