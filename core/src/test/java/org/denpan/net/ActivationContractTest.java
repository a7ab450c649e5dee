package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.denpan.Family;
import org.denpan.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every activation, those to come included: imitate this test for another family.
class ActivationContractTest {
  private static final int WIDTH = 5;
  private static final int ROWS = 8;
  private static final float[] AWKWARD = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-20f,
    -1e-20f,
    1f,
    -1f,
    14.5f,
    -14.5f,
    88.8f,
    -88.8f,
    104f,
    -104f,
    1e4f,
    -1e4f,
    1e30f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  /// An activation on [#WIDTH] units; what it learns, if anything, is drawn at random.
  record Subject(
      Activation activation, Activation.Units units, Parameters parameters, float[] gradients) {
    static Subject of(Activation activation) {
      Parameters parameters = Network.of(activation).initialise(WIDTH, new Seed(5));
      Seed.Stream random = new Seed(5).stream("learnt");
      for (int i = 0; i < parameters.learnt(); i++) {
        parameters.values()[i] = (float) random.nextDouble(0.1, 0.9);
      }
      float[] gradients = new float[parameters.learnt()];
      Arrays.fill(gradients, 99f); // so that what is not written shows
      Wiring wiring =
          new Wiring(
              name(activation),
              WIDTH,
              ROWS,
              parameters,
              gradients,
              Workers.single(),
              new Seed(5),
              true);
      return new Subject(activation, activation.units(wiring), parameters, gradients);
    }

    @Override
    public String toString() {
      return activation.toString();
    }

    private static String name(Activation activation) {
      return Network.of(activation).names().getFirst();
    }

    double[] formula(double[] values, double[] u) {
      int rows = u.length / WIDTH;
      return activation.formula(
          new Reference(name(activation), rows, WIDTH, parameters, values, new Seed(5), 0), u);
    }

    /// Σ dz ∘ f(u), whose derivatives are what the backward pass gives.
    double sum(double[] values, double[] u, float[] dz) {
      double[] z = formula(values, u);
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        sum += dz[i] * z[i];
      }
      return sum;
    }

    float[] forward(float[] u) {
      float[] z = new float[u.length];
      units.forward(u, z, 0, u.length, WIDTH);
      return z;
    }

    float[] backward(float[] u, float[] dz) {
      float[] du = new float[u.length];
      units.backward(u, forward(u), dz, du, 0, u.length, WIDTH);
      return du;
    }
  }

  static Stream<Subject> all() {
    Family<Activation> family = Family.of(Activation.class);
    return family.names().stream().map(family::parse).map(Subject::of);
  }

  static Stream<Activation.Elementwise> elementwise() {
    return all()
        .map(Subject::activation)
        .filter(Activation.Elementwise.class::isInstance)
        .map(Activation.Elementwise.class::cast);
  }

  private static float[] random(String name) {
    Seed.Stream stream = new Seed(3).stream(name);
    float[] values = new float[ROWS * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * stream.nextGaussian());
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFastForwardPassIsTheFormula(Subject f) {
    float[] u = random("u");
    double[] expected = f.formula(doubles(f.parameters.values()), doubles(u));
    float[] z = f.forward(u);
    for (int i = 0; i < z.length; i++) {
      assertThat((double) z[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFastBackwardPassIsTheNumericalDerivative(Subject f) {
    float[] u = random("u");
    float[] dz = random("dz");
    float[] du = f.backward(u, dz);
    double[] values = doubles(f.parameters.values());
    for (int i = 0; i < u.length; i++) {
      double[] x = doubles(u);
      assertThat((double) du[i]).isCloseTo(slope(x, i, () -> f.sum(values, x, dz)), within(2e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theGradientOfWhatIsLearntIsTheNumericalOne(Subject f) {
    float[] u = random("u");
    float[] dz = random("dz");
    f.units.gradients(u, dz, ROWS, WIDTH);
    for (int i = 0; i < f.gradients.length; i++) {
      double[] values = doubles(f.parameters.values());
      assertThat((double) f.gradients[i])
          .isCloseTo(slope(values, i, () -> f.sum(values, doubles(u), dz)), within(1e-5));
    }
  }

  private static double slope(double[] x, int i, DoubleSupplier f) {
    double middle = x[i];
    double h = 1e-6;
    x[i] = middle + h;
    double above = f.getAsDouble();
    x[i] = middle - h;
    double below = f.getAsDouble();
    x[i] = middle;
    return (above - below) / (2 * h);
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void theStatedDerivativeIsTheNumericalOne(Activation.Elementwise f) {
    for (double u = -4.05; u < 4; u += 0.1) {
      double slope = (f.formula(u + 1e-6) - f.formula(u - 1e-6)) / 2e-6;
      assertThat(f.derivative(u)).isCloseTo(slope, within(1e-8));
    }
  }

  /// At kinks and at the ends of the range too.
  @ParameterizedTest
  @MethodSource("elementwise")
  void theFastBackwardPassIsTheStatedDerivative(Activation.Elementwise f) {
    float[] ones = new float[AWKWARD.length];
    Arrays.fill(ones, 1f);
    float[] du = Subject.of(f).backward(AWKWARD, ones);
    for (int i = 0; i < du.length; i++) {
      assertThat((double) du[i])
          .as("f'(%s)", AWKWARD[i])
          .isCloseTo(f.derivative(AWKWARD[i]), within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFiniteInputGivesFiniteOutputsAndGradients(Subject f) {
    float[] dz = new float[AWKWARD.length];
    Arrays.fill(dz, 1f);
    float[] z = f.forward(AWKWARD);
    float[] du = f.backward(AWKWARD, dz);
    for (int i = 0; i < AWKWARD.length; i++) {
      assertThat(z[i]).as("f(%s)", AWKWARD[i]).isFinite();
      assertThat(du[i]).as("f'(%s)", AWKWARD[i]).isFinite();
    }
  }

  /// Threads share the rows.
  @ParameterizedTest
  @MethodSource("all")
  void rowsAloneGiveTheBitsOfTheWholeAndTouchNothingElse(Subject f) {
    float[] u = random("u");
    float[] dz = random("dz");
    float[] wholeZ = f.forward(u);
    float[] wholeDu = f.backward(u, dz);
    int from = 2 * WIDTH;
    int to = 3 * WIDTH;
    float[] z = new float[u.length];
    float[] du = new float[u.length];
    f.units.forward(u, z, from, to, WIDTH);
    f.units.backward(u, z, dz, du, from, to, WIDTH);
    for (int i = 0; i < u.length; i++) {
      boolean inside = i >= from && i < to;
      assertThat(z[i]).isEqualTo(inside ? wholeZ[i] : 0f);
      assertThat(du[i]).isEqualTo(inside ? wholeDu[i] : 0f);
    }
  }
}
