package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSearchTest {
  /// A function of one number.
  private static final class Curve implements LineSearch.Line {
    private final DoubleUnaryOperator f;
    private final DoubleUnaryOperator derivative;
    private double at;
    private int moves;

    Curve(DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
      this.f = f;
      this.derivative = derivative;
    }

    @Override
    public void go(double alpha) {
      at = alpha;
      moves++;
    }

    @Override
    public double error() {
      return f.applyAsDouble(at);
    }

    @Override
    public double slope() {
      return derivative.applyAsDouble(at);
    }
  }

  private static Curve parabola() {
    return new Curve(a -> (a - 3) * (a - 3), a -> 2 * (a - 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 3, 5.9, 50, 1e4})
  void fromAnyFirstLengthTheStrongWolfeConditionsAreMet(double first) {
    for (double c2 : new double[] {0.9, 0.1, 1e-3}) {
      Curve curve = parabola();
      double alpha = new LineSearch(curve, c2).find(first);
      assertThat(curve.at).isEqualTo(alpha);
      assertThat(curve.error()).isLessThanOrEqualTo(9 - 1e-4 * alpha * 6);
      assertThat(Math.abs(curve.slope())).isLessThanOrEqualTo(c2 * 6);
    }
  }

  @Test
  void aLengthThatServesIsTakenAtOnce() {
    Curve curve = parabola();
    assertThat(new LineSearch(curve, 0.9).find(1)).isEqualTo(1);
    assertThat(curve.moves).isEqualTo(1);
  }

  @Test
  void theCubicFindsTheBottomOfAParabolaInOneGuess() {
    // beyond the far end of the parabola the first condition fails; then one interpolation
    Curve curve = parabola();
    assertThat(new LineSearch(curve, 1e-6).find(7)).isEqualTo(3, within(1e-12));
    assertThat(curve.moves).isEqualTo(2);
  }

  @Test
  void aWavyCurveIsSearchedUntilItsSlopeIsSmall() {
    // Moré and Thuente 1994, function 5.2: φ(α) = (α+β)⁵ − 2(α+β)⁴ with β = 0.004
    for (double first : new double[] {1e-3, 0.1, 10, 1000}) {
      Curve curve =
          new Curve(
              a -> Math.pow(a + 0.004, 5) - 2 * Math.pow(a + 0.004, 4),
              a -> 5 * Math.pow(a + 0.004, 4) - 8 * Math.pow(a + 0.004, 3));
      double slope = curve.slope();
      double alpha = new LineSearch(curve, 0.1).find(first);
      assertThat(alpha).as("from %s", first).isEqualTo(1.596, within(1e-6));
      assertThat(Math.abs(curve.slope())).isLessThanOrEqualTo(-0.1 * slope);
    }
  }

  @ParameterizedTest
  @CsvSource({"Infinity", "NaN"})
  void whatIsNotFiniteIsTooFar(double beyond) {
    // −ln(1−α)−2α, lowest at ½, of no value from 1 on
    Curve curve =
        new Curve(
            a -> a < 1 ? -Math.log(1 - a) - 2 * a : beyond,
            a -> a < 1 ? 1 / (1 - a) - 2 : Double.NaN);
    assertThat(new LineSearch(curve, 0.1).find(100)).isEqualTo(0.5, within(0.05));
  }

  @Test
  void withoutALowerErrorTheLineStaysWhereItWas() {
    // a slope that lies: the curve rises
    Curve curve = new Curve(a -> 1 + a, a -> -1);
    assertThat(new LineSearch(curve, 0.9).find(1)).isZero();
    assertThat(curve.at).isZero();
  }

  @Test
  void whereTheErrorIsOnlyRoundingTheSlopeDecides() {
    // the fall of 10⁻¹⁰ cannot be seen beside 1, and the error even seems to rise a little
    Curve curve = new Curve(a -> 1 + (a == 0 ? 0 : 1e-9), a -> 2e-10 * (a - 1));
    assertThat(new LineSearch(curve, 0.9).find(1)).isEqualTo(1);
  }

  @Test
  void theRiseThatCountsAsRoundingIsAMillionthOfTheError() {
    for (double scale : new double[] {1, 1e6}) {
      for (double rise : new double[] {0.9e-6, 1.1e-6}) {
        Curve curve =
            new Curve(
                a -> scale * (1 + (a == 0 ? 0 : rise)), a -> a == 1 ? 0 : 2e-10 * scale * (a - 1));
        double alpha = new LineSearch(curve, 0.9).find(1);
        assertThat(curve.moves == 1 && alpha == 1)
            .as("%s of %s", rise, scale)
            .isEqualTo(rise < 1e-6);
      }
    }
  }

  @Test
  void whereTheErrorIsOnlyRoundingASlopeThatHasNotEvenTurnedIsNotEnough() {
    // the slope is as steep upwards as it was downwards: beyond a parabola's other side
    Curve curve = new Curve(a -> 1 + (a == 0 ? 0 : 1e-9), a -> 2e-3 * (a - 0.5));
    assertThat(new LineSearch(curve, 1.5).find(1)).isLessThan(1);
  }

  @Test
  void aSlopeOfExactlyTheShareThatMayBeLeftServes() {
    // φ′(0) = −6, φ′(1.5) = −3
    Curve curve = parabola();
    assertThat(new LineSearch(curve, 0.5).find(1.5)).isEqualTo(1.5);
    assertThat(curve.moves).isEqualTo(1);
  }

  @Test
  void whereNoSlopeIsSmallEnoughTheLowestPointIsTaken() {
    // |α − 1| is as steep on both sides of its lowest point
    Curve curve = new Curve(a -> Math.abs(a - 1), a -> a < 1 ? -1 : 1);
    double alpha = new LineSearch(curve, 0.1).find(3);
    assertThat(alpha).isEqualTo(1, within(0.01));
    assertThat(curve.at).isEqualTo(alpha);
    assertThat(curve.moves).isEqualTo(26);
  }

  @Test
  void aHigherDipBehindALowerOneIsNotTaken() {
    // cos(α + ½) falls to −1 at π and again at 3π; the slant makes the second dip the higher one
    Curve curve = new Curve(a -> Math.cos(a + 0.5) + 0.05 * a, a -> -Math.sin(a + 0.5) + 0.05);
    double alpha = new LineSearch(curve, 0.01).find(2);
    assertThat(alpha + 0.5).isEqualTo(Math.PI, within(0.1));
  }
}
