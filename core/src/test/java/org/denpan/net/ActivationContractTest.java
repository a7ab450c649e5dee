package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every activation, those to come included: imitate this test for another family.
class ActivationContractTest {
  private static final int WIDTH = 5;
  private static final int ROWS = 8;

  static Stream<Activation.Fixed> all() {
    Family<Activation.Fixed> family = Family.of(Activation.Fixed.class);
    return family.names().stream().map(family::parse);
  }

  private static float[] random(String name) {
    Seed.Stream stream = new Seed(3).stream(name);
    float[] values = new float[ROWS * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * stream.nextGaussian());
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFastForwardPassIsTheFormula(Activation.Fixed f) {
    float[] u = random("u");
    float[] z = new float[u.length];
    f.forward(u, z, 0, u.length, WIDTH);
    for (int row = 0; row < ROWS; row++) {
      double[] expected = f.formula(row(u, row));
      for (int j = 0; j < WIDTH; j++) {
        assertThat((double) z[row * WIDTH + j]).isCloseTo(expected[j], within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFastBackwardPassIsTheNumericalDerivative(Activation.Fixed f) {
    float[] u = random("u");
    float[] z = new float[u.length];
    float[] dz = random("dz");
    float[] du = new float[u.length];
    f.forward(u, z, 0, u.length, WIDTH);
    f.backward(u, z, dz, du, 0, u.length, WIDTH);
    double h = 1e-6;
    for (int row = 0; row < ROWS; row++) {
      for (int j = 0; j < WIDTH; j++) {
        double[] above = row(u, row);
        double[] below = row(u, row);
        above[j] += h;
        below[j] -= h;
        double slope = 0;
        for (int k = 0; k < WIDTH; k++) {
          slope += dz[row * WIDTH + k] * (f.formula(above)[k] - f.formula(below)[k]) / (2 * h);
        }
        assertThat((double) du[row * WIDTH + j]).isCloseTo(slope, within(2e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theStatedDerivativeIsTheNumericalOne(Activation.Fixed f) {
    if (f instanceof Activation.Elementwise e) {
      for (double u = -4.05; u < 4; u += 0.1) {
        double slope = (e.formula(u + 1e-6) - e.formula(u - 1e-6)) / 2e-6;
        assertThat(e.derivative(u)).isCloseTo(slope, within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFiniteInputGivesFiniteOutputsAndGradients(Activation.Fixed f) {
    float[] u = {
      0f,
      -0f,
      1e4f,
      -1e4f,
      88.8f,
      -88.8f,
      104f,
      -104f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      1e30f,
      -1e30f,
      Float.MAX_VALUE / 2,
      -Float.MAX_VALUE / 2,
      1f
    };
    float[] z = new float[u.length];
    float[] du = new float[u.length];
    float[] dz = new float[u.length];
    java.util.Arrays.fill(dz, 1f);
    f.forward(u, z, 0, u.length, WIDTH);
    f.backward(u, z, dz, du, 0, u.length, WIDTH);
    for (int i = 0; i < u.length; i++) {
      assertThat(z[i]).as("f(%s)", u[i]).isFinite();
      assertThat(du[i]).as("f'(%s)", u[i]).isFinite();
    }
  }

  private static double[] row(float[] values, int row) {
    double[] result = new double[WIDTH];
    for (int j = 0; j < WIDTH; j++) {
      result[j] = values[row * WIDTH + j];
    }
    return result;
  }
}
