package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denpan.net.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule on both sides of each of its thresholds, in courses made for it. What real runs do,
/// [DiagnosisTest] tells.
class SymptomTest {
  private static final InputScale STANDARD = new InputScale(1, "'a'", 3, 1);

  /// A layer with weights that is healthy but for what is given.
  private static LayerStatistics layer(String name, double delta, double updateRatio) {
    return new LayerStatistics(name, 10, 1, delta, 1, updateRatio, 0, 0, 0, 1);
  }

  private static LayerStatistics units(String name, double dead, double saturated) {
    return new LayerStatistics(name, 10, 1, 1, 1, 1e-3, dead, saturated, 0, 1);
  }

  private static LayerStatistics outputs(String name, double mean, double deviation) {
    return new LayerStatistics(name, 10, 1, 1, 1, 1e-3, 0, 0, mean, deviation);
  }

  private static LayerStatistics withoutWeights(LayerStatistics s) {
    return new LayerStatistics(
        s.name(), 0, 1, s.delta(), 0, 0, s.dead(), s.saturated(), s.mean(), s.deviation());
  }

  /// A course with a guess of 2 that was looked at once, at its start.
  private static Course once(LayerStatistics... layers) {
    return course(STANDARD, 2, look(0, 2, layers));
  }

  private static Course course(InputScale inputs, double guess, Observation... looks) {
    return new Course(inputs, guess, false, 64, new ArrayList<>(Arrays.asList(looks)));
  }

  private static Observation look(int epoch, double loss, LayerStatistics... layers) {
    return new Observation(epoch, loss, Double.NaN, 0.3, List.of(layers));
  }

  private static Observation epoch(int epoch, double loss, double rate, double updateRatio) {
    return new Observation(epoch, loss, Double.NaN, rate, List.of(layer("dense1", 1, updateRatio)));
  }

  @Test
  void vanishingIsADeltaFarBelowThatOfALayerAbove() {
    Symptom symptom = new LayerSymptom.VanishingGradients(0.01);
    LayerStatistics high = layer("dense2", 2, 1e-3);
    Diagnosis found = symptom.seen(once(layer("dense1", 0.01, 1e-7), high)).orElseThrow();
    assertThat(found.kind()).isEqualTo("vanishing gradients");
    assertThat(found.layer()).contains("dense1");
    assertThat(found.figure()).isCloseTo(0.005, within(1e-12));
    assertThat(found.sentence())
        .startsWith("dense1: the gradient vanishes")
        .contains("∂E/∂output is 5.0e-03 of that of dense2")
        .contains("by 1.0e-07 of their size");
    assertThat(symptom.seen(once(layer("dense1", 0.02, 1), high))).isEmpty();
    // the largest above counts, not the last; what has no weights does not count
    LayerStatistics last = layer("dense3", 0.5, 1);
    assertThat(symptom.seen(once(layer("dense1", 0.0199, 1), high, last))).isPresent();
    assertThat(symptom.seen(once(withoutWeights(layer("relu1", 1e-9, 0)), high))).isEmpty();
    assertThat(
            symptom.seen(once(layer("dense1", 0.1, 1), layer("d2", Double.POSITIVE_INFINITY, 1))))
        .isEmpty();
  }

  @Test
  void whereALayerIsDeadOnlyTheStartTellsWhetherGradientsVanish() {
    Symptom symptom = new LayerSymptom.VanishingGradients(0.01);
    Observation healthy = look(0, 2, units("dense1", 0, 0), layer("dense2", 1, 1));
    LayerStatistics lost = layer("dense1", 0, 0);
    Observation vanished = look(1, 2, lost, units("dense2", 0.9, 0));
    Observation blocked = look(1, 2, lost, units("dense2", 1, 0));
    assertThat(symptom.seen(course(STANDARD, 2, healthy, vanished))).isPresent();
    assertThat(symptom.seen(course(STANDARD, 2, healthy, blocked))).isEmpty();
    assertThat(symptom.seen(course(STANDARD, 2, vanished, blocked))).isPresent();
  }

