package org.denpan.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdRuleTest {
  /// yes, yes, no, yes, no, no at 0.875, 0.5, 0.375, 0.25, 0.125, 0.
  private static final Ranking SIX =
      new Ranking(
          new float[] {0.875f, 0.5f, 0.375f, 0.25f, 0.125f, 0},
          new boolean[] {true, true, false, true, false, false});

  private static final float[] ONES = {1, 1, 1, 1, 1, 1};

  @ParameterizedTest
  @CsvSource({
    // taken from 0.25 on: 3 of 4 right, all found: F1 6/7; mcc = (3·2 − 1·0)/√(3·4·2·3) = 0.707
    "f1, 0.1875",
    "mcc, 0.4375", // 2 found, none wrong: (2·3 − 0)/√(3·2·3·4) = 0.707 too, and nearer to a half
    "accuracy, 0.4375",
    "balanced_accuracy, 0.4375",
    "precision>=0.7, 0.1875",
    "precision>=0.8, 0.4375",
    "recall>=0.5, 0.4375",
    "recall>=0.9, 0.1875",
    "0.3, 0.3"
  })
  void theThresholdIsTheBestByTheRule(String words, double expected) {
    assertThat(ThresholdRule.parse(words).threshold(SIX, ONES)).contains(expected);
  }

  @Test
  void rowsCountByTheirWeights() {
    // the yes at 0.25 hardly counts, so that two found is best
    assertThat(new ThresholdRule.F1().threshold(SIX, new float[] {1, 1, 1, 0.1f, 1, 1}))
        .contains(0.4375);
  }

  @Test
  void noThresholdIsBetterThanAnotherThatIsTriedOneByOne() {
    for (int seed = 0; seed < 20; seed++) {
      Seed.Stream random = new Seed(seed).stream("rows");
      float[] scores = new float[50];
      boolean[] positive = new boolean[50];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(21) / 20f;
        positive[i] = random.nextDouble() < scores[i];
      }
      for (String words : new String[] {"f1", "mcc", "accuracy", "balanced_accuracy"}) {
        ThresholdRule rule = ThresholdRule.parse(words);
        double found = rule.threshold(new Ranking(scores, positive), ones(50)).orElseThrow();
        double best = Double.NEGATIVE_INFINITY;
        for (int t = -1; t <= 20; t++) {
          best = Math.max(best, rule.value(told(scores, positive, (t + 0.5f) / 20)));
        }
        assertThat(rule.value(told(scores, positive, (float) found)))
            .as("%s, seed %d", words, seed)
            .isEqualTo(best);
      }
    }
  }

  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static ConfusionMatrix told(float[] scores, boolean[] positive, float threshold) {
    double[][] cells = new double[2][2];
    for (int i = 0; i < scores.length; i++) {
      cells[positive[i] ? 1 : 0][scores[i] > threshold ? 1 : 0]++;
    }
    return new ConfusionMatrix(cells);
  }

  @Test
  void betweenNeighbouringFloatsTheLowerOneIsTheThreshold() {
    float low = 0.6f;
    float high = Math.nextUp(low);
    Optional<Double> threshold =
        new ThresholdRule.Accuracy()
            .threshold(new Ranking(new float[] {high, low}, new boolean[] {true, false}), ones(2));
    assertThat(threshold).contains((double) low);
  }

  @Test
  void whatCannotBeReachedGivesNone() {
    Ranking wrong = new Ranking(new float[] {0.9f, 0.1f}, new boolean[] {false, true});
    assertThat(new ThresholdRule.Precision(0.9).threshold(wrong, ones(2))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f1",
        "balanced_accuracy",
        "mcc",
        "accuracy",
        "0.25",
        "precision>=0.9",
        "recall>=0.75"
      })
  void aRulePrintsAsItIsRead(String words) {
    assertThat(ThresholdRule.parse(words)).hasToString(words);
  }

  @Test
  void otherWordsAreRefused() {
    assertThatThrownBy(() -> ThresholdRule.parse("f2"))
        .isInstanceOf(DenpanException.class)
        .hasMessage("unknown threshold rule 'f2'; did you mean 'f1'?");
    assertThatThrownBy(() -> ThresholdRule.parse("1.5"))
        .isInstanceOf(DenpanException.class)
        .hasMessage("the threshold must be in (0, 1), got 1.5");
    assertThatThrownBy(() -> ThresholdRule.parse("precision>=2"))
        .isInstanceOf(DenpanException.class)
        .hasMessage("the threshold's precision must be in (0, 1], got 2.0");
    assertThatThrownBy(() -> ThresholdRule.parse("precision")).isInstanceOf(DenpanException.class);
  }
}
