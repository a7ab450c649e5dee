package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.net.Activation.relu;

import java.util.List;
import org.denpan.DenpanException;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;

/// `Trainer.from`: going on from a trained model with new rows.
class ContinuingTest {
  private final Table first = Tables.xor(300, 1);
  private final Table more = Tables.xor(300, 2);
  private final Model model =
      Trainer.of(Network.of(Dense.of(16, relu()), BatchNorm.of())).epochs(3).fit(first);

  @Test
  void newRowsImproveWhatWasLearnt() {
    float[] before = model.parameters().values().clone();
    Model continued = Trainer.from(model).epochs(30).fit(more);
    Table unseen = Tables.xor(500, 3);
    assertThat(continued.evaluate(unseen).loss()).isLessThan(model.evaluate(unseen).loss() * 0.7);
    assertThat(continued.evaluate(unseen).metric("accuracy"))
        .isGreaterThan(model.evaluate(unseen).metric("accuracy"));
    assertThat(model.parameters().values()).as("the model itself stays").isEqualTo(before);
  }

  @Test
  void itStartsFromTheWeightsRunningStatisticsAndEncoderOfTheModel() {
    // steps of almost nothing leave the weights; momentum 1 − 1e-9 in float is 1 for statistics too
    Model still =
        Trainer.from(model).optimizer(Optimizer.sgd(1e-30)).epochs(1).batchSize(300).fit(more);
    int learnt = model.parameters().learnt();
    for (int i = 0; i < learnt; i++) {
      assertThat(still.parameters().values()[i]).isEqualTo(model.parameters().values()[i]);
    }
    assertThat(still.network()).isEqualTo(model.network());
    assertThat(still.encoder()).isEqualTo(model.encoder());
    assertThat(still.loss()).isEqualTo(model.loss());
  }

  @Test
  void provenanceSaysWhatWasContinued() {
    Model source = model.withProvenance(java.util.Map.of("data", "a.csv"));
    Model second = Trainer.from(source).epochs(1).fit(more);
    assertThat(second.provenance())
        .containsEntry("continued_from", model.weightsSha256())
        .containsEntry("earlier_data", "a.csv");
    Model third =
        Trainer.from(second.withProvenance(java.util.Map.of("data", "b.csv"))).epochs(1).fit(more);
    assertThat(third.provenance())
        .containsEntry("continued_from", second.weightsSha256())
        .containsEntry("earlier_data", "a.csv, b.csv");
  }

  @Test
  void aSingleRowMayBeLearntByStepsOfOnesOwn() {
    Model plain = Trainer.of(Network.of(Dense.of(8, relu()))).epochs(1).fit(first);
    Trainer trainer = Trainer.from(plain).optimizer(Optimizer.sgd(0.1));
    Batch row = Batch.of(new float[] {1, -1}, new float[] {1}, 1);
    double before = trainer.step(row);
    double after = before;
    for (int step = 0; step < 20; step++) {
      after = trainer.step(row);
    }
    assertThat(after).isLessThan(before / 2);
  }

  @Test
  void newRowsMayHaveWeights() {
    double[] w = new double[300];
    java.util.Arrays.fill(w, 0, 100, 1);
    Table weighted =
        Table.of(
                "weighted",
                List.of(
                    more.column("a"),
                    more.column("b"),
                    more.column("differ"),
                    new Column.Numbers("w", w)))
            .withTarget("differ");
    Model continued = Trainer.from(model).epochs(1).fit(weighted.withWeights("w"));
    assertThat(continued.encoder().weights()).contains("w");
    assertThatThrownBy(() -> Trainer.from(model).fit(more.withWeights("a")))
        .isInstanceOf(DenpanException.class);
    Table positive = Tables.xor(300, 2);
    java.util.Arrays.setAll(((Column.Numbers) positive.column("a")).values(), i -> 1 + i % 3);
    assertThatThrownBy(() -> Trainer.from(model).fit(positive.withWeights("a")))
        .isInstanceOf(DataException.class)
        .hasMessage("'a' is an input of the model, so it cannot be the column of weights");
  }

  @Test
  void whatDoesNotFitTheModelIsRefused() {
    Table other =
        Table.of(
                "new.csv",
                List.of(
                    more.column("a"),
                    more.column("b"),
                    new Column.Categories("differ", List.of("no", "yess"), new int[300])))
            .withTarget("differ");
    java.util.Arrays.fill(((Column.Categories) other.column("differ")).codes(), 1);
    assertThatThrownBy(() -> Trainer.from(model).fit(other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "row 1 of the target 'differ' is 'yess', which is none of the classes");
    assertThatThrownBy(() -> Trainer.from(model).loss(Loss.mse()).fit(more))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("the loss mse() is not for a target such as 'differ'");
  }
}
