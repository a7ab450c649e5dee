package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.net.Activation.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows that count more or less than one. Inputs here are texts, whose encoding does not depend on
/// how often a row stands in the table.
class WeightsTest {
  private static final List<String> LETTERS = List.of("a", "b", "c", "d");
  private static final List<String> CLASSES = List.of("no", "perhaps", "yes");

  /// Rows drawn by chance, of weights 0, 1, 2 or 3; the first ones show every text with weight 1.
  private static Table drawn(long seed) {
    Seed.Stream random = new Seed(seed).stream("rows");
    int[] x = new int[40];
    int[] y = new int[40];
    int[] label = new int[40];
    double[] weight = new double[40];
    for (int i = 0; i < 40; i++) {
      x[i] = i < 12 ? i % 4 : random.nextInt(4);
      y[i] = random.nextInt(4);
      label[i] = i < 12 ? i % 3 : random.nextInt(3);
      weight[i] = i < 12 ? 1 : random.nextInt(4);
    }
    return Table.of(
            "drawn",
            List.of(
                new Column.Categories("x", LETTERS, x),
                new Column.Categories("label", CLASSES, label),
                new Column.Numbers("w", weight)))
        .withTarget("label");
  }

  /// Each row as often as its weight says.
  private static Table repeated(Table table) {
    double[] weight = ((Column.Numbers) table.column("w")).values();
    int[] rows =
        IntStream.range(0, table.rows())
            .flatMap(row -> IntStream.range(0, (int) weight[row]).map(k -> row))
            .toArray();
    return Table.of("repeated", List.of(table.column("x"), table.column("label")))
        .select(rows)
        .withTarget("label");
  }

  private final List<Double> losses = new ArrayList<>();

  private Trainer trainer() {
    return Trainer.of(Network.of(Dense.of(5, tanh())))
        .optimizer(Optimizer.sgd(0.3))
        .batchSize(1000)
        .epochs(10)
        .listener(event -> {
          if (event instanceof TrainingEvent.EpochEnded e) {
            losses.add(e.loss());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aRowOfWeightTwoTrainsLikeTheRowTwiceAndOneOfWeightZeroLikeNone(long seed) {
    Table table = drawn(seed);
    Model weighted = trainer().fit(table.withWeights("w"));
    List<Double> weightedLosses = List.copyOf(losses);
    losses.clear();
    Model repeated = trainer().fit(repeated(table));
    assertThat(weighted.parameters().values())
        .containsExactly(repeated.parameters().values(), within(1e-5f));
    assertThat(weightedLosses).hasSameSizeAs(losses);
    for (int epoch = 0; epoch < losses.size(); epoch++) {
      assertThat(weightedLosses.get(epoch)).isCloseTo(losses.get(epoch), within(1e-6));
    }
    assertThat(weighted.evaluate(table).loss())
        .isCloseTo(repeated.evaluate(repeated(table)).loss(), within(1e-5));
    assertThat(weighted.evaluate(table).metric("accuracy"))
        .isCloseTo(repeated.evaluate(repeated(table)).metric("accuracy"), within(1e-12));
  }

  @Test
  void weightsThatAreAllEqualChangeNothingButRounding() {
    Table table = drawn(6);
    Column.Numbers sevens = new Column.Numbers("w", new double[40]);
    java.util.Arrays.fill(sevens.values(), 7);
    Table same = Table.of("same", List.of(table.column("x"), table.column("label"), sevens));
    Table plain = Table.of("same", List.of(table.column("x"), table.column("label")));
    assertThat(trainer().fit(same.withTarget("label").withWeights("w")).parameters().values())
        .containsExactly(
            trainer().fit(plain.withTarget("label")).parameters().values(), within(1e-6f));
  }

  @Test
  void theLossOfAnEpochIsTheWeightedMeanWhateverTheBatches() {
    // with a learning rate of almost 0 all batches see the same weights
    Table table = drawn(7).withWeights("w");
    for (int batch : new int[] {1, 7, 40}) {
      losses.clear();
      Model model = trainer().optimizer(Optimizer.sgd(1e-30)).batchSize(batch).epochs(1).fit(table);
      assertThat(losses.getFirst()).isCloseTo(model.evaluate(table).loss(), within(1e-6));
    }
  }

  @Test
  void validationRowsCountByTheirWeightsToo() {
    Table table = drawn(8).withWeights("w");
    List<Double> validation = new ArrayList<>();
    Model model =
        trainer()
            .epochs(1)
            .listener(event -> {
              if (event instanceof TrainingEvent.EpochEnded e) {
                validation.add(e.metrics().get("val_loss"));
              }
            })
            .fit(table, table.select(new int[] {12, 20, 30, 31, 32, 0}));
    Table rows = table.select(new int[] {12, 20, 30, 31, 32, 0});
    assertThat(validation).containsExactly(model.evaluate(rows).loss());
    assertThat(model.evaluate(rows).weighted()).isTrue();
    assertThat(model.provenance()).containsEntry("weights", "w");
  }

  @Test
  void oneRowThatOutweighsAllOthersIsNoDivergence() {
    int rows = 2000;
    double[] y = new double[rows];
    double[] x = new double[rows];
    double[] w = new double[rows];
    for (int row = 0; row < rows; row++) {
      x[row] = row % 17;
      y[row] = row % 5 + (row == 1500 ? 1000 : 0);
      w[row] = row == 1500 ? 1e6 : 1;
    }
    Table table =
        Table.of(
                "heavy",
                List.of(
                    new Column.Numbers("x", x),
                    new Column.Numbers("y", y),
                    new Column.Numbers("w", w)))
            .withTarget("y")
            .withWeights("w");
    Model model = trainer().optimizer(Optimizer.sgd(0.01)).epochs(2).fit(table);
    assertThat(model.evaluate(table).loss()).isFinite();
  }
}
