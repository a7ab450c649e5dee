package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Golden numbers worked by hand from each rule as published.
class ScheduleTest {
  private static final double HALF_ROOT = 0.7071067811865476; // cos(π/4)

  private static void assertFactor(Schedule schedule, double epoch, int epochs, double expected) {
    assertThat(schedule.factor(epoch, epochs, List.of()))
        .as("%s at %s of %s", schedule, epoch, epochs)
        .isEqualTo(expected, within(1e-12));
  }

  @Test
  void aConstantScheduleIsOne() {
    assertFactor(Schedule.constant(), 0, 10, 1);
    assertFactor(Schedule.constant(), 9.9, 10, 1);
  }

  @Test
  void aStepScheduleDecaysAfterWholePeriods() {
    Schedule schedule = Schedule.step(2, 0.5);
    assertFactor(schedule, 0, 10, 1);
    assertFactor(schedule, 1.99, 10, 1);
    assertFactor(schedule, 2, 10, 0.5);
    assertFactor(schedule, 5.5, 10, 0.25);
  }

  @Test
  void anExponentialScheduleDecaysWithinEpochsToo() {
    Schedule schedule = Schedule.exponential(0.81);
    assertFactor(schedule, 0, 10, 1);
    assertFactor(schedule, 0.5, 10, 0.9); // √0.81
    assertFactor(schedule, 1, 10, 0.81);
    assertFactor(schedule, 2, 10, 0.6561);
  }

  @Test
  void aCosineFallsFromOneToItsFloor() {
    // Loshchilov and Hutter 2017, eq. 5, with T = 4: ½(1 + cos(0, π/4·1, …))
    assertFactor(Schedule.cosine(), 0, 4, 1);
    assertFactor(Schedule.cosine(), 1, 4, 0.5 * (1 + HALF_ROOT));
    assertFactor(Schedule.cosine(), 2, 4, 0.5);
    assertFactor(Schedule.cosine(), 3, 4, 0.5 * (1 - HALF_ROOT));
    assertFactor(Schedule.cosine(), 4, 4, 0);
    assertFactor(new Schedule.Cosine(0.1), 2, 4, 0.55);
    assertFactor(new Schedule.Cosine(0.1), 4, 4, 0.1);
  }

  @Test
  void coslogMakesWavesEachTwiceAsLongAsTheOneBefore() {
    // 15 epochs and 4 waves: log₂(1 + epoch) waves are done, so they end after 1, 3, 7 and 15
    for (int end : new int[] {0, 1, 3, 7, 15}) {
      assertFactor(Schedule.coslog(4), end, 15, 0);
    }
    // half a wave is done where 1 + epoch = √2·2ⁿ
    for (double crest : new double[] {Math.sqrt(2), 2 * Math.sqrt(2), 8 * Math.sqrt(2)}) {
      assertFactor(Schedule.coslog(4), crest - 1, 15, 1);
    }
    assertFactor(Schedule.coslog(4), Math.pow(2, 0.25) - 1, 15, 0.5);
    assertFactor(Schedule.coslog(1), Math.pow(2, 0.125) - 1, 1, 0.5 * (1 - HALF_ROOT));
  }

  @Test
  void aFlatCosineIsOneAtFirstAndThenFalls() {
    assertFactor(Schedule.flatCosine(), 0, 8, 1);
    assertFactor(Schedule.flatCosine(), 3.9, 8, 1);
    assertFactor(Schedule.flatCosine(), 5, 8, 0.5 * (1 + HALF_ROOT));
    assertFactor(Schedule.flatCosine(), 6, 8, 0.5);
    assertFactor(Schedule.flatCosine(), 8, 8, 0);
    assertFactor(new Schedule.FlatCosine(0), 2, 8, 0.5 * (1 + HALF_ROOT));
  }

  @Test
  void oneCycleRisesForItsWarmupAndFallsForTheRest() {
    // up in 3 of 10 epochs from 1/25 to 1, down in 7 to 10⁻⁴/25; half way each is the mean
    assertFactor(Schedule.oneCycle(), 0, 10, 1.0 / 25);
    assertFactor(Schedule.oneCycle(), 0.75, 10, 1 - 0.96 * 0.5 * (1 + HALF_ROOT));
    assertFactor(Schedule.oneCycle(), 1.5, 10, 0.52);
    assertFactor(Schedule.oneCycle(), 3, 10, 1);
    assertFactor(Schedule.oneCycle(), 6.5, 10, 0.500002);
    assertFactor(Schedule.oneCycle(), 10, 10, 4e-6);
    assertFactor(new Schedule.OneCycle(0.5, 0.2, 0.1), 2.5, 10, 0.6);
    assertFactor(new Schedule.OneCycle(0.5, 0.2, 0.1), 7.5, 10, 0.55);
  }

  @Test
  void aWarmupRisesInAStraightLineToWhatFollows() {
    // a hundredth, then (0.01 + 0.99·e/2)·cosine(2 of 4) = …·0.5
    Schedule schedule = Schedule.warmup(2, Schedule.cosine());
    assertFactor(schedule, 0, 4, 0.005);
    assertFactor(schedule, 0.5, 4, 0.12875);
    assertFactor(schedule, 1, 4, 0.2525);
    assertFactor(schedule, 2, 4, 0.5);
    assertFactor(schedule, 3, 4, 0.5 * (1 - HALF_ROOT));
    assertFactor(Schedule.warmup(0.5, Schedule.constant()), 0.25, 4, 0.505);
    // as in Goyal et al., the steps that follow count from the start of training
    assertFactor(Schedule.warmup(5, Schedule.step(30, 0.1)), 29.9, 90, 1);
    assertFactor(Schedule.warmup(5, Schedule.step(30, 0.1)), 30, 90, 0.1);
  }

