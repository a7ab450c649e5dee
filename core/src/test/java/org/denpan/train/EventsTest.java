package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What training tells of itself. Times are bounded by what the test itself measures.
class EventsTest {
  /// A rate so small that no weight changes, so that all batches of a run meet the same network.
  private static final Optimizer STILL = Optimizer.sgd(1e-30);

  private final Table train = Tables.xor(100, 1);
  private final Table validation = Tables.xor(40, 2);
  private final List<TrainingEvent> events = new ArrayList<>();

  private Trainer still(int batchSize) {
    return Trainer.of(Network.parse("6 tanh"))
        .optimizer(STILL)
        .batchSize(batchSize)
        .epochs(3)
        .threads(2)
        .listener(events::add);
  }

  private <T extends TrainingEvent> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void theBeginningTellsTheSizesOfAll() {
    still(7).fit(train, validation);
    // 2 inputs: (2 + 1)·6 of the hidden layer and 6 + 1 of the output
    assertThat(events.getFirst()).isEqualTo(new TrainingEvent.Started(100, 40, 3, 7, 3 * 6 + 7, 2));
    events.clear();
    still(7).fit(train);
    assertThat(((TrainingEvent.Started) events.getFirst()).validationRows()).isZero();
  }

  /// 100 = 14·7 + 2: the last batch is shorter and counts less.
  @ParameterizedTest
  @ValueSource(ints = {7, 9, 100})
  void theLossOfAnEpochIsTheMeanOverItsRows(int batchSize) {
    Model model = still(batchSize).fit(train);
    double loss = model.evaluate(train).loss();
    assertThat(all(TrainingEvent.EpochEnded.class))
        .hasSize(3)
        .allSatisfy(e -> assertThat(e.loss()).isCloseTo(loss, within(1e-6)))
        .allSatisfy(e ->
            assertThat(e.layers())
                .extracting(LayerStatistics::name)
                .containsExactly("dense1", "dense2"));
  }

  @Test
  void theGradientNormOfAnEpochIsTheMeanOverItsSteps() {
    still(100).fit(train);
    double full = all(TrainingEvent.EpochEnded.class).getFirst().gradientNorm();
    events.clear();
    still(20).fit(train);
    assertThat(full).isPositive();
    // parts of the rows have longer gradients, but not many times longer
    assertThat(all(TrainingEvent.EpochEnded.class))
        .allSatisfy(e -> assertThat(e.gradientNorm() / full).isBetween(0.9, 4.0));
  }

  @Test
  void speedAndTimesBelongTogether() {
    long begin = System.nanoTime();
    still(10).fit(train, validation);
    double all = (System.nanoTime() - begin) * 1e-9;
    double epochs = 0;
    double before = 0;
    for (TrainingEvent.EpochEnded e : all(TrainingEvent.EpochEnded.class)) {
      assertThat(e.epochs()).isEqualTo(3);
      assertThat(e.seconds()).isGreaterThan(before).isLessThan(all);
      assertThat(e.secondsLeft())
          .isCloseTo(e.seconds() / e.epoch() * (3 - e.epoch()), within(1e-12));
      before = e.seconds();
      epochs += 100 / e.samplesPerSecond();
    }
    assertThat(epochs).isPositive().isLessThan(before);
    TrainingEvent.Ended ended = all(TrainingEvent.Ended.class).getFirst();
    assertThat(ended.seconds()).isGreaterThanOrEqualTo(before).isLessThan(all);
    assertThat(300 / ended.samplesPerSecond()).isPositive().isLessThanOrEqualTo(epochs);
    assertThat(ended.reason()).isEqualTo("all epochs are done");
  }

  /// Every step takes at least 60 ms here, so that one or two lie between two reports.
  @Test
  void aLongEpochTellsItsProgress() {
    double nap = 0.06;
    long begin = System.nanoTime();
    List<Double> elapsed = new ArrayList<>();
    StopRule slow =
        StopRule.when(
            "never",
            () -> {
              sleep(nap);
              return false;
            });
    Model model =
        still(20)
            .epochs(2)
            .stopWhen(slow)
            .listener(e -> {
              if (e instanceof TrainingEvent.Progress) {
                elapsed.add((System.nanoTime() - begin) * 1e-9);
              }
            })
            .fit(train);
    double loss = model.evaluate(train).loss();
    List<TrainingEvent.Progress> progress = all(TrainingEvent.Progress.class);
    assertThat(progress).hasSizeBetween(2, 10);
    for (int i = 0; i < progress.size(); i++) {
      TrainingEvent.Progress p = progress.get(i);
      assertThat(p.epochs()).isEqualTo(2);
      assertThat(p.done()).isBetween(0.2, 1.0);
      assertThat(p.loss()).isBetween(loss / 2, loss * 2);
      double steps = p.done() * 5 - 1; // of this epoch, each followed by a nap
      assertThat(p.samplesPerSecond())
          .isBetween(100 * p.done() / elapsed.get(i), 100 * p.done() / (steps * nap));
      double all = p.epoch() - 1 + p.done();
      double naps = (all * 5 - 1) * nap;
      assertThat(p.secondsLeft())
          .isBetween(naps / all * (2 - all), elapsed.get(i) / all * (2 - all));
    }
    assertThat(progress).extracting(TrainingEvent.Progress::epoch).contains(1, 2);
  }

  @Test
  void aShortEpochTellsNoProgress() {
    still(20).fit(train);
    // not that it could not take long on a busy machine, but that it is told at most ten times a
    // second
    double seconds = all(TrainingEvent.Ended.class).getFirst().seconds();
    assertThat(all(TrainingEvent.Progress.class)).hasSizeLessThanOrEqualTo((int) (seconds * 10));
  }

  private static void sleep(double seconds) {
    try {
      Thread.sleep((long) Math.ceil(seconds * 1000));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
