package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuasiNewtonTest {
  /// ½Σ cᵢ(wᵢ − i)² with cᵢ from 1 to `condition`.
  private static Objective bowl(int size, double condition) {
    return (w, g) -> {
      double error = 0;
      for (int i = 0; i < size; i++) {
        double c = 1 + (condition - 1) * i / Math.max(1, size - 1);
        g[i] = (float) (c * (w[i] - i));
        error += 0.5 * c * (w[i] - i) * (w[i] - i);
      }
      return error;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void aQuadraticOfNDimensionsIsSolvedInNPlusOneSteps(int size) {
    // with an exact line search and memory for all pairs the steps are those of conjugate
    // gradients (Nocedal and Wright 2006, theorem 6.4): at most n in exact arithmetic
    float[] w = new float[size];
    Arrays.fill(w, -3);
    QuasiNewton minimum =
        new QuasiNewton(new Optimizer.Lbfgs(1, 10), bowl(size, 20), w, new float[size], size, 1e-5);
    double first = minimum.evaluate();
    for (int i = 0; i <= size; i++) {
      minimum.step(1);
    }
    assertThat(minimum.error()).isLessThan(first * 1e-10);
    for (int i = 0; i < size; i++) {
      assertThat(w[i]).isEqualTo(i, within(1e-4f));
    }
  }

  @Test
  void aSecondStepIsThatOfBfgsByHand() {
    // E = ½(w₁² + 4w₂²) from (4, 1): g = (4, 4), ‖g‖ = 4√2. Step 1 tries α = 1/‖g‖ = 0.1767767
    // along
    // −g: w = (3.2928932, 0.2928932), g = (3.2928932, 1.1715729). It serves: the error falls from
    // 10
    // to 5.59, the slope from −32 to −17.86. s = (−0.7071068, −0.7071068), y = (−0.7071068,
    // −2.8284271), sᵀy = 2.5, yᵀy = 8.5, γ = 5/17.
    // Step 2, the two loops: a = sᵀ(−g)/2.5 = 1.2627417; −g − a·y = (−2.4000, 2.4000) = q;
    // r = γq; b = yᵀr/2.5; d = r + (a − b)s with α = 1.
    double a = (0.7071068 * 3.2928932 + 0.7071068 * 1.1715729) / 2.5;
    double q1 = -3.2928932 + a * 0.7071068;
    double q2 = -1.1715729 + a * 2.8284271;
    double b = 5.0 / 17 * (-0.7071068 * q1 - 2.8284271 * q2) / 2.5;
    double d1 = 5.0 / 17 * q1 - (a - b) * 0.7071068;
    double d2 = 5.0 / 17 * q2 - (a - b) * 0.7071068;
    Objective objective =
        (w, g) -> {
          g[0] = w[0];
          g[1] = 4 * w[1];
          return 0.5 * (w[0] * (double) w[0] + 4 * w[1] * (double) w[1]);
        };
    float[] w = {4, 1};
    QuasiNewton minimum = new QuasiNewton(Optimizer.lbfgs(), objective, w, new float[2], 2);
    minimum.evaluate();
    assertThat(minimum.step(1)).isTrue();
    assertThat(w).containsExactly(new float[] {3.2928932f, 0.2928932f}, within(1e-6f));
    assertThat(minimum.step(1)).isTrue();
    assertThat(w)
        .containsExactly(
            new float[] {(float) (3.2928932 + d1), (float) (0.2928932 + d2)}, within(1e-5f));
    assertThat(minimum.evaluations()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void rosenbrocksValleyIsFollowedToItsEnd(int memory) {
    // Rosenbrock 1960: 100(y − x²)² + (1 − x)² from (−1.2, 1)
    Objective valley =
        (w, g) -> {
          double x = w[0];
          double y = w[1];
          g[0] = (float) (-400 * x * (y - x * x) - 2 * (1 - x));
          g[1] = (float) (200 * (y - x * x));
          return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
        };
    float[] w = {-1.2f, 1};
    QuasiNewton minimum =
        new QuasiNewton(new Optimizer.Lbfgs(1, memory), valley, w, new float[2], 2);
    double last = minimum.evaluate();
    int steps = 0;
    while (minimum.gradientNorm() > 1e-3 && steps < 60) {
      assertThat(minimum.step(1)).isTrue();
      assertThat(minimum.error()).isLessThan(last);
      last = minimum.error();
      steps++;
    }
    assertThat(w).containsExactly(new float[] {1, 1}, within(2e-3f));
    assertThat(minimum.evaluations()).isLessThan(90);
  }

  @Test
  void atTheMinimumNoLowerErrorIsFoundAndNothingMoves() {
    float[] w = {0, 1, 2};
    QuasiNewton minimum = new QuasiNewton(Optimizer.lbfgs(), bowl(3, 5), w, new float[3], 3);
    minimum.evaluate();
    assertThat(minimum.step(1)).isFalse();
    assertThat(w).containsExactly(0, 1, 2);
  }

  @Test
  void whatStandsBehindTheLearntValuesIsLeftAlone() {
    float[] w = {-3, -3, 7};
    float[] g = {0, 0, 9};
    QuasiNewton minimum = new QuasiNewton(Optimizer.lbfgs(), bowl(2, 5), w, g, 2);
    minimum.evaluate();
    minimum.step(1);
    assertThat(w[2]).isEqualTo(7);
    assertThat(g[2]).isEqualTo(9);
  }

  @Test
  void aSaddleIsLeftDownwards() {
    // E = ½(x² − y²) + ¼y⁴ from (1, 0.01): minima at (0, ±1)
    Objective saddle =
        (w, g) -> {
          double x = w[0];
          double y = w[1];
          g[0] = (float) x;
          g[1] = (float) (-y + y * y * y);
          return 0.5 * (x * x - y * y) + 0.25 * y * y * y * y;
        };
    float[] w = {1, 0.01f};
    QuasiNewton minimum = new QuasiNewton(Optimizer.lbfgs(), saddle, w, new float[2], 2);
    minimum.evaluate();
    for (int i = 0; i < 30; i++) {
      minimum.step(1);
    }
    assertThat(w).containsExactly(new float[] {0, 1}, within(1e-3f));
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Optimizer.Lbfgs(1, 0))
        .hasMessage("memory must be at least 1, got 0.0");
    assertThatThrownBy(() -> new Optimizer.Lbfgs(0, 10))
        .hasMessage("the learning rate must be a positive number, got 0.0");
  }
}