  @Test
  void explodingOutputsAreManyTimesTheInputs() {
    Symptom symptom = new LayerSymptom.ExplodingGradients(10, 100);
    InputScale inputs = new InputScale(2, "'a'", 3, 2);
    LayerStatistics first = outputs("dense1", 3, 4);
    // √(120² + 160²) = 200 is 100 times 2
    LayerStatistics last = outputs("dense3", 600, 800); // may be in the unit of its targets
    Course wild = course(inputs, 2, look(0, 2, first, outputs("dense2", 120, 160), last));
    Diagnosis found = symptom.seen(wild).orElseThrow();
    assertThat(found.layer()).contains("dense2");
    assertThat(found.figure()).isCloseTo(100, within(1e-9));
    assertThat(found.sentence()).contains("here 1.0e+02 times the inputs, in dense3 5.0e+02");
    Course calm = course(inputs, 2, look(0, 2, first, outputs("dense2", 119.9, 160), last));
    assertThat(symptom.seen(calm)).isEmpty();
    InputScale nothing = new InputScale(0, "'a'", 0, 0);
    assertThat(symptom.seen(course(nothing, 2, look(0, 2, outputs("dense1", 0.3, 0.4), last))))
        .isEmpty();
    Course beyond = course(inputs, 2, look(0, 2, outputs("dense1", Double.NaN, Double.NaN)));
    assertThat(symptom.seen(beyond).orElseThrow().sentence()).contains("here they overflow");
  }

  @Test
  void explodingDeltasAreManyTimesThatOfTheLastLayer() {
    Symptom symptom = new LayerSymptom.ExplodingGradients(10, 100);
    LayerStatistics top = layer("dense2", 0.5, 1);
    Diagnosis found = symptom.seen(once(layer("dense1", 5.5, 1), top)).orElseThrow();
    assertThat(found.layer()).contains("dense1");
    assertThat(found.figure()).isCloseTo(11, within(1e-12));
    assertThat(found.sentence()).contains("∂E/∂output is 1.1e+01 times that of dense2");
    assertThat(symptom.seen(once(layer("dense1", 5, 1), top))).isEmpty();
    assertThat(symptom.seen(once(layer("dense1", 5, 1), layer("dense2", 0, 1)))).isEmpty();
    assertThat(symptom.seen(once(withoutWeights(layer("relu1", 50, 1)), top))).isEmpty();
    assertThat(symptom.seen(once(withoutWeights(layer("relu1", 50, 1))))).isEmpty();
    Diagnosis beyond =
        symptom.seen(once(layer("dense1", Double.POSITIVE_INFINITY, 1), top)).orElseThrow();
    assertThat(beyond.sentence()).contains("on its way down: it overflows");
  }

  @Test
  void deadUnitsAreAShareOfALayerOverEnoughRows() {
    Symptom symptom = new LayerSymptom.DeadUnits(0.4, 64);
    Diagnosis found =
        symptom.seen(once(units("dense1", 0.1, 0), units("dense2", 0.4, 0))).orElseThrow();
    assertThat(found.layer()).contains("dense2");
    assertThat(found.figure()).isEqualTo(0.4);
    assertThat(found.sentence()).startsWith("dense2: 40 % of the units are dead");
    assertThat(symptom.seen(once(units("dense1", 0.39, 0)))).isEmpty();
    assertThat(new LayerSymptom.DeadUnits(0.4, 65).seen(once(units("dense1", 1, 0)))).isEmpty();
  }

  @Test
  void saturatedUnitsAreAShareOfTheOutputsBeforeTheLastLayerWhereNothingIsLearnt() {
    Symptom symptom = new LayerSymptom.SaturatedUnits(0.5, 0.5);
    LayerStatistics half = units("dense1", 0, 0.5);
    LayerStatistics sure = units("dense2", 0, 1);
    Diagnosis found = symptom.seen(course(STANDARD, 2, look(0, 1, half, sure))).orElseThrow();
    assertThat(found.layer()).contains("dense1");
    assertThat(found.figure()).isEqualTo(0.5);
    assertThat(found.sentence()).startsWith("dense1: 50 % of the outputs are saturated");
    assertThat(symptom.seen(course(STANDARD, 2, look(0, 0.99, half, sure)))).isEmpty();
    assertThat(symptom.seen(once(units("dense1", 0, 0.49), sure))).isEmpty();
    assertThat(symptom.seen(once(sure))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "99.9, 9.9, false",
    "100, 9.9, true",
    "99.9, 10, true",
    "0.01, 0.005, true",
    "0.011, 0.005, false",
    "NaN, 1, true"
  })
  void inputsAreUnscaledWhereTheLargestIsFarFromOne(double largest, double rms, boolean seen) {
    Symptom symptom = new RunSymptom.UnscaledInputs(100, 10, 0.01);
    InputScale inputs = new InputScale(1, "'a'", largest, rms);
    assertThat(symptom.seen(course(inputs, 1, look(0, 1)))).matches(d -> d.isPresent() == seen);
  }