  private static TrainingEvent.EpochEnded ended(int epoch, double loss, Map<String, Double> more) {
    return new TrainingEvent.EpochEnded(epoch, 20, loss, more, 0.1, 1, 1, 1, 1, false);
  }

  private static List<TrainingEvent.EpochEnded> history(String metric, double... values) {
    List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
    for (double value : values) {
      boolean loss = metric.equals("loss");
      epochs.add(
          ended(epochs.size() + 1, loss ? value : 5, loss ? Map.of() : Map.of(metric, value)));
    }
    return epochs;
  }

  @ParameterizedTest
  @CsvSource({"loss", "val_loss"})
  void aPlateauReducesWhenTheLowestLossIsOldAndThenWaitsAnew(String metric) {
    double[] losses = {1, 0.9, 0.95, 0.9, 0.92, 0.89, 0.9, 0.9, 0.9, 0.9};
    double[] factors = {1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125};
    List<TrainingEvent.EpochEnded> history = history(metric, losses);
    Schedule schedule = Schedule.plateau(0.5, 2);
    assertFactor(schedule, 0, 20, 1);
    for (int i = losses.length - 1; i >= 0; i--) { // in any order: nothing is remembered
      assertThat(schedule.factor(i + 1, 20, history.subList(0, i + 1)))
          .as("after epoch %s", i + 1)
          .isEqualTo(factors[i]);
    }
  }

  @Test
  void aPlateauLooksAtValidationWhereThereIsSome() {
    // the training loss stays at 5 all the while
    List<TrainingEvent.EpochEnded> falling = history("val_loss", 1, 0.9, 0.8, 0.7, 0.6);
    assertThat(Schedule.plateau(0.5, 2).factor(5, 20, falling)).isEqualTo(1);
    List<TrainingEvent.EpochEnded> others = history("val_accuracy", 0.5, 0.6, 0.7);
    assertThat(Schedule.plateau(0.5, 2).factor(3, 20, others)).isEqualTo(0.5);
  }

  @Test
  void trainingShowsAScheduleTheEpochsSoFar() {
    Schedule plateau = Schedule.plateau(0.5, 1);
    List<TrainingEvent.EpochEnded> epochs = new ArrayList<>();
    Trainer.of(Network.parse("16 relu"))
        .optimizer(Optimizer.adam(0.3)) // restless on purpose
        .schedule(plateau)
        .epochs(8)
        .listener(event -> {
          if (event instanceof TrainingEvent.EpochEnded ended) {
            epochs.add(ended);
          }
        })
        .fit(Tables.xor(300, 1), Tables.xor(100, 2));
    for (int i = 0; i < epochs.size(); i++) {
      assertThat(epochs.get(i).learningRate())
          .isEqualTo(0.3 * plateau.factor(i, 8, epochs.subList(0, i)));
    }
    assertThat(epochs.getLast().learningRate()).isLessThan(0.3);
  }

  static Stream<Schedule> all() {
    Family<Schedule> family = Family.of(Schedule.class);
    return family.names().stream().map(family::parse);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFactorIsNeverNegativeAndNeverAboveOne(Schedule schedule) {
    for (double epoch = 0; epoch <= 20; epoch += 0.125) {
      assertThat(schedule.factor(epoch, 20, List.of())).isBetween(0.0, 1.0);
    }
  }

  @Test
  void wordsMakeAWarmupWithItsScheduleAndThatOnesSettings() {
    Family<Schedule> family = Family.of(Schedule.class);
    assertThat(family.parse("warmup 2 cosine")).isEqualTo(Schedule.warmup(2, Schedule.cosine()));
    assertThat(family.parse("warmup 0.5 step every=3 factor=0.2"))
        .isEqualTo(Schedule.warmup(0.5, Schedule.step(3, 0.2)));
    assertThat(family.parse("warmup then=plateau 0.2 3"))
        .isEqualTo(Schedule.warmup(5, Schedule.plateau(0.2, 3)));
    assertThatThrownBy(() -> family.parse("warmup 2 cosin"))
        .hasMessage("unknown schedule 'cosin'; did you mean 'cosine'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          step 0 0.5          | step: every must be at least 1 epoch and the factor in (0, 1], got 0 and 0.5
          exponential 0       | exponential: decay must be in (0, 1], got 0.0
          exponential 1.1     | exponential: decay must be in (0, 1], got 1.1
          cosine 1            | cosine: floor must be in [0, 1), got 1.0
          cosine -0.1         | cosine: floor must be in [0, 1), got -0.1
          onecycle 1          | onecycle: warmup must be in (0, 1), a part of training, got 1.0
          onecycle 0          | onecycle: warmup must be in (0, 1), a part of training, got 0.0
          onecycle start=0    | onecycle: start must be in (0, 1], got 0.0
          onecycle end=2      | onecycle: end must be in [0, 1], got 2.0
          warmup 0            | warmup: epochs must be a positive number, got 0.0
          warmup NaN          | warmup: epochs must be a positive number, got NaN
          warmup 2 cosine 7   | cosine: floor must be in [0, 1), got 7.0
          plateau 1           | plateau: factor must be in (0, 1), got 1.0
          plateau 0           | plateau: factor must be in (0, 1), got 0.0
          plateau patience=0  | plateau: patience must be at least 1 epoch, got 0
          """)
  void settingsOutOfRangeAreRefused(String words, String message) {
    assertThatThrownBy(() -> Family.of(Schedule.class).parse(words))
        .isExactlyInstanceOf(DenpanException.class)
        .hasMessage(message);
  }
}
