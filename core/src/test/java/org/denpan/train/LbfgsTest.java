package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.net.Activation.identity;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Program;
import org.denpan.net.Workers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// L-BFGS on networks: all rows in every step.
class LbfgsTest {
  private final List<TrainingEvent> events = new ArrayList<>();

  private Trainer trainer(String layers) {
    return Trainer.of(Network.parse(layers)).optimizer(Optimizer.lbfgs()).listener(events::add);
  }

  private TrainingEvent.EpochEnded lastEpoch() {
    return events.stream()
        .filter(TrainingEvent.EpochEnded.class::isInstance)
        .map(TrainingEvent.EpochEnded.class::cast)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /// Two classes that overlap: the logistic model's probabilities are 1/(1+e^−(2a−b+0.5)).
  private static Table overlapping(int rows) {
    Seed.Stream random = new Seed(5).stream("overlapping");
    double[] a = new double[rows];
    double[] b = new double[rows];
    double[] weight = new double[rows];
    int[] label = new int[rows];
    for (int i = 0; i < rows; i++) {
      a[i] = random.nextGaussian();
      b[i] = random.nextGaussian();
      label[i] = random.nextDouble() < 1 / (1 + Math.exp(-2 * a[i] + b[i] - 0.5)) ? 1 : 0;
      weight[i] = random.nextInt(4);
    }
    return Table.of(
            "overlapping",
            List.of(
                new Column.Numbers("a", a),
                new Column.Numbers("b", b),
                new Column.Numbers("w", weight),
                new Column.Categories("label", List.of("no", "yes"), label)))
        .withTarget("label");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000})
  void aLogisticRegressionIsSolved(int part) {
    trainer("").batchSize(part).epochs(30).fit(overlapping(1000));
    assertThat(lastEpoch().gradientNorm()).isLessThan(1e-4);
  }

  @Test
  void whenNoLowerErrorIsFoundTrainingEndsAndSaysSo() {
    trainer("").epochs(500).fit(overlapping(1000));
    TrainingEvent.Ended ended = (TrainingEvent.Ended) events.getLast();
    assertThat(ended.reason()).isEqualTo("lbfgs finds no lower error");
    assertThat(ended.epochs()).isLessThan(100);
    assertThat(lastEpoch().gradientNorm()).isLessThan(1e-5);
  }

  @Test
  void onASmallRegressionItNeedsAFractionOfTheEvaluationsOfAdam() {
    long lbfgs = evaluationsUntil(Optimizer.lbfgs(), 1e-4);
    for (double rate : new double[] {0.001, 0.01, 0.03, 0.1}) {
      assertThat(evaluationsUntil(Optimizer.adam(rate), 1e-4)).isGreaterThan(3 * lbfgs);
    }
  }

  /// How often the rows are gone through until the loss is as low as this.
  private static long evaluationsUntil(Optimizer optimizer, double goal) {
    Batch batch = batch(100);
    Network network = Network.parse("12 tanh, 1 identity");
    Seed seed = new Seed(42);
    Program program =
        network.compile(network.initialise(2, seed), 2, batch.rows(), Workers.single(), seed);
    Learner learner =
        Learner.of(
            Trainer.of(network).optimizer(optimizer).settings,
            program,
            Loss.squaredError(),
            Workers.single());
    Feed.One feed = new Feed.One();
    long steps = 0;
    double last = Double.POSITIVE_INFINITY;
    while (last > goal && steps < 3000) {
      last = learner.step(feed.of(batch), 1);
      steps++;
    }
    return learner instanceof FullLearner full ? full.evaluations() : steps;
  }

  @Test
  void eachStepOnABatchFindsALowerError() {
    Batch batch = batch(50);
    Trainer trainer =
        Trainer.of(Network.parse("8 tanh, 1 identity"))
            .optimizer(Optimizer.lbfgs())
            .loss(Loss.squaredError());
    double first = trainer.step(batch);
    double last = first;
    for (int i = 0; i < 20; i++) {
      double now = trainer.step(batch);
      assertThat(now).isLessThan(last);
      last = now;
    }
    assertThat(last).isLessThan(first / 10);
  }

