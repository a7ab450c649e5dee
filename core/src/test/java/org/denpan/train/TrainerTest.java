package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.net.Activation.identity;
import static org.denpan.net.Activation.relu;
import static org.denpan.net.Activation.tanh;

import java.util.ArrayList;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.DataException;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final Network NET = Network.of(Dense.of(16, relu()));
  private final Table train = Tables.xor(1000, 1);
  private final Table validation = Tables.xor(200, 2);
  private final Table test = Tables.xor(500, 3);

  private static Trainer trainer() {
    return Trainer.of(NET).optimizer(Optimizer.adam(0.01)).batchSize(32);
  }

  @Test
  void aHiddenLayerLearnsWhatALinearModelCannot() {
    Model linear = Trainer.of(Network.of()).epochs(20).fit(train, validation);
    Model model = trainer().epochs(30).fit(train, validation);
    assertThat(linear.evaluate(test).metric("accuracy")).isLessThan(0.65);
    assertThat(model.evaluate(test).metric("accuracy")).isGreaterThan(0.96);
    assertThat(model.predict(Row.of("a", 0.7, "b", -0.6)).label()).isEqualTo("yes");
    assertThat(model.predict(Row.of("a", 0.7, "b", -0.6)).probability("yes")).isGreaterThan(0.8f);
  }

  @Test
  void aNumberIsLearntInStandardUnitsAndReportedInItsOwn() {
    Model model =
        Trainer.of(Network.of(Dense.of(32, tanh())))
            .optimizer(Optimizer.adam(0.01))
            .epochs(40)
            .fit(Tables.parabola(1000, 1), Tables.parabola(200, 2));
    Evaluation evaluation = model.evaluate(Tables.parabola(300, 3));
    assertThat(evaluation.metric("rmse")).isLessThan(60);
    assertThat(evaluation.baseline().get("rmse")).isGreaterThan(400);
    assertThat(evaluation.metric("r2")).isGreaterThan(0.98);
    assertThat(model.predict(Row.of("a", 0.5, "b", 0.5)).value()).isBetween(4600.0, 4900.0);
  }

  @Test
  void theBestEpochsWeightsAreKept() {
    List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
    Model model =
        trainer()
            .optimizer(Optimizer.adam(0.3)) // restless on purpose
            .epochs(15)
            .listener(e -> add(epochs, e))
            .fit(train, validation);
    double lowest = epochs.stream().mapToDouble(e -> e.metrics().get("val_loss")).min().orElse(0);
    assertThat(epochs.getLast().metrics().get("val_loss")).isGreaterThan(lowest);
    assertThat(model.evaluate(validation).loss()).isEqualTo(lowest);
  }

  @Test
  void patienceEndsTrainingThatNoLongerImproves() {
    List<TrainingEvent> events = new ArrayList<>();
    trainer()
        .optimizer(Optimizer.adam(0.3))
        .epochs(500)
        .patience(3)
        .listener(events::add)
        .fit(train, validation);
    TrainingEvent.Ended ended = (TrainingEvent.Ended) events.getLast();
    assertThat(ended.epochs()).isLessThan(500).isEqualTo(ended.bestEpoch() + 3);
    assertThat(ended.reason()).isEqualTo("val_loss did not improve for 3 epochs");
  }

  @Test
  void patienceWithoutValidationIsRefused() {
    assertThatThrownBy(() -> trainer().patience(3).fit(train))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("give a validation table");
  }

  @Test
  void aRequestToStopEndsTrainingInMidEpochWithAModel() {
    int[] steps = {0};
    List<TrainingEvent> events = new ArrayList<>();
    Model model =
        trainer()
            .epochs(100)
            .stopWhen(StopRule.when("asked to", () -> ++steps[0] >= 40))
            .listener(events::add)
            .fit(train, validation);
    TrainingEvent.Ended ended = (TrainingEvent.Ended) events.getLast();
    assertThat(steps[0]).isEqualTo(40);
    assertThat(ended.reason()).isEqualTo("asked to");
    assertThat(ended.epochs()).isEqualTo(2);
    assertThat(model.evaluate(validation).loss()).isLessThan(0.69);
    assertThat(model.provenance()).containsEntry("ended", "asked to");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 333, 999, 1000, 5000})
  void everyBatchSizeFromOneToAllLearns(int batchSize) {
    List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
    trainer().batchSize(batchSize).epochs(3).listener(e -> add(epochs, e)).fit(train);
    assertThat(epochs.getLast().loss()).isLessThan(epochs.getFirst().loss());
  }

  @Test
  void aSingleRowLeftOverJoinsTheLastBatch() {
    // 1,000 = 27·37 + 1: batch normalisation would refuse the last row alone
    Network net = Network.parse("8 relu, batchnorm");
    assertThat(Trainer.of(net).batchSize(37).epochs(1).fit(train).network().layers()).hasSize(3);
    assertThatThrownBy(() -> Trainer.of(net).batchSize(1).epochs(1).fit(train))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("batch of 1 row");
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    assertThat(sha(trainer())).isEqualTo(sha(trainer()));
    assertThat(sha(trainer().seed(7))).isNotEqualTo(sha(trainer()));
    assertThat(sha(trainer().withReplacement(true))).isNotEqualTo(sha(trainer()));
  }

  private String sha(Trainer trainer) {
    return trainer.epochs(2).fit(train).weightsSha256();
  }

  @Test
  void drawingWithReplacementLearns() {
    Model model = trainer().withReplacement(true).epochs(30).fit(train, validation);
    assertThat(model.evaluate(test).metric("accuracy")).isGreaterThan(0.95);
  }

  @Test
  void aPenaltyOnTheWeightsMakesThemSmallerAndSparesBiases() {
    double free = squares(trainer().epochs(5).fit(train), "dense1.weight");
    double held = squares(trainer().epochs(5).l2(0.1).fit(train), "dense1.weight");
    assertThat(held).isLessThan(free / 2);
    // a step by hand: without data gradient the weight shrinks by ελw, the bias stays
    Trainer plain = Trainer.of(Network.of(Dense.of(1, identity()))).optimizer(Optimizer.sgd(0.5));
    Batch zero = Batch.of(new float[] {0}, new float[] {0}, 1);
    plain.l2(0.2).loss(Loss.squaredError()).step(zero);
    float before = start();
    assertThat(plain.program().parameters().values()[0])
        .isEqualTo(Math.fma(-0.5f, 0.2f * before, before));
    assertThat(plain.program().parameters().values()[1]).isZero();
  }

  private static float start() {
    return Network.of(Dense.of(1, identity())).initialise(1, new Seed(42)).values()[0];
  }

  private static double squares(Model model, String tensorName) {
    var tensor = model.parameters().tensor(tensorName);
    double sum = 0;
    for (int i = tensor.at(); i < tensor.at() + tensor.length(); i++) {
      sum += Math.pow(model.parameters().values()[i], 2);
    }
    return sum;
  }

  @Test
  void oneStepIsPublicAndDoesWhatTheFormulaSays() {
    // y = wx + b with squared error: w ← w − ε(y − d)x
    Trainer trainer = Trainer.of(Network.of(Dense.of(1, identity()))).optimizer(Optimizer.sgd(0.1));
    Batch batch = Batch.of(new float[] {2}, new float[] {3}, 1);
    float w = start();
    double loss = trainer.loss(Loss.squaredError()).step(batch);
    assertThat(loss).isEqualTo(0.5 * (2 * w - 3) * (2 * w - 3), within(1e-6));
    float[] after = trainer.program().parameters().values();
    assertThat(after[0]).isEqualTo(w - 0.1f * (2 * w - 3) * 2, within(1e-6f));
    assertThat(after[1]).isEqualTo(-0.1f * (2 * w - 3), within(1e-6f));
    assertThatThrownBy(() -> trainer.step(Batch.of(new float[] {1, 2}, new float[] {1}, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes 1 inputs a row, the batch has 2");
    assertThatThrownBy(() -> trainer.step(Batch.of(new float[] {1}, new float[] {1, 2}, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a row has 2 numbers of target, and the network 1 outputs");
  }

  @Test
  void aStepNeedsALoss() {
    Trainer trainer = Trainer.of(Network.of(Dense.of(1, identity())));
    assertThatThrownBy(() -> trainer.step(Batch.of(new float[] {2}, new float[] {1}, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Trainer.loss");
  }

  @Test
  void anEmptyValidationTableIsRefused() {
    assertThatThrownBy(() -> trainer().fit(train, validation.select(new int[0])))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no rows to validate with");
  }

  @Test
  void theDefaultBatchShrinksWithTheTable() {
    assertThat(Trainer.of(NET).settings.batchSizeFor(60_000)).isEqualTo(128);
    assertThat(Trainer.of(NET).settings.batchSizeFor(1_000)).isEqualTo(16);
    assertThat(Trainer.of(NET).settings.batchSizeFor(50)).isEqualTo(8);
    assertThat(Trainer.of(NET).settings.batchSizeFor(3)).isEqualTo(3);
    assertThat(Trainer.of(NET).batchSize(500).settings.batchSizeFor(100)).isEqualTo(100);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> trainer().epochs(0)).hasMessage("epochs must be at least 1, got 0");
    assertThatThrownBy(() -> trainer().batchSize(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> trainer().threads(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> trainer().l2(-1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> trainer().patience(0)).hasMessageContaining("got 0");
  }

  @Test
  void aTableWithoutTargetIsRefused() {
    assertThatThrownBy(() -> trainer().fit(Table.of("plain", train.columns())))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("which column is to be predicted?");
  }

  private static void add(List<TrainingEvent.EpochEnded> epochs, TrainingEvent event) {
    if (event instanceof TrainingEvent.EpochEnded ended) {
      epochs.add(ended);
    }
  }
}