  @Test
  void unscaledInputsAreToldWithTheirColumn() {
    Symptom symptom = new RunSymptom.UnscaledInputs(100, 10, 0.01);
    Diagnosis large =
        symptom.seen(course(new InputScale(9, "'a'", 1234, 99), 1, look(0, 1))).orElseThrow();
    assertThat(large.figure()).isEqualTo(1234);
    assertThat(large.layer()).isEmpty();
    assertThat(large.sentence()).contains("'a' reaches 1200").contains("its logarithm");
    Diagnosis small =
        symptom.seen(course(new InputScale(9, "'b'", 2.5e-5, 99), 1, look(0, 1))).orElseThrow();
    assertThat(small.sentence()).contains("'b' reaches 0.000025").contains("nothing is larger");
  }

  /// The losses of the start and of epochs, where guessing has 2 and the first step changed the
  /// weights by 40 %.
  @ParameterizedTest
  @CsvSource({
    "2 2.2, true", // above 1.05 · 2, and not falling
    "2 2.1, false",
    "3 2.8, true",
    "3 2.6, false", // above, but falling by more than a tenth
    "1.5 1.5 1.61, true", // a jump of more than 0.05 · 2
    "1.5 1.5 1.59, false",
    "1.5 1.61, false", // the first epoch beside the first step is no jump
    "1.5 0.5 1.0, true", // a jump to where not much is learnt
    "1.5 0.5 0.99, false",
    "2.2, false"
  })
  void theRateIsTooLargeWhereTheLossIsHighOrJumpsAfterLargeSteps(String losses, boolean seen) {
    Symptom symptom = new RunSymptom.LearningRateTooLarge(1.05, 0.05, 0.3, 0.5);
    assertThat(symptom.seen(restless(losses, 0.4))).matches(d -> d.isPresent() == seen);
    assertThat(symptom.seen(restless(losses, 0.3))).matches(d -> d.isPresent() == seen);
    assertThat(symptom.seen(restless(losses, 0.29))).isEmpty();
  }

  private static Course restless(String losses, double firstRatio) {
    Course course = course(STANDARD, 2);
    for (String loss : losses.split(" ", -1)) {
      int n = course.observations().size();
      course
          .observations()
          .add(epoch(n, Double.parseDouble(loss), 0.3, n == 0 ? firstRatio : 0.01));
    }
    return course;
  }

  @Test
  void aRateThatIsTooLargeIsToldWithWhatToTry() {
    Diagnosis found =
        new RunSymptom.LearningRateTooLarge(1.05, 0.05, 0.3, 0.5)
            .seen(restless("2 2.2", 0.4))
            .orElseThrow();
    assertThat(found.figure()).isEqualTo(0.4);
    assertThat(found.sentence())
        .isEqualTo(
            "dense1: the learning rate 0.3 is probably too large: a step changed the weights by"
                + " 40 % of their size, and the loss is 2.20 where guessing has 2.00; try 0.1 or"
                + " 0.03");
  }

