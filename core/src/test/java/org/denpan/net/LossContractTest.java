package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of every loss, those to come included.
class LossContractTest {
  private static final int ROWS = 9;
  private static final int OUTPUTS = 4;

  static Stream<Loss> all() {
    Family<Loss> family = Family.of(Loss.class);
    return Stream.concat(
        family.names().stream().map(family::parse),
        Stream.of(
            family.parse("crossentropy 0.1"),
            family.parse("bce 0.2"),
            family.parse("huber 0.3"),
            family.parse("quantile 0.9")));
  }

  /// What the network's last layer gives out where its total inputs are random.
  private static float[] logits(Loss loss, double scale) {
    Seed.Stream random = new Seed(5).stream("logits");
    float[] u = new float[ROWS * OUTPUTS];
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) (scale * random.nextGaussian());
    }
    float[] z = new float[u.length];
    loss.last().forward(u, z, 0, u.length, OUTPUTS);
    return z;
  }

  private static Batch batch(Loss loss) {
    Seed.Stream random = new Seed(5).stream("targets");
    float[] d = new float[0];
    for (int row = 0; row < ROWS; row++) {
      float[] one = loss.example(OUTPUTS, random);
      d = Arrays.copyOf(d, d.length + one.length);
      System.arraycopy(one, 0, d, d.length - one.length, one.length);
    }
    return Batch.of(new float[ROWS], d, ROWS);
  }

  private static double value(Loss loss, float[] u, Batch batch, float[] delta) {
    return loss.value(u, OUTPUTS, batch, new double[ROWS], delta);
  }

  /// Σ wᵢEᵢ / Σ wᵢ of the plain formula.
  private static double formula(Loss loss, double[] u, Batch batch) {
    double sum = 0;
    double total = 0;
    int width = batch.targetWidth();
    for (int row = 0; row < ROWS; row++) {
      float[] d = Arrays.copyOfRange(batch.targets(), row * width, (row + 1) * width);
      double error = loss.formula(Arrays.copyOfRange(u, row * OUTPUTS, (row + 1) * OUTPUTS), d);
      sum += batch.weights()[row] * error;
      total += batch.weights()[row];
    }
    return sum / total;
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFastValueIsTheFormula(Loss loss) {
    float[] u = logits(loss, 3);
    Batch batch = batch(loss);
    assertThat(value(loss, u, batch, new float[u.length]))
        .isCloseTo(formula(loss, doubles(u), batch), within(2e-6));
  }

  @ParameterizedTest
  @MethodSource("all")
  void deltaIsTheNumericalDerivativeAlsoWithWeights(Loss loss) {
    float[] u = logits(loss, 2);
    Batch batch = batch(loss);
    for (int row = 0; row < ROWS; row++) {
      batch.weights()[row] = row % 3 * 0.75f;
    }
    float[] delta = new float[u.length];
    value(loss, u, batch, delta);
    for (int i = 0; i < u.length; i++) {
      double h = 1e-6 * Math.max(Math.abs(u[i]), 1e-3);
      double[] above = doubles(u);
      double[] below = doubles(u);
      above[i] += h;
      below[i] -= h;
      double slope = (formula(loss, above, batch) - formula(loss, below, batch)) / (2 * h);
      assertThat((double) delta[i]).isCloseTo(slope, within(2e-7 + 1e-5 * Math.abs(slope)));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRowOfWeightTwoCountsLikeTheRowTwiceAndOneOfWeightZeroNotAtAll(Loss loss) {
    float[] u = logits(loss, 2);
    Batch weighted = batch(loss);
    weighted.weights()[3] = 2;
    weighted.weights()[5] = 0;
    float[] delta = new float[u.length];
    double value = value(loss, u, weighted, delta);

    int width = weighted.targetWidth();
    Batch twice = batch(loss); // row 5 replaced by another row 3
    System.arraycopy(twice.targets(), 3 * width, twice.targets(), 5 * width, width);
    float[] v = u.clone();
    System.arraycopy(u, 3 * OUTPUTS, v, 5 * OUTPUTS, OUTPUTS);
    float[] expected = new float[u.length];
    assertThat(value).isCloseTo(value(loss, v, twice, expected), within(1e-12));
    for (int k = 0; k < OUTPUTS; k++) {
      float both = expected[3 * OUTPUTS + k] + expected[5 * OUTPUTS + k];
      assertThat(delta[3 * OUTPUTS + k]).isCloseTo(both, within(1e-6f * (1 + Math.abs(both))));
      assertThat(delta[5 * OUTPUTS + k]).isZero();
    }
  }

  static Stream<Loss> pairs() {
    return Stream.of(
        Loss.squaredError(), Loss.binaryCrossEntropy(), Loss.crossEntropy(), Loss.perceptron());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void withItsOutputUnitDeltaIsOutputMinusTarget(Loss loss) {
    float[] u = logits(loss, 2);
    Batch batch = batch(loss);
    float[] delta = new float[u.length];
    float[] y = new float[u.length];
    loss.errors(u, OUTPUTS, batch, new double[ROWS], delta);
    loss.outputs(u, y, ROWS, OUTPUTS);
    for (int i = 0; i < u.length; i++) {
      float[] d = batch.targets();
      float target = d.length > ROWS ? d[i] : d[i / OUTPUTS] == i % OUTPUTS ? 1 : 0;
      assertThat(delta[i]).isCloseTo(y[i] - target, within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void hugeLogitsStayFinite(Loss loss) {
    float[] u = logits(loss, 1e4);
    float[] delta = new float[u.length];
    assertThat(value(loss, u, batch(loss), delta)).isFinite();
    for (float v : delta) {
      assertThat(v).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void targetsOfAnotherWidthAreRefused(Loss loss) {
    Batch wrong = Batch.of(new float[2], new float[2 * (OUTPUTS + 1)], 2);
    assertThatThrownBy(
            () -> loss.value(new float[2 * OUTPUTS], OUTPUTS, wrong, new double[2], new float[8]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a row has 5 numbers of target, and the network 4 outputs");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyLossSuitsOneKindOfTarget(Loss loss) {
    List<Target> targets =
        List.of(
            new Target.Number("n", 0, 1),
            new Target.Classes("two", List.of("a", "b"), List.of(1, 1)),
            new Target.Classes("three", List.of("a", "b", "c"), List.of(1, 1, 1)));
    assertThat(targets.stream().filter(loss::suits)).hasSize(1);
    assertThat(targets).allMatch(t -> Loss.of(t).suits(t));
  }

  @Test
  void crossEntropyOfEvenLogitsIsTheLogarithmOfTheNumberOfClasses() {
    Batch batch = Batch.of(new float[1], new float[] {3}, 1);
    double value =
        Loss.crossEntropy().value(new float[10], 10, batch, new double[1], new float[10]);
    assertThat(value).isCloseTo(Math.log(10), within(1e-6));
  }

  @Test
  void crossEntropyIsFiniteForLogitsFurtherApartThanAFloatReaches() {
    float[] u = {2e38f, -2e38f, 0};
    float[] delta = new float[3];
    Batch batch = Batch.of(new float[1], new float[1], 1);
    assertThat(Loss.crossEntropy().value(u, 3, batch, new double[1], delta)).isZero();
    assertThat(delta).containsExactly(0, 0, 0);
  }

  @Test
  void oneHotRowsAndClassIndicesAreTheSame() {
    float[] u = logits(Loss.crossEntropy(), 2);
    Batch indices = batch(Loss.crossEntropy());
    float[] hot = new float[ROWS * OUTPUTS];
    for (int row = 0; row < ROWS; row++) {
      hot[row * OUTPUTS + (int) indices.targets()[row]] = 1;
    }
    for (Loss loss : List.of(Loss.crossEntropy(), new ClassLoss.CrossEntropy(0.1))) {
      float[] a = new float[u.length];
      float[] b = new float[u.length];
      assertThat(value(loss, u, indices, a))
          .isEqualTo(value(loss, u, Batch.of(new float[ROWS], hot, ROWS), b));
      assertThat(a).containsExactly(b);
    }
  }

  @Test
  void sharesThatDoNotAddUpToOneCountInFull() {
    // d = [1, 2] of even logits: E = 3 ln 2, δ = 3·½ − d
    float[] delta = new float[2];
    Batch batch = Batch.of(new float[1], new float[] {1, 2}, 1);
    double error = Loss.crossEntropy().value(new float[2], 2, batch, new double[1], delta);
    assertThat(error).isCloseTo(3 * Math.log(2), within(1e-6));
    assertThat(delta).containsExactly(new float[] {0.5f, -0.5f}, within(1e-6f));
  }

  @ParameterizedTest
  @MethodSource("all")
  void rowsThatAllWeighNothingHaveNoErrorAndNoGradient(Loss loss) {
    Batch batch = batch(loss);
    Arrays.fill(batch.weights(), 0f);
    float[] delta = new float[ROWS * OUTPUTS];
    assertThat(value(loss, logits(loss, 2), batch, delta)).isZero();
    for (float d : delta) {
      assertThat(d).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void examplesOfTargetsDiffer(Loss loss) {
    assertThat(Arrays.stream(doubles(batch(loss).targets())).distinct().count()).isGreaterThan(1);
  }

  @Test
  void aSingleOutputIsNoProbabilityOfSeveralClasses() {
    assertThat(Loss.crossEntropy().takes(1, 1)).isFalse();
    assertThat(Loss.crossEntropy().takes(1, 2)).isTrue();
    assertThat(Loss.crossEntropy().takes(2, 2)).isTrue();
    assertThat(Loss.crossEntropy().takes(2, 3)).isFalse();
    assertThat(Loss.probabilityCrossEntropy().takes(1, 1)).isFalse();
    assertThat(Loss.probabilityCrossEntropy().takes(1, 2)).isTrue();
    assertThat(Loss.probabilityCrossEntropy().takes(2, 3)).isFalse();
  }

  @Test
  void outputUnitsWorkedByHand() {
    float[] y = new float[3];
    Loss.perceptron().outputs(new float[] {0, -1e-30f, 2}, y, 3, 1);
    assertThat(y).containsExactly(1, 0, 1);
    Loss.probabilityCrossEntropy().outputs(new float[] {0.5f, 0.25f, 0.25f}, y, 1, 3);
    assertThat(y).containsExactly(0.5f, 0.25f, 0.25f);
    Loss.huber(1).outputs(new float[] {3, -4, 5}, y, 3, 1);
    assertThat(y).containsExactly(3, -4, 5);
  }

  @Test
  void aSmoothedTargetSharesPartOfItsWeightAmongAllClasses() {
    // K = 2, s = 0.2, even logits: δ = ½ − (0.8·1 + 0.1) = −0.4 and ½ − 0.1 = 0.4
    float[] delta = new float[2];
    new ClassLoss.CrossEntropy(0.2)
        .value(new float[2], 2, Batch.of(new float[1], new float[1], 1), new double[1], delta);
    assertThat(delta).containsExactly(new float[] {-0.4f, 0.4f}, within(1e-6f));
    // K = 4: E = ln 4 and δ = ¼ − (0.8·d + 0.05)
    float[] four = new float[4];
    double error =
        new ClassLoss.CrossEntropy(0.2)
            .value(new float[4], 4, Batch.of(new float[1], new float[1], 1), new double[1], four);
    assertThat(error).isCloseTo(Math.log(4), within(1e-6));
    assertThat(four).containsExactly(new float[] {-0.6f, 0.2f, 0.2f, 0.2f}, within(1e-6f));
    // s = 0.2 of two classes: d = 1 becomes 0.9; at u = 0, δ = ½ − 0.9
    float[] one = new float[1];
    new ClassLoss.BinaryCrossEntropy(0.2)
        .value(new float[1], 1, Batch.of(new float[1], new float[] {1}, 1), new double[1], one);
    assertThat(one[0]).isCloseTo(-0.4f, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 3, 0.5f, Float.NaN})
  void aTargetThatIsNoClassIndexIsNamed(float target) {
    Batch batch = Batch.of(new float[2], new float[] {0, target}, 2);
    for (Loss loss : List.of(Loss.crossEntropy(), Loss.probabilityCrossEntropy())) {
      assertThatThrownBy(() -> loss.value(new float[6], 3, batch, new double[2], new float[6]))
          .isInstanceOf(DenpanException.class)
          .hasMessageContaining("row 1 of the batch has the class index " + target);
    }
  }

  private static float[] errors(Loss loss, float... e) {
    double[] errors = new double[e.length];
    float[] delta = new float[e.length];
    loss.errors(e, 1, Batch.of(new float[e.length], new float[e.length], e.length), errors, delta);
    float[] both = new float[2 * e.length];
    for (int i = 0; i < e.length; i++) {
      both[2 * i] = (float) errors[i];
      both[2 * i + 1] = delta[i];
    }
    return both;
  }

  @Test
  void errorsOfNumbersWorkedByHand() {
    // pairs of error and slope for e = y − d
    assertThat(errors(Loss.huber(2), 1, -3)).containsExactly(0.5f, 1, 2 * (3 - 1), -2);
    assertThat(errors(Loss.mae(), 1.5f, -2, 0)).containsExactly(1.5f, 1, 2, -1, 0, 0);
    // too low by 2 at the 0.75 quantile costs 1.5, too high by 2 costs 0.5
    assertThat(errors(Loss.quantile(0.75), -2, 2)).containsExactly(1.5f, -0.75f, 0.5f, 0.25f);
    assertThat(errors(Loss.quantile(0.75), 0)).containsExactly(0, 0);
    assertThat(errors(Loss.mse(), 3)).containsExactly(9, 6);
  }

  @Test
  void squaredErrorWorkedByHand() {
    // ½((1−0)² + (2−4)²) = 2.5 and ½(0 + 9) = 4.5, mean 3.5
    float[] delta = new float[4];
    Batch batch = Batch.of(new float[2], new float[] {0, 4, 3, 1}, 2);
    double[] errors = new double[2];
    assertThat(Loss.squaredError().value(new float[] {1, 2, 3, 4}, 2, batch, errors, delta))
        .isEqualTo(3.5);
    assertThat(errors).containsExactly(2.5, 4.5);
    assertThat(delta).containsExactly(0.5f, -1f, 0f, 1.5f);
    // (1/C)‖y − d‖² with C = 2 is ½‖y − d‖²
    assertThat(Loss.mse().value(new float[] {1, 2, 3, 4}, 2, batch, errors, delta)).isEqualTo(3.5);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
