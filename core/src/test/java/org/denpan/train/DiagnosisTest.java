package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Datasets;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.net.Init;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// True alarms on nets built to be wrong, and none on runs that learn.
class DiagnosisTest {
  private static final Table MOONS = Datasets.load("moons");

  private static Network ten(String unit, Init init) {
    return Network.parse(String.join(", ", Collections.nCopies(10, "10 " + unit))).init(init);
  }

  /// Trains on a built-in set as the command does, and returns what was found.
  private static List<Finding> findings(Trainer trainer, Table table, long seed) {
    List<TrainingEvent.EpochEnded> history = new ArrayList<>();
    Split split = Split.stratified(table, "label", 0.8, seed);
    trainer
        .seed(seed)
        .listener(event -> {
          if (event instanceof TrainingEvent.EpochEnded ended) {
            history.add(ended);
          }
        })
        .fit(split.train(), split.validation());
    return Finding.of(history);
  }

  private static Diagnosis only(List<Finding> findings, String kind) {
    List<Diagnosis> found =
        findings.stream().map(Finding::diagnosis).filter(d -> d.kind().equals(kind)).toList();
    assertThat(found).as("%s in %s", kind, findings).hasSize(1);
    return found.getFirst();
  }

  private static Diagnosis only(Trainer trainer, String kind) {
    List<Diagnosis> found =
        trainer.diagnoses().stream().filter(d -> d.kind().equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  @ParameterizedTest
  @CsvSource({"xor, 1", "xor, 42", "moons, 1", "moons, 42", "spirals, 1", "blobs, 1", "blobs, 42"})
  void theBuiltInSetsWithTheDefaultNetworkAreHealthy(String name, long seed) {
    Trainer trainer = Trainer.of(Network.parse("64 relu, 32 relu"));
    assertThat(findings(trainer, Datasets.load(name), seed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"lbfgs", "sgd 1"})
  void anEpochOfOneStepIsHealthy(String optimizer) {
    Trainer trainer =
        Trainer.of(Network.parse("16 tanh"))
            .optimizer(Family.of(Optimizer.class).parse(optimizer))
            .fullBatch();
    assertThat(findings(trainer, Datasets.load("moons"), 42))
        .extracting(finding -> finding.diagnosis().kind())
        .doesNotContain("learning rate too large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "64 relu, 32 relu; adam; 3",
        "256 relu, 128 relu; adam; 2",
        "50 logistic; sgd 0.1; 6",
        "64 identity, batchnorm, relu, dropout 0.2, residual (64 relu, 64 identity); adam; 2"
      })
  void theDigitsAreHealthy(String network, String optimizer, int epochs) {
    Trainer trainer =
        Trainer.of(Network.parse(network))
            .optimizer(Family.of(Optimizer.class).parse(optimizer))
            .epochs(epochs);
    assertThat(findings(trainer, Datasets.load("digits"), 42)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "relu", "tanh", "logistic"})
  void weightsOfAHundredthVanishInTenLayers(String unit) {
    Trainer trainer = Trainer.of(ten(unit, Init.normal(0.01))).epochs(2);
    Diagnosis found = only(findings(trainer, MOONS, 1), "vanishing gradients");
    assertThat(found.layer()).contains("dense1");
    // nine layers, each with a factor of about 0.01·√10 = 0.03, or a quarter of that
    assertThat(found.figure()).isBetween(1e-25, 1e-12);
    assertThat(found.sentence())
        .matches("dense1: the gradient vanishes .* is \\d\\.\\de-\\d\\d of that of dense11, .*")
        .contains("try relu or tanh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "relu"})
  void weightsOfAHundredExplodeInTenLayers(String unit) {
    TrainingDivergedException e =
        catchThrowableOfType(
            TrainingDivergedException.class,
            () -> findings(Trainer.of(ten(unit, Init.constant(100))), MOONS, 1));
    // ten units of weight 100: a factor of 1,000 a layer
    assertThat(e)
        .hasMessageContaining("diverged in epoch 1, step 1")
        .hasMessageContaining("The likely cause is there from the start: dense2: outputs explode")
        .hasMessageContaining("e+04 times the inputs, in dense11")
        .hasMessageNotContaining("The learning rate");
  }

  /// y = w¹⁰x and ∂E/∂w = (y − d)·w⁹x, the same in every layer: docs/textbook.md, gradients by
  /// layer.
  @Test
  void oneStepTellsTheGradientsOfTenLayersOfOneUnit() {
    for (double w : new double[] {100, 0.01}) {
      Network network =
          Network.parse(String.join(", ", Collections.nCopies(10, "1 identity")))
              .init(Init.constant(w));
      Trainer trainer = Trainer.of(network).loss(Loss.squaredError()).optimizer(Optimizer.sgd(0.1));
      try {
        trainer.step(Batch.of(new float[] {1}, new float[] {-1}, 1));
      } catch (TrainingDivergedException e) {
        assertThat(w).isEqualTo(100); // the sum of squares is beyond float
      }
      List<LayerStatistics> layers = trainer.statistics();
      assertThat(layers).hasSize(10);
      double expected = w > 1 ? 1e38 : 1e-18;
      assertThat(layers)
          .allSatisfy(l -> assertThat(l.gradientNorm() / expected).isBetween(0.99, 1.01));
      Diagnosis found = only(trainer, w > 1 ? "exploding gradients" : "vanishing gradients");
      assertThat(found.layer()).contains(w > 1 ? "dense2" : "dense1");
      assertThat(found.figure()).isCloseTo(w > 1 ? 1e4 : 1e-18, withinPercent(1));
    }
  }

  private static Percentage withinPercent(double percent) {
    return Percentage.withPercentage(percent);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 42})
  void tenLogisticLayersVanish(long seed) {
    Trainer trainer = Trainer.of(ten("logistic", Init.glorot())).optimizer(Optimizer.sgd(0.1));
    Diagnosis found = only(findings(trainer, MOONS, seed), "vanishing gradients");
    assertThat(found.layer()).contains("dense1");
    assertThat(found.figure()).isLessThan(1e-5);
  }

  @Test
  void sixLogisticLayersVanishAsTheTextbookSays() {
    Trainer trainer =
        Trainer.of(Network.parse(String.join(", ", Collections.nCopies(6, "20 logistic"))))
            .epochs(1);
    Diagnosis found = only(findings(trainer, Datasets.load("digits"), 42), "vanishing gradients");
    assertThat(found.layer()).contains("dense1");
    assertThat(found.sentence()).contains("of that of dense7");
  }

  @Test
  void aDivergenceByALearningRateOfTenBlamesTheRate() {
    for (long seed : new long[] {1, 2, 42}) {
      TrainingDivergedException e =
          catchThrowableOfType(
              TrainingDivergedException.class,
              () ->
                  findings(
                      Trainer.of(Network.parse("16 relu")).optimizer(Optimizer.sgd(10)),
                      MOONS,
                      seed));
      assertThat(e).hasMessageContaining("The learning rate 10.0 is probably too large");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 42})
  void aLearningRateOfTenThatDoesNotDivergeIsSeenAsWell(long seed) {
    Trainer trainer = Trainer.of(Network.parse("16 tanh")).optimizer(Optimizer.sgd(10)).epochs(3);
    List<Finding> findings = findings(trainer, MOONS, seed);
    Diagnosis found = only(findings, "learning rate too large");
    assertThat(found.layer()).contains("dense2");
    assertThat(found.figure()).isGreaterThan(1);
    assertThat(found.sentence())
        .contains("the learning rate 10 is probably too large")
        .contains("% of their size")
        .endsWith("try 3.3 or 1");
    assertThat(only(findings, "saturated units").layer()).contains("dense1");
  }

  @Test
  void reluUnitsThatAStepFarTooLargeHasKilledAreDead() {
    Trainer trainer = Trainer.of(Network.parse("16 relu")).optimizer(Optimizer.adam(1)).epochs(8);
    Diagnosis found = only(findings(trainer, MOONS, 42), "dead units");
    assertThat(found.layer()).contains("dense1");
    assertThat(found.figure()).isBetween(0.4, 1.0);
    assertThat(found.sentence()).matches("dense1: \\d+ % of the units are dead.*leakyrelu");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-5, 1e-6})
  void aRateThatHardlyMovesTheWeightsIsTooSmall(double rate) {
    Trainer trainer =
        Trainer.of(Network.parse("64 relu, 32 relu")).optimizer(Optimizer.sgd(rate)).epochs(5);
    Diagnosis found = only(findings(trainer, MOONS, 1), "learning rate too small");
    assertThat(found.figure()).isBetween(0.1 * rate, 10 * rate);
    assertThat(found.sentence()).contains("is probably too small").contains("try ");
  }

  @Test
  void inputsInTheMillionsAreUnscaled() {
    Seed.Stream random = new Seed(1).stream("millions");
    float[] x = new float[64 * 2];
    float[] d = new float[64];
    for (int i = 0; i < 64; i++) {
      x[2 * i] = (float) random.nextDouble(-1, 1);
      x[2 * i + 1] = (float) random.nextDouble(1e6, 5e6);
      d[i] = i % 2;
    }
    Batch batch = Batch.of(x, d, 64);
    Trainer trainer =
        Trainer.of(Network.parse("16 logistic, 2 identity")).loss(Loss.crossEntropy());
    trainer.step(batch);
    Diagnosis found = only(trainer, "unscaled inputs");
    assertThat(found.figure()).isBetween(1e6, 5e6);
    assertThat(found.sentence()).contains("input 2 reaches ").contains("standardise");
    assertThat(only(trainer, "saturated units").layer()).contains("dense1");

    TrainingDivergedException e =
        catchThrowableOfType(
            TrainingDivergedException.class,
            () -> {
              Trainer fast =
                  Trainer.of(Network.parse("16 relu, 16 relu, 1 identity"))
                      .optimizer(Optimizer.sgd(0.1))
                      .loss(Loss.squaredError());
              for (int i = 0; i < 100; i++) {
                fast.step(batch);
              }
            });
    assertThat(e)
        .hasMessageContaining("first bad layer")
        .hasMessageContaining(
            "The likely cause is there from the start: the inputs are not scaled");
  }

  @Test
  void anOutlierThatPushesAllOthersTogetherIsUnscaledThroughFitToo() {
    int rows = 20_000;
    Seed.Stream random = new Seed(1).stream("outlier");
    double[] x = new double[rows];
    double[] y = new double[rows];
    Arrays.setAll(x, i -> random.nextDouble(-1, 1));
    Arrays.setAll(y, i -> 2 * x[i]);
    x[777] = 5e6;
    Table table =
        Table.of("outlier", List.of(new Column.Numbers("income", x), new Column.Numbers("y", y)));
    List<Diagnosis> found = new ArrayList<>();
    Trainer.of(Network.parse("4 tanh"))
        .epochs(1)
        .listener(event -> {
          if (event instanceof TrainingEvent.EpochEnded ended) {
            found.addAll(ended.diagnoses());
          }
        })
        .fit(table.withTarget("y"));
    assertThat(found).extracting(Diagnosis::kind).contains("unscaled inputs");
    Diagnosis first = found.getFirst();
    assertThat(first.kind()).isEqualTo("unscaled inputs");
    assertThat(first.sentence()).contains("'income' reaches 140"); // √20,000 = 141
  }

  @Test
  void aNetworkOfOneLineThatCannotPartTheClassesComesToRest() {
    Trainer trainer = Trainer.of(Network.of()).optimizer(Optimizer.adam(0.01)).epochs(20);
    Diagnosis found = only(findings(trainer, Datasets.load("xor"), 1), "plateau");
    assertThat(found.layer()).isEqualTo(Optional.empty());
    assertThat(found.figure()).isBetween(0.6, 0.8); // ln 2 = 0.69
    assertThat(found.sentence()).contains("the loss no longer falls").contains("try ");
  }

  @Test
  void learningNoiseByHeartIsOverfitting() {
    Seed.Stream random = new Seed(5).stream("noise");
    int rows = 150;
    double[] a = new double[rows];
    double[] b = new double[rows];
    int[] label = new int[rows];
    for (int i = 0; i < rows; i++) {
      a[i] = random.nextGaussian();
      b[i] = random.nextGaussian();
      label[i] = random.nextInt(2);
    }
    Table noise =
        Table.of(
            "noise",
            List.of(
                new Column.Numbers("a", a),
                new Column.Numbers("b", b),
                new Column.Categories("label", List.of("no", "yes"), label)));
    Trainer trainer =
        Trainer.of(Network.parse("64 relu, 64 relu")).optimizer(Optimizer.adam(0.01)).epochs(60);
    Diagnosis found = only(findings(trainer, noise, 1), "overfitting");
    assertThat(found.sentence())
        .matches(
            "overfitting: since epoch \\d+ val_loss rose from .* while the loss fell .*try .*");
  }

  /// Weights that do not move any more: each epoch is like the one before.
  @Test
  void onlyAnEpochThatEndsCountsAndNotThatOneAsks() {
    Trainer trainer =
        Trainer.of(Network.parse("1 identity"))
            .loss(Loss.squaredError())
            .optimizer(Optimizer.sgd(1e-9));
    // 1 where the inputs are alike, else −1: no plane comes nearer than 0
    Batch batch = Batch.of(new float[] {-1, -1, -1, 1, 1, 1, 1, -1}, new float[] {1, -1, 1, -1}, 4);
    trainer.step(batch);
    for (int i = 0; i < 20; i++) {
      assertThat(trainer.diagnoses()).extracting(Diagnosis::kind).doesNotContain("plateau");
    }
    for (int i = 1; i < 10; i++) {
      trainer.step(batch);
      assertThat(trainer.endEpoch()).extracting(Diagnosis::kind).doesNotContain("plateau");
    }
    assertThat(trainer.diagnoses()).extracting(Diagnosis::kind).contains("plateau");
    assertThat(trainer.endEpoch()).extracting(Diagnosis::kind).contains("plateau");
  }

  @Test
  void aBatchOfOnesOwnIsComparedWithAGuessThatWeighsItsRows() {
    Batch batch = Batch.of(new float[] {1, 1}, new float[] {1, 2}, 2);
    batch.weights()[1] = 3;
    // E of 0 for 1 is a quarter of that for 2, whatever the factor before the square
    double one = Loss.squaredError().formula(new double[1], new float[] {1});
    double guess =
        Sanity.guess(Loss.squaredError(), 1, batch.targets(), batch.weights(), batch.rows());
    assertThat(guess / one).isEqualTo((1 + 3 * 4) / 4.0);
  }

  @Test
  void sampledRowsAreSpreadEvenlyAndAllWhereThereAreFew() {
    int[] all = new Seed(1).stream("all").spread(1000, 100_000);
    assertThat(all).isEqualTo(IntStream.range(0, 1000).toArray());
    int[] some = new Seed(1).stream("some").spread(2_000_000_000, 3000);
    assertThat(some).hasSize(3000).isSorted().doesNotHaveDuplicates();
    for (int i = 0; i < 3000; i++) {
      assertThat(3000L * some[i] / 2_000_000_000).isEqualTo(i);
    }
  }

  @Test
  void findingsTellWhenTheyHeld() {
    Diagnosis dead = new Diagnosis("dead units", Optional.of("dense1"), 0.5, "dense1: half");
    Diagnosis more = new Diagnosis("dead units", Optional.of("dense1"), 0.7, "dense1: more");
    List<Finding> findings =
        Finding.of(List.of(ended(1, dead), ended(2), ended(3, more), ended(4)));
    assertThat(findings).containsExactly(new Finding(more, 1, 3));
    assertThat(findings.getFirst().sentence(4)).isEqualTo("dense1: more. Seen in epochs 1 to 3.");
    assertThat(findings.getFirst().sentence(3)).isEqualTo("dense1: more. Seen since epoch 1.");
  }

  private static TrainingEvent.EpochEnded ended(int epoch, Diagnosis... diagnoses) {
    return new TrainingEvent.EpochEnded(
        epoch, 4, 1, Map.of(), 0.1, 1, 1, 1, 1, false, List.of(), List.of(diagnoses));
  }
}