  @ParameterizedTest
  @CsvSource({
    "0.9 0.899 0.898 0.897, 5e-5, true",
    "0.9 0.899 0.898 0.897, 1e-4, true",
    "0.9 0.899 0.898 0.897, 1.1e-4, false", // steps of a usual size
    "0.9 0.899 0.898 0.897, 0, false", // no steps at all
    "0.9 0.899 0.898, 5e-5, false", // too few epochs to tell
    "0.9 0.899 0.888 0.887, 5e-5, false", // fell by more than a hundredth
    "0.9 0.899 0.898 0.8981, 5e-5, false", // rose
    "0.9 0.899 0.899 0.898, 5e-5, false", // stood still
    "1.1 0.9 0.899 0.898 0.897, 5e-5, true", // only the last three count
    "0.503 0.502 0.501 0.5, 5e-5, true",
    "0.403 0.402 0.401 0.4, 5e-5, false" // has learnt
  })
  void theRateIsTooSmallWhereLossAndWeightsHardlyMove(String losses, double ratio, boolean seen) {
    Symptom symptom = new RunSymptom.LearningRateTooSmall(3, 0.01, 1e-4, 0.5);
    assertThat(symptom.seen(slow(losses, ratio, 1))).matches(d -> d.isPresent() == seen);
  }

  /// After a first step that counts for nothing; the last epoch has a rate of its own.
  private static Course slow(String losses, double ratio, double lastRate) {
    Course course = course(STANDARD, 1, epoch(0, 5, 0.01, 1));
    String[] each = losses.split(" ", -1);
    for (int i = 0; i < each.length; i++) {
      double rate = 0.01 * (i == each.length - 1 ? lastRate : 1);
      course.observations().add(epoch(i + 1, Double.parseDouble(each[i]), rate, ratio));
    }
    return course;
  }

  @Test
  void aRateThatIsTooSmallIsToldWithWhatToTryUnlessASchedulesLoweredIt() {
    Symptom symptom = new RunSymptom.LearningRateTooSmall(3, 0.01, 1e-4, 0.5);
    String losses = "0.9 0.899 0.898 0.897";
    Diagnosis found = symptom.seen(slow(losses, 5e-5, 1)).orElseThrow();
    assertThat(found.layer()).contains("dense1");
    assertThat(found.figure()).isEqualTo(5e-5);
    assertThat(found.sentence())
        .contains("the learning rate 0.01 is probably too small")
        .contains("by only 5.0e-05 of their size, and the loss fell by 0.1 % in the last epoch")
        .endsWith("try 0.03 or 0.1");
    assertThat(symptom.seen(slow(losses, 5e-5, 0.99))).isEmpty();
    assertThat(symptom.seen(slow(losses, 5e-5, 1.01))).isPresent();
  }

  /// Ten epochs: five of the first loss, five of the second.
  @ParameterizedTest
  @CsvSource({
    "0.9, 0.9, true",
    "0.9, 0.899, true",
    "0.9, 0.897, false", // falls by more than 0.002
    "0.9, 0.917, true",
    "0.9, 0.919, false", // rises by more than 0.02
    "0.4, 0.4, true",
    "0.39, 0.39, false" // has learnt
  })
  void aPlateauIsALossThatIsTheSameOverTwoStretches(double first, double second, boolean seen) {
    Symptom symptom = new RunSymptom.Plateau(5, 0.002, 0.02, 0.4);
    Course course = stretches(5, first, 5, second);
    assertThat(symptom.seen(course)).matches(d -> d.isPresent() == seen);
    assertThat(symptom.seen(stretches(4, first, 5, second))).isEmpty();
  }

  private static Course stretches(int before, double first, int after, double second) {
    Course course = course(STANDARD, 1, epoch(0, 5, 0.01, 1));
    for (int i = 1; i <= before + after; i++) {
      course.observations().add(epoch(i, i <= before ? first : second, 0.01, 1e-3));
    }
    return course;
  }

  @Test
  void aPlateauOfALongRunIsAFifthOfIt() {
    Symptom symptom = new RunSymptom.Plateau(5, 0.002, 0.02, 0.4);
    assertThat(symptom.seen(stretches(42, 0.95, 18, 0.9))).isEmpty();
    Diagnosis found = symptom.seen(stretches(36, 0.95, 24, 0.9)).orElseThrow();
    assertThat(found.figure()).isCloseTo(0.9, within(1e-12));
    assertThat(found.sentence())
        .contains("its mean is 0.9000 over the last 12 epochs and was 0.9000 over the 12 before")
        .contains("where guessing has 1.000");
  }

