package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.model.Assessment.ClassScore;
import org.junit.jupiter.api.Test;

/// Every number here was worked by hand.
class AssessmentTest {
  private static final Target TWO = new Target.Classes("y", List.of("no", "yes"), List.of(30, 10));
  private static final Target NUMBER = new Target.Number("price", 100, 10);

  /// Known yes, yes, no, no, predicted yes, no, no, no, the first counting twice.
  private static final Evaluation FOUR =
      new Evaluation(
          0.5,
          new Predictions(TWO, new float[] {0.75f, 0.25f, 0.375f, 0.125f}),
          new float[] {1, 1, 0, 0},
          new float[4],
          new float[] {2, 1, 1, 1});

  @Test
  void eachClassHasItsPrecisionRecallAndF1() {
    List<ClassScore> classes = Assessment.of(FOUR).classes();
    assertThat(classes).extracting(ClassScore::name).containsExactly("no", "yes");
    assertThat(classes).extracting(ClassScore::weight).containsExactly(2.0, 3.0);
    assertThat(classes).extracting(ClassScore::precision).containsExactly(2.0 / 3, 1.0);
    assertThat(classes).extracting(ClassScore::recall).containsExactly(1.0, 2.0 / 3);
    assertThat(classes).extracting(ClassScore::f1).containsExactly(0.8, 0.8);
    assertThat(classes).allMatch(score -> score.f1Interval().isEmpty());
  }

  @Test
  void theFiguresOfTheClassesAreNotAmongThoseOfAll() {
    Assessment assessment = Assessment.of(FOUR, 42);
    assertThat(assessment.metrics())
        .containsOnlyKeys(
            "loss",
            "accuracy",
            "balanced_accuracy",
            "log_loss",
            "f1_macro",
            "roc_auc",
            "pr_auc",
            "mcc",
            "brier",
            "ece")
        .containsEntry("loss", 0.5)
        .containsEntry("accuracy", 0.8);
    assertThat(assessment.intervals()).containsKey("accuracy").doesNotContainKey("loss");
    assertThat(assessment.classes()).allMatch(score -> score.f1Interval().isPresent());
  }

  @Test
  void theGuessSaysTheSharesOfTheTrainingRowsAndSoTheMostFrequentClass() {
    Evaluation guess = FOUR.guess();
    assertThat(guess.predictions().outputs()).containsOnly(0.25f);
    assertThat(guess.confusion()).isDeepEqualTo(new int[][] {{2, 0}, {2, 0}});
    assertThat(Assessment.of(guess).metrics())
        .containsEntry("accuracy", 0.4)
        .containsEntry("roc_auc", 0.5)
        .containsEntry("pr_auc", 0.6)
        .doesNotContainKey("loss");
  }

  @Test
  void theGuessOfANumberIsItsMean() {
    Evaluation guess =
        new Evaluation(
                0.7, new Predictions(NUMBER, new float[] {1, 2}), new float[] {-1, 3}, new float[2])
            .guess();
    assertThat(Assessment.of(guess).metrics().get("mae")).isCloseTo(20, within(1e-9));
  }

  @Test
  void aKnownZeroIsOneThoughItWasStandardisedAsAFloat() {
    Target.Number far = new Target.Number("price", 206_855.816, 115_395.61);
    float zero = (float) ((0 - far.mean()) / far.deviation());
    float one = (float) ((100_000 - far.mean()) / far.deviation());
    Evaluation evaluation =
        new Evaluation(
            0, new Predictions(far, new float[] {one, one}), new float[] {zero, one}, new float[2]);
    assertThat(Assessment.rows(evaluation, far).zeros()).isEqualTo(1);
    assertThat(Assessment.of(evaluation).metrics().get("mape")).isZero();
  }

  @Test
  void bandsHaveTheirCoverageAndItsInterval() {
    Evaluation evaluation =
        new Evaluation(
            0,
            new Predictions(NUMBER, new float[4]),
            new float[] {-1, -0.5f, 0.5f, 1},
            new float[4]);
    Assessment assessment = Assessment.of(evaluation, List.of(new Band("coverage_90", -5, 10)), 42);
    assertThat(assessment.metrics()).containsEntry("coverage_90", 0.75);
    assertThat(assessment.intervals()).containsKey("coverage_90");
  }
}
