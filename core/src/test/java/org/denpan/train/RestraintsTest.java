package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.net.Activation.identity;

import java.util.ArrayList;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Tensor;
import org.junit.jupiter.api.Test;

/// What holds weights and gradients back, by hand: y = wx + b with the error ½(y − d)².
class RestraintsTest {
  /// From w = 1 and b = 0 with x = 2 and d = 3: g = (−2, −1), of the norm √5.
  private static final Batch SLOPE = Batch.of(new float[] {2}, new float[] {3}, 1);

  /// Where the data pull at nothing.
  private static final Batch FLAT = Batch.of(new float[] {0}, new float[] {0}, 1);

  private static Trainer line(Init init) {
    return Trainer.of(Network.of(Dense.of(1, identity())).init(init))
        .optimizer(Optimizer.sgd(0.1))
        .loss(Loss.squaredError());
  }

  private static Trainer line() {
    return line(Init.constant(1));
  }

  private static float[] after(Trainer trainer, Batch batch) {
    trainer.step(batch);
    return trainer.program().parameters().values();
  }

  private static void assertValues(float[] values, double... expected) {
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i]).as("value %s", i).isEqualTo(expected[i], within(1e-6));
    }
  }

  @Test
  void l1PullsEveryWeightTowardsZeroAtOnePaceAndSparesBiases() {
    // w ← w − 0.1·0.2·sign(w)
    assertValues(after(line().l1(0.2), FLAT), 0.98, 0);
    assertValues(after(line(Init.constant(-3)).l1(0.2), FLAT), -2.98, 0);
    assertValues(after(line(Init.zeros()).l1(0.2), FLAT), 0, 0);
    // with l2: w ← 2 − 0.1·(0.2 + 0.5·2); with data as well: −0.1·(−2)
    assertValues(after(line(Init.constant(2)).l1(0.2).l2(0.5), FLAT), 1.88, 0);
    assertValues(after(line().l1(0.2), SLOPE), 1.18, 0.1);
  }

  @Test
  void clippingByValueCutsEachNumber() {
    assertValues(after(line().clipValue(1.5), SLOPE), 1.15, 0.1);
    assertValues(after(line().clipValue(0.5), SLOPE), 1.05, 0.05);
    assertValues(after(line().clipValue(2), SLOPE), 1.2, 0.1);
  }

  @Test
  void clippingByNormKeepsTheDirection() {
    // g·1/√5 = (−0.8944272, −0.4472136)
    assertValues(after(line().clipNorm(1), SLOPE), 1.08944272, 0.04472136);
    assertValues(after(line().clipNorm(2.3), SLOPE), 1.2, 0.1);
  }

  @Test
  void clippingByValueComesBeforeThatByNorm() {
    // (−1.5, −1), of the norm 1.8027756, scaled to 1
    assertValues(after(line().clipValue(1.5).clipNorm(1), SLOPE), 1.08320503, 0.05547002);
    // the norm after the cut is below the bound
    assertValues(after(line().clipValue(1.5).clipNorm(2), SLOPE), 1.15, 0.1);
  }

  @Test
  void clippingKnowsThePenaltiesToo() {
    // g = (−2 + 4, −1) = (2, −1)
    assertValues(after(line().l2(4).clipValue(0.5), SLOPE), 0.95, 0.05);
  }

  /// Column by column (3, 4) and (0.1, 0.2), [inputs, units].
  public record TwoUnits() implements Init.Custom {
    @Override
    public void fill(float[] values, int at, List<Integer> shape, Seed.Stream random) {
      float[] start = {3, 0.1f, 4, 0.2f};
      System.arraycopy(start, 0, values, at, 4);
    }
  }

  @Test
  void maxNormScalesBackWhatComesIntoAUnitAndNothingElse() {
    // the first unit's weights have the norm 5, those of the second 0.2236
    Trainer trainer =
        Trainer.of(Network.of(Dense.of(2, identity())).init(new TwoUnits()))
            .optimizer(Optimizer.sgd(0.1))
            .loss(Loss.squaredError())
            .maxNorm(2.5);
    Batch flat = Batch.of(new float[] {0, 0}, new float[] {10, 20}, 1);
    float[] w = after(trainer, flat);
    assertThat(w[1]).isEqualTo(0.1f);
    assertThat(w[3]).isEqualTo(0.2f);
    assertValues(w, 1.5, 0.1, 2, 0.2, 1, 2); // the biases moved by 0.1·(10, 20), unbounded
  }

  @Test
  void maxNormAppliesAfterTheStep() {
    assertValues(after(line().maxNorm(1.1), SLOPE), 1.1, 0.1);
    assertValues(after(line().maxNorm(1.3), SLOPE), 1.2, 0.1);
  }

  @Test
  void theAverageFollowsTheWeights() {
    // w: 1, 1.2, then y = 2.5, g = (−1, −0.5): 1.3; b: 0, 0.1, 0.15
    // d = min(0.999, 2/11): a = 1·2/11 + 1.2·9/11; d = 3/12: a = a/4 + 1.3·3/4
    Trainer trainer = line().averaging(0.999);
    assertValues(after(trainer, SLOPE), 1.2, 0.1);
    assertValues(trainer.learnt().values(), 1.16363636, 0.08181818);
    assertValues(after(trainer, SLOPE), 1.3, 0.15);
    assertValues(trainer.learnt().values(), 1.26590909, 0.13295455);
    // d = min(0.1, …) = 0.1: a = 0.1 + 0.9·1.2; a = 0.118 + 0.9·1.3
    Trainer quick = line().averaging(0.1);
    after(quick, SLOPE);
    assertValues(quick.learnt().values(), 1.18, 0.09);
    after(quick, SLOPE);
    assertValues(quick.learnt().values(), 1.288, 0.144);
  }

  @Test
  void withoutAnAverageWhatIsLearntIsACopyOfTheWeights() {
    Trainer trainer = line();
    float[] live = after(trainer, SLOPE);
    Parameters learnt = trainer.learnt();
    assertThat(learnt.values()).isEqualTo(live).isNotSameAs(live);
  }

  private static Trainer averaged(double decay) {
    return Trainer.of(Network.parse("16 relu, batchnorm"))
        .optimizer(Optimizer.adam(0.05))
        .averaging(decay)
        .epochs(4);
  }

  @Test
  void validationAndTheModelUseTheAverage() {
    List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
    Model model =
        averaged(0.9)
            .listener(event -> {
              if (event instanceof TrainingEvent.EpochEnded ended) {
                epochs.add(ended);
              }
            })
            .fit(Tables.xor(300, 1), Tables.xor(100, 2));
    double lowest = epochs.stream().mapToDouble(e -> e.metrics().get("val_loss")).min().orElse(0);
    assertThat(model.evaluate(Tables.xor(100, 2)).loss()).isEqualTo(lowest);
    assertThat(model.provenance()).containsEntry("averaging", "0.9");
  }

  @Test
  void averagingChangesNeitherTheCourseOfTrainingNorTheRunningStatistics() {
    Model plain = averaged(0).fit(Tables.xor(300, 1));
    Model average = averaged(0.9).fit(Tables.xor(300, 1));
    for (Tensor tensor : plain.parameters().tensors()) {
      float[] a = values(plain, tensor);
      float[] b = values(average, tensor);
      if (tensor.learnt()) {
        assertThat(b).as(tensor.fullName()).isNotEqualTo(a);
      } else {
        assertThat(b).as(tensor.fullName()).isEqualTo(a);
      }
    }
  }

  private static float[] values(Model model, Tensor tensor) {
    float[] part = new float[tensor.length()];
    System.arraycopy(model.parameters().values(), tensor.at(), part, 0, part.length);
    return part;
  }

  @Test
  void eachIsRecordedWhereItIsSet() {
    Trainer trainer = line().l1(0.1).maxNorm(3).clipNorm(1).clipValue(0.5).averaging(0.99);
    assertThat(trainer.settings.facts(100))
        .containsEntry("l1", "0.1")
        .containsEntry("max_norm", "3.0")
        .containsEntry("clip_norm", "1.0")
        .containsEntry("clip_value", "0.5")
        .containsEntry("averaging", "0.99");
    assertThat(line().settings.facts(100))
        .doesNotContainKeys("l1", "max_norm", "clip_norm", "clip_value", "averaging");
  }

  @Test
  void allRowsMayMakeOneBatch() {
    int[] batch = {0};
    Trainer.of(Network.of())
        .fullBatch()
        .epochs(1)
        .listener(event -> {
          if (event instanceof TrainingEvent.Started started) {
            batch[0] = started.batchSize();
          }
        })
        .fit(Tables.xor(333, 1));
    assertThat(batch[0]).isEqualTo(333);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> line().l1(-1))
        .isInstanceOf(DenpanException.class)
        .hasMessage("l1 must be a finite number of at least 0, got -1.0");
    assertThatThrownBy(() -> line().l2(Double.NaN)).hasMessageContaining("got NaN");
    assertThatThrownBy(() -> line().maxNorm(-1)).hasMessageContaining("max-norm must be");
    assertThatThrownBy(() -> line().clipNorm(-1)).hasMessageContaining("clip-norm must be");
    assertThatThrownBy(() -> line().clipValue(-1)).hasMessageContaining("clip-value must be");
    assertThatThrownBy(() -> line().averaging(1))
        .hasMessage("averaging: the decay must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> line().averaging(-0.1)).hasMessageContaining("got -0.1");
  }
}
