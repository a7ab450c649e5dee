package org.denpan.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.denpan.data.Datasets;
import org.denpan.data.Encoder;
import org.denpan.data.Split;
import org.denpan.model.Assessment;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;

class TrainedAttemptTest {
  private static final Split SPLIT = Split.stratified(Datasets.load("moons"), "label", 0.8, 42);
  private static final Encoder ENCODER = Encoder.fit(SPLIT.train());
  private static final TrainedAttempt ATTEMPT =
      new TrainedAttempt(SPLIT.train(), SPLIT.validation(), Settings::trainer);
  private static final SearchSpace SPACE = SearchSpace.usual(720).with("width", "16..64");

  @Test
  void aTrialGivesTheSameBitsBesideOthersAsAlone() {
    List<Map<String, Double>> alone =
        IntStream.range(0, 8).mapToObj(TrainedAttemptTest::metrics).toList();
    List<Map<String, Double>> together =
        IntStream.range(0, 8).parallel().mapToObj(TrainedAttemptTest::metrics).toList();

    assertThat(together).isEqualTo(alone);
  }

  private static Map<String, Double> metrics(int trial) {
    return ATTEMPT.run(SPACE.settings(1, trial), 2, () -> false).orElseThrow();
  }

  @Test
  void theResultIsThatOfTheModelThatTrainingOnAllThreadsKeeps() {
    Settings settings = SPACE.settings(1, 3);
    Model model = settings.trainer().epochs(5).fit(SPLIT.train(), SPLIT.validation());

    assertThat(ATTEMPT.run(settings, 5, () -> false))
        .contains(Assessment.of(model.evaluate(SPLIT.validation())).metrics());
  }

  @Test
  void aStoppedTrialHasNoResult() {
    assertThat(ATTEMPT.run(SPACE.settings(1, 0), 5, () -> true)).isEmpty();
  }

  @Test
  void aMetricForAnotherTargetIsFoundBeforeTraining() {
    ATTEMPT.check(new Goal("accuracy"), ENCODER, SPACE.settings(1, 0));

    assertThatThrownBy(() -> ATTEMPT.check(new Goal("rmse"), ENCODER, SPACE.settings(1, 0)))
        .hasMessageContaining("there is no metric 'rmse' for this target; known: loss, accuracy");
  }

  @Test
  void aSearchFindsSettingsThatReadTheMoons() {
    Found found =
        new Search(SPACE, new Halving(9, 18, 2, 3), Goal.LOSS, 42).threads(2).run(ATTEMPT);

    assertThat(found.best().orElseThrow().metrics().get("accuracy")).isGreaterThan(0.95);
  }
}
