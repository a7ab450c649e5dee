package org.denpan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.denpan.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every rule of differences, and the numbers of each.
class DifferenceTest {
  static Stream<Difference> all() {
    Family<Difference> family = Family.of(Difference.class);
    return family.names().stream().map(family::parse);
  }

  @ParameterizedTest
  @MethodSource("all")
  void polynomialsUpToTheOrderAreExactAndTheNextDegreeIsNot(Difference rule) {
    // all sums and products are exact: w = 1.5, h = 1/4, degrees up to 7
    for (int degree = 0; degree <= rule.order() + 1; degree++) {
      int n = degree;
      double exact = n == 0 ? 0 : n * power(1.5, n - 1);
      double numeric = rule.derivative(w -> power(w, n), 1.5, 0.25);
      if (degree <= rule.order()) {
        assertThat(numeric).as("degree %d", n).isCloseTo(exact, within(1e-13));
      } else {
        assertThat(Math.abs(numeric - exact)).as("degree %d", n).isGreaterThan(1e-5);
      }
    }
  }

  private static double power(double w, int n) {
    double product = 1;
    for (int i = 0; i < n; i++) {
      product *= w;
    }
    return product;
  }

  @ParameterizedTest
  @MethodSource("all")
  void halfTheStepIsTwoToTheOrderTimesAsNear(Difference rule) {
    double h = 0.1;
    double wide = rule.derivative(Math::exp, 1, h) - Math.E;
    double near = rule.derivative(Math::exp, 1, h / 2) - Math.E;
    double order = Math.log(wide / near) / Math.log(2);
    assertThat(order).isCloseTo(rule.order(), within(0.06));
  }

  @ParameterizedTest
  @CsvSource({
    // f = 2ʷ at 0 with h = 1, by hand: f(−3…3) = ⅛, ¼, ½, 1, 2, 4, 8; f′(0) = ln 2 = 0.693147…
    "forward, 1", // 2 − 1
    "backward, 0.5", // 1 − ½
    "central, 0.75", // (2 − ½)/2
    "five-point, 0.6875", // (8·1.5 − 3.75)/12
    "seven-point, 0.69375", // (45·1.5 − 9·3.75 + 7.875)/60
  })
  void theRulesWorkedByHand(String word, double expected) {
    Difference rule = Family.of(Difference.class).parse(word);
    DoubleUnaryOperator f = w -> Math.pow(2, w);
    assertThat(rule.derivative(f, 0, 1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // leading errors of 2ʷ as the formulas say, with ln 2 = L: ½hL², −½hL², h²/6·L³, −h⁴/30·L⁵,
    // h⁶/140·L⁷ at h = ⅛
    "forward, 0.030028", // ½ · 0.125 · 0.480453
    "backward, -0.030028",
    "central, 0.00086723", // 0.015625/6 · 0.333025
    "fivepoint, -1.3021e-6", // −2.44141e-4/30 · 0.160003
    "sevenpoint, 2.0947e-9", // 3.8147e-6/140 · 0.0768743
  })
  void theLeadingErrorIsWhatTheFormulaSays(String word, double expected) {
    Difference rule = Family.of(Difference.class).parse(word);
    double error = rule.derivative(w -> Math.pow(2, w), 0, 0.125) - Math.log(2);
    assertThat(error / expected).isCloseTo(1, within(0.04));
  }

  @Test
  void theTextbooksStepIsTheRootOfEpsilonTimesTheWeight() {
    // √2⁻⁵² = 2⁻²⁶
    assertThat(Difference.textbookStep(0)).isEqualTo(0x1p-26);
    assertThat(Difference.textbookStep(-0.0)).isEqualTo(0x1p-26);
    assertThat(Difference.textbookStep(1)).isEqualTo(0x1p-26);
    assertThat(Difference.textbookStep(-8)).isEqualTo(0x1p-23);
    assertThat(Difference.textbookStep(0.25)).isEqualTo(0x1p-28);
  }

  @Test
  void theBalancedStepsAreRootsOfEpsilon() {
    List<Double> steps = all().map(rule -> rule.balancedStep(0)).toList();
    double[] expected = {0x1p-26, 0x1p-26, Math.cbrt(0x1p-52), 7.4009597974e-4, 5.8045e-3};
    for (int i = 0; i < expected.length; i++) {
      assertThat(steps.get(i) / expected[i]).isCloseTo(1, within(1e-4));
    }
    assertThat(all()).allMatch(rule -> rule.balancedStep(-3) == 3 * rule.balancedStep(0.5));
  }

  @ParameterizedTest
  @MethodSource("all")
  void withItsOwnStepARuleIsNearerTheHigherItsOrder(Difference rule) {
    double worst = 0;
    for (double w = 0.5; w < 2; w += 0.001) {
      double slope = rule.derivative(Math::exp, w, rule.balancedStep(w));
      worst = Math.max(worst, Math.abs(slope / Math.exp(w) - 1));
    }
    assertThat(worst).isLessThan(8 * Math.pow(Difference.EPSILON, 1 - 1.0 / (rule.order() + 1)));
  }
}
