package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.denpan.Family;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.LayerView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where functions are flat, and how outputs are counted there.
class ActivityTest {
  /// From where on |f′| < 0.005: σ(1 − σ), 1 − tanh² and 1/(1 + u²) are solved for the output; eᵘ
  /// is 0.005 at −5.298, where ELU is −0.995; σ is so at −5.293, where softplus is 0.00501.
  @ParameterizedTest
  @CsvSource({
    "logistic, 0.00503, 0.99497",
    "tanh, -0.9975, 0.9975",
    "arctan, -1.50008, 1.50008",
    "relu, 0, Infinity",
    "elu, -0.995, Infinity",
    "selu, -1.75310, Infinity",
    "softplus, 0.00501, Infinity",
    "identity, -Infinity, Infinity",
    "leakyrelu, -Infinity, Infinity",
    "gelu, -Infinity, Infinity",
    "silu, -Infinity, Infinity",
    "step, -Infinity, Infinity"
  })
  void flatEndsFollowFromTheFormula(String words, double low, double high) {
    Activation f = Family.of(Activation.class).parse(words);
    for (Layer layer : new Layer[] {f, Dense.of(3, f)}) {
      FlatEnds ends = FlatEnds.of(layer);
      assertSame(ends.low(), low);
      assertSame(ends.high(), high);
      assertThat(ends.onlyLow()).isEqualTo(Double.isFinite(low) && !Double.isFinite(high));
      assertThat(ends.both()).isEqualTo(Double.isFinite(low) && Double.isFinite(high));
    }
  }

  private static void assertSame(double actual, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(5e-5));
    }
  }

  @Test
  void whatIsNoFunctionOfOneNumberHasNoFlatEnds() {
    assertThat(FlatEnds.of(LayerNorm.of())).isEqualTo(FlatEnds.NONE);
    assertThat(FlatEnds.of(Activation.softmax())).isEqualTo(FlatEnds.NONE);
  }

  @Test
  void theEndsThemselvesAreFlat() {
    FlatEnds ends = new FlatEnds(-0.5, 0.5);
    assertThat(ends.contain(-0.5f)).isTrue();
    assertThat(ends.contain(0.5f)).isTrue();
    assertThat(ends.contain(0.49f)).isFalse();
    assertThat(ends.contain(Float.NaN)).isFalse();
  }

  private static Activity activity(Activation f, float... rowsOfThree) {
    Layer layer = Dense.of(3, f);
    LayerView view = new LayerView("dense1", layer, 3, rowsOfThree, new float[rowsOfThree.length]);
    return new Activity(view, FlatEnds.of(layer));
  }

  @Test
  void aUnitIsDeadThatIsFlatInEveryRow() {
    Activity relu = activity(Activation.relu(), 0, 1, 0, 0, 2, 3, 9, 9, 9);
    relu.add(1);
    assertThat(relu.dead()).isCloseTo(2.0 / 3, within(1e-12));
    relu.add(2); // rows after the second are of no batch
    assertThat(relu.dead()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(relu.saturated()).isZero();
    // 0, 1, 0 and again with 0, 2, 3: nine numbers of sum 7 and sum of squares 15
    assertThat(relu.mean()).isCloseTo(7.0 / 9, within(1e-12));
    assertThat(relu.deviation()).isCloseTo(Math.sqrt(15.0 / 9 - 49.0 / 81), within(1e-12));
  }

  @Test
  void anOutputIsSaturatedAtEitherEnd() {
    Activity tanh = activity(Activation.tanh(), -0.999f, 0, 0.5f, 0.998f, 0.1f, -1);
    tanh.add(2);
    assertThat(tanh.saturated()).isEqualTo(0.5);
    assertThat(tanh.dead()).isZero();
    Activity identity = activity(Activation.identity(), 100, 0, 0);
    identity.add(1);
    assertThat(identity.saturated()).isZero();
    assertThat(identity.dead()).isZero();
  }

  @Test
  void outputsThatAreAllTheSameDoNotDeviateAndOverflowingOnesHaveNoDeviation() {
    Activity same = activity(Activation.identity(), 0.1f, 0.1f, 0.1f);
    same.add(1);
    assertThat(same.mean()).isCloseTo(0.1, within(1e-6));
    assertThat(same.deviation()).isBetween(0.0, 1e-8);
    Activity wild = activity(Activation.identity(), 1, Float.POSITIVE_INFINITY, 1);
    wild.add(1);
    assertThat(wild.deviation()).isNaN();
  }
}