  @Test
  void aRateLoweredToLessThanHalfExplainsAPlateau() {
    Symptom symptom = new RunSymptom.Plateau(5, 0.002, 0.02, 0.4);
    for (double rate : new double[] {0.005, 0.0049}) {
      Course course = stretches(5, 0.9, 4, 0.9);
      course.observations().add(epoch(10, 0.9, rate, 1e-3));
      assertThat(symptom.seen(course)).matches(d -> d.isPresent() == (rate == 0.005));
    }
  }

  /// Pairs of loss and val_loss, where guessing has 1: the lowest val_loss is 0.4, so that more
  /// than 0.46 is a rise.
  private static Course validated(double guess, double... pairs) {
    Course course = course(STANDARD, guess, epoch(0, 5, 0.01, 1));
    for (int i = 0; i < pairs.length; i += 2) {
      course
          .observations()
          .add(
              new Observation(
                  i / 2 + 1, pairs[i], pairs[i + 1], 0.01, List.of(layer("dense1", 1, 1e-3))));
    }
    return course;
  }

  private static final Symptom OVERFITTING = new RunSymptom.Overfitting(5, 0.15, 0.05, 0.1);

  @Test
  void overfittingIsAValLossThatRisesWhileTheLossFalls() {
    Diagnosis found =
        OVERFITTING
            .seen(
                validated(
                    1, 0.9, 0.9, 0.4, 0.4, 0.35, 0.41, 0.33, 0.42, 0.32, 0.47, 0.31, 0.47, 0.3,
                    0.5))
            .orElseThrow();
    assertThat(found.figure()).isCloseTo(0.1, within(1e-12));
    assertThat(found.sentence())
        .startsWith(
            "overfitting: since epoch 2 val_loss rose from 0.400 to 0.500 while the loss fell from"
                + " 0.400 to 0.300");
  }

  @Test
  void itIsNoOverfitting() {
    // only four epochs since the lowest
    assertThat(
            OVERFITTING.seen(validated(1, 0.4, 0.4, 0.35, 0.47, 0.34, 0.47, 0.33, 0.47, 0.3, 0.5)))
        .isEmpty();
    // one of the last three was not much higher
    for (int low = 4; low <= 6; low++) {
      double[] pairs = rising();
      pairs[2 * low - 1] = 0.45;
      assertThat(OVERFITTING.seen(validated(1, pairs))).as("epoch %d", low).isEmpty();
    }
    // a rise of 0.09 is small beside a guess of 2
    assertThat(OVERFITTING.seen(validated(2, rising()))).isEmpty();
    assertThat(OVERFITTING.seen(validated(1, rising()))).isPresent();
    // the loss did not fall by a tenth, stands above that of guessing, or above val_loss
    for (double loss : new double[] {0.37, 0.36}) {
      double[] pairs = rising();
      pairs[10] = loss;
      assertThat(OVERFITTING.seen(validated(1, pairs)))
          .matches(d -> d.isPresent() == (loss < 0.361));
    }
    assertThat(OVERFITTING.seen(validated(0.3, rising()))).isEmpty();
    double[] above = rising();
    above[0] = 0.9;
    above[10] = 0.6;
    assertThat(OVERFITTING.seen(validated(1, above))).isEmpty();
    above[11] = 0.61;
    assertThat(OVERFITTING.seen(validated(1, above))).isPresent();
    // nothing was validated
    double[] blind = rising();
    for (int i = 1; i < blind.length; i += 2) {
      blind[i] = Double.NaN;
    }
    assertThat(OVERFITTING.seen(validated(1, blind))).isEmpty();
  }

  /// Six epochs, the first the best.
  private static double[] rising() {
    return new double[] {0.4, 0.4, 0.39, 0.45, 0.35, 0.48, 0.34, 0.49, 0.33, 0.49, 0.3, 0.49};
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void guessingIsTheMeanLossOfZeros(int width) {
    float[] targets = width == 1 ? new float[] {2, 4, 6} : new float[] {2, 1, 4, 1, 6, 1};
    double expected = (2 + 8 + 18) / 3.0 + (width == 1 ? 0 : 0.5);
    assertThat(Sanity.guess(Loss.squaredError(), width, targets, new float[] {1, 1, 1}, 3))
        .isCloseTo(expected, within(1e-12));
  }
}