  private static Batch batch(int rows) {
    Seed.Stream random = new Seed(3).stream("batch");
    float[] x = new float[2 * rows];
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      x[2 * i] = (float) random.nextGaussian();
      x[2 * i + 1] = (float) random.nextGaussian();
      y[i] = x[2 * i] * x[2 * i + 1];
    }
    return Batch.of(x, y, rows);
  }

  @Test
  void thePartsThatTheRowsAreTakenInDoNotChangeTheError() {
    // 333 = 3·83 + 84, whose last row joins; 7 leaves 4; weights and penalties count as in one
    // batch
    Table table = overlapping(333).withWeights("w");
    Model whole = trainer("5 tanh").l2(0.01).fullBatch().epochs(3).fit(table);
    double error = lastEpoch().loss();
    for (int part : new int[] {83, 7, 1}) {
      Model parts = trainer("5 tanh").l2(0.01).batchSize(part).epochs(3).fit(table);
      assertThat(lastEpoch().loss()).isEqualTo(error, within(1e-5));
      for (int i = 0; i < whole.parameters().values().length; i++) {
        assertThat(parts.parameters().values()[i])
            .isEqualTo(whole.parameters().values()[i], within(2e-3f));
      }
    }
  }

  @Test
  void thePenaltyCountsInTheMinimumButNotInTheReportedLoss() {
    // where it ends, ∂(error)/∂w = −λw: the gradient of the two together is zero
    trainer("").l2(0.1).epochs(50).fit(overlapping(1000));
    assertThat(lastEpoch().gradientNorm()).isLessThan(1e-4);
    double held = lastEpoch().loss();
    trainer("").epochs(50).fit(overlapping(1000));
    assertThat(held).isGreaterThan(lastEpoch().loss() + 1e-3);
  }

  @Test
  @Tag("slow")
  void theSameSettingsGiveTheSameBitsWithAnyNumberOfThreads() {
    assertThat(sha(1)).isEqualTo(sha(2)).isEqualTo(sha(5));
  }

  private String sha(int threads) {
    return trainer("67 tanh, 43 relu")
        .threads(threads)
        .batchSize(400)
        .epochs(3)
        .fit(Tables.xor(1501, 1), Tables.xor(300, 2))
        .weightsSha256();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            set(t -> t.l1(0.1)), "lbfgs cannot be combined with l1, which has no gradient"),
        Arguments.of(set(t -> t.maxNorm(3)), "lbfgs cannot be combined with max-norm"),
        Arguments.of(set(t -> t.clipNorm(1)), "lbfgs cannot be combined with clip-norm"),
        Arguments.of(set(t -> t.clipValue(1)), "lbfgs cannot be combined with clip-value"),
        Arguments.of(set(t -> t.averaging(0.9)), "lbfgs cannot be combined with averaging"),
        Arguments.of(set(t -> t.withReplacement(true)), "combined with with-replacement"));
  }

  private static UnaryOperator<Trainer> set(UnaryOperator<Trainer> setting) {
    return setting;
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatDoesNotGoWithALineSearchIsRefused(UnaryOperator<Trainer> setting, String message) {
    assertThatThrownBy(() -> setting.apply(trainer("4 tanh")).fit(Tables.xor(50, 1)))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("adam");
    assertThat(events).isEmpty();
  }

  @Test
  void layersWhoseErrorIsNoFunctionOfTheWeightsAreRefusedWhereverTheyStand() {
    assertThatThrownBy(() -> trainer("4 tanh, dropout 0.5").fit(Tables.xor(50, 1)))
        .isInstanceOf(DenpanException.class)
        .hasMessage(
            "dropout1 (Dropout.of(0.5)) draws anew at every evaluation, but lbfgs compares errors"
                + " at several points; leave it out or choose another optimizer, such as adam");
    assertThatThrownBy(
            () -> trainer("4 tanh, residual (dropout 0.5, 4 tanh)").fit(Tables.xor(50, 1)))
        .hasMessageContaining("residual1.dropout1");
    assertThatThrownBy(() -> trainer("4 tanh, batchnorm").batchSize(20).fit(Tables.xor(50, 1)))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("batchnorm1 (BatchNorm.of()) looks at all rows of a batch together");
    assertThat(trainer("4 tanh, batchnorm").fullBatch().epochs(2).fit(Tables.xor(50, 1)).network())
        .isNotNull();
  }

  @Test
  void runningStatisticsGatherWhereStepsEndAndNotWhereTheSearchHasTried() {
    Table table = Tables.xor(300, 1);
    for (double rate : new double[] {1, 1e6}) { // of which the second tries far off first
      List<Double> losses = new ArrayList<>();
      Model model =
          trainer("16 identity, batchnorm, tanh")
              .optimizer(new Optimizer.Lbfgs(rate, 10))
              .fullBatch()
              .epochs(40)
              .listener(event -> {
                if (event instanceof TrainingEvent.EpochEnded ended) {
                  losses.add(ended.loss());
                }
              })
              .fit(table);
      assertThat(model.evaluate(table).loss())
          .as("rate %s", rate)
          .isCloseTo(losses.getLast(), within(0.02));
    }
  }

  @Test
  void aStepAllocatesNothing() {
    Batch batch = batch(50);
    Trainer trainer =
        Trainer.of(Network.parse("8 tanh, 1 identity"))
            .optimizer(new Optimizer.Lbfgs(1e-3, 4)) // small steps, so that it does not arrive
            .threads(1)
            .l2(1e-3)
            .loss(Loss.squaredError());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 40 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        trainer.step(batch);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 100 steps").isZero();
  }

  @Test
  void anErrorThatIsNotFiniteFromTheStartIsDiagnosed() {
    Trainer trainer =
        Trainer.of(Network.of(Dense.of(1, identity())))
            .optimizer(Optimizer.lbfgs())
            .loss(Loss.squaredError());
    Batch batch = Batch.of(new float[] {Float.NaN}, new float[] {1}, 1);
    assertThatThrownBy(() -> trainer.step(batch))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("step 1: the loss is NaN");
  }
}
