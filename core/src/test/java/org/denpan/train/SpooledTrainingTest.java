package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.net.Activation.relu;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Preparation;
import org.denpan.data.Spool;
import org.denpan.data.SpoolWriter;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledTrainingTest {
  @TempDir private Path folder;

  private static Table table(int rows) {
    Seed.Stream random = new Seed(11).stream("rows");
    double[] x = IntStream.range(0, rows).mapToDouble(i -> random.nextDouble()).toArray();
    double[] y = IntStream.range(0, rows).mapToDouble(i -> random.nextInt(100)).toArray();
    double[] weights = IntStream.range(0, rows).mapToDouble(i -> 1 + i % 3).toArray();
    int[] cities = IntStream.range(0, rows).map(i -> random.nextInt(4) - 1).toArray();
    int[] labels = IntStream.range(0, rows).map(i -> x[i] * 100 > y[i] ? 1 : 0).toArray();
    return Table.of(
            "rows",
            List.of(
                new Column.Numbers("x", x),
                new Column.Numbers("y", y),
                new Column.Numbers("w", weights),
                new Column.Categories("city", List.of("a", "b", "c"), cities),
                new Column.Categories("label", List.of("no", "yes"), labels)))
        .withTarget("label");
  }

  private static Table select(Table table, int from, int to) {
    return table.select(IntStream.range(from, to).toArray());
  }

  private Spool spool(Table table) {
    try (SpoolWriter writer = Spool.into(folder, table.name())) {
      for (int from = 0; from < table.rows(); from += 777) {
        writer.add(select(table, from, Math.min(table.rows(), from + 777)));
      }
      return writer.finish();
    }
  }

  private static Trainer trainer() {
    return Trainer.of(Network.of(Dense.of(8, relu()))).epochs(3).batchSize(100).seed(5).threads(2);
  }

  @Test
  void theSameShuffleGivesTheSameBitsInAndBeyondMemory() {
    Table all = table(9_000);
    Table train = select(all, 0, 8_000).withWeights("w");
    Table validation = select(all, 8_000, 9_000);
    // 8 blocks, so that windows of 3 blocks end inside of batches
    for (int window : new int[] {1, 3, 8, 256, Integer.MAX_VALUE}) {
      Shuffle shuffle = new Shuffle.Blocks(window);
      Model inMemory = trainer().shuffle(shuffle).balancedClasses().fit(train, validation);
      try (Spool spool = spool(train)) {
        Model beyond =
            trainer()
                .shuffle(shuffle)
                .threads(1)
                .balancedClasses()
                .fit(spool.withWeights("w"), validation);
        assertThat(beyond.weightsSha256()).isEqualTo(inMemory.weightsSha256());
        assertThat(beyond.encoder()).isEqualTo(inMemory.encoder());
      }
    }
  }

  @Test
  void aTableThatFitsIntoOneWindowIsShuffledFully() {
    Table all = table(3_000);
    Table train = select(all, 0, 2_500);
    Table validation = select(all, 2_500, 3_000);
    assertThat(trainer().shuffle(new Shuffle.Blocks()).fit(train, validation).weightsSha256())
        .isEqualTo(trainer().fit(train, validation).weightsSha256());
  }

  @Test
  void everyRowIsLearntFromOnceAnEpoch() {
    for (int window : new int[] {1, 2, 5, 10}) {
      Windows windows = new Windows(10, b -> b == 9 ? 30 : 100, window, new Seed(1), 1);
      int[] seen = new int[10 * 100];
      for (int w = 0; w < windows.count(); w++) {
        int[] blocks = windows.blocks(w);
        for (int i : windows.order(w)) {
          int block = 0;
          int left = i;
          while (left >= (blocks[block] == 9 ? 30 : 100)) {
            left -= blocks[block] == 9 ? 30 : 100;
            block++;
          }
          seen[blocks[block] * 100 + left]++;
        }
      }
      assertThat(IntStream.of(seen).limit(930)).containsOnly(1);
    }
  }

  @Test
  void aBatchReachesOverAllTheWindowsThatItNeeds() {
    int rows = 5 * Spool.BLOCK;
    Table all = table(rows);
    // of the first block nothing is left, of the others a quarter
    int[] without = IntStream.range(0, rows).filter(i -> i < Spool.BLOCK || i % 4 > 0).toArray();
    try (Spool spool = spool(all).without(without).withTarget("label")) {
      Encoder encoder = Encoder.fit(spool, Preparation.standard());
      SpooledRows feed =
          new SpooledRows(
              spool,
              encoder,
              UnaryOperator.identity(),
              new Shuffle.Blocks(1),
              new Seed(1),
              Workers.of(2));
      Batch batch = new Batch(700, encoder.width(), 1);
      Set<Float> seen = new HashSet<>();
      for (int epoch = 1; epoch <= 3; epoch++) {
        feed.begin(epoch);
        for (int from = 0; from < feed.count(); from += 700) {
          int count = Math.min(700, feed.count() - from);
          feed.ready(from, from + count);
          feed.fill(from, 0, count, batch);
          for (int row = 0; row < count; row++) {
            seen.add(batch.inputs()[row * encoder.width()]);
          }
        }
        assertThat(seen).hasSize(Spool.BLOCK);
        seen.clear();
      }
      feed.end();
    }
  }

  @Test
  void epochsDifferInBlocksAndRows() {
    Windows first = new Windows(20, b -> 100, 5, new Seed(1), 1);
    Windows second = new Windows(20, b -> 100, 5, new Seed(1), 2);
    assertThat(first.blocks(0)).isNotEqualTo(second.blocks(0));
    assertThat(first.order(0)).isNotEqualTo(second.order(0)).isNotEqualTo(first.order(1));
  }

  /// The figure of [Shuffle.Blocks]: of sorted rows, a window of k blocks holds a class of share ½
  /// with a deviation of 0.5/√k.
  @Test
  void aWindowOfASortedTableHoldsNearlyAFairShare() {
    int blocks = 2_000;
    int window = 100;
    double squares = 0;
    int count = 0;
    for (int epoch = 1; epoch <= 50; epoch++) {
      Windows windows = new Windows(blocks, b -> 10, window, new Seed(42), epoch);
      for (int w = 0; w < windows.count(); w++) {
        double share =
            IntStream.of(windows.blocks(w)).filter(b -> b < blocks / 2).count() / (double) window;
        squares += (share - 0.5) * (share - 0.5);
        count++;
      }
    }
    // drawn without replacement: 0.05·√(1900/1999)
    assertThat(Math.sqrt(squares / count)).isBetween(0.045, 0.0525);
  }

  @Test
  void aShuffleWithoutEffectIsRefused() {
    Table rows = table(200);
    Trainer shuffled = trainer().shuffle(Shuffle.blocks(1));
    assertThatThrownBy(() -> shuffled.optimizer(Optimizer.lbfgs()).fit(rows))
        .isInstanceOf(DenpanException.class)
        .hasMessageStartingWith("the shuffle blocks(1) has no effect with L-BFGS");
    assertThatThrownBy(
            () -> shuffled.optimizer(Optimizer.adam(1e-3)).withReplacement(true).fit(rows))
        .hasMessageStartingWith(
            "the shuffle blocks(1) has no effect with drawing with replacement");
  }

  @Test
  void settingsThatNeedAllRowsInMemoryAreRefused() {
    Table all = table(3_000);
    Table validation = select(all, 0, 100);
    try (Spool spool = spool(all)) {
      assertThatThrownBy(() -> trainer().optimizer(Optimizer.lbfgs()).fit(spool, validation))
          .isInstanceOf(DenpanException.class)
          .hasMessageContaining("rows is beyond memory, and L-BFGS needs all rows in memory");
      assertThatThrownBy(() -> trainer().shuffle(new Shuffle.Full()).fit(spool, validation))
          .hasMessageContaining("a full shuffle needs all rows in memory");
      assertThatThrownBy(
              () -> trainer().shuffle(new Shuffle.Blocks(1)).batchSize(2000).fit(spool, validation))
          .hasMessageContaining("a batch of 2,000 rows is more than the 1,024 of a window");
    }
  }

  /// Of numbers of which a few rows are far away, a sample without these has hardly any loss.
  @Test
  void theLossOfRowsOutsideOfTheSampleIsNotTakenForDivergence() {
    Table table = table(1_000).withTarget("y");
    Encoder fitted = Encoder.fit(table);
    Target far = new Target.Number("y", 50, 1e6);
    Examples sample = new Encoder(fitted.inputs(), far, fitted.leftOut()).encode(table);
    Parameters parameters = Network.of(Dense.of(1, relu())).initialise(fitted.width(), new Seed(1));
    new Sanity(Loss.squaredError(), sample, false).check(1, parameters);
    assertThatThrownBy(() -> new Sanity(Loss.squaredError(), sample, true).check(1, parameters))
        .isInstanceOf(TrainingDivergedException.class);
  }
}
