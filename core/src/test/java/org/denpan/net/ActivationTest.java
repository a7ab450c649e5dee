package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Golden numbers of each activation, and what only one of them does.
class ActivationTest {
  /// By hand from the formulas: e⁻¹ = 0.3678794411714, e⁻² = 0.1353352832366, σ(1) =
  /// 0.7310585786300, σ(2) = 0.8807970779779, tan⁻¹1 = π/4, ln(1+e) = 1.3132616875182, Φ(1) =
  /// 0.8413447460685, Φ(2) = 0.9772498680518 (Abramowitz and Stegun, table 26.1), φ(1) =
  /// 0.2419707245191, φ(2) = 0.0539909665132, λ = 1.0507009873555 and λα = 1.7580993408473.
  @ParameterizedTest
  @CsvSource({
    "identity, -2, -2, 1",
    "identity, 0.5, 0.5, 1",
    "step, -2, 0, 0",
    "step, -1e-30, 0, 0",
    "step, 0, 1, 0",
    "step, 2, 1, 0",
    "logistic, -2, 0.1192029220221, 0.1049935854035",
    "logistic, 0, 0.5, 0.25",
    "logistic, 1, 0.73105857863, 0.1966119332415",
    "tanh, -2, -0.9640275800758, 0.0706508248532",
    "tanh, 0, 0, 1",
    "tanh, 1, 0.7615941559558, 0.419974341614",
    "arctan, -2, -1.107148717794, 0.2",
    "arctan, 0, 0, 1",
    "arctan, 1, 0.7853981633974, 0.5",
    "relu, -2, 0, 0",
    "relu, 0, 0, 0",
    "relu, 2, 2, 1",
    "leakyrelu, -2, -0.02, 0.01",
    "leakyrelu, 0, 0, 1",
    "leakyrelu, 2, 2, 1",
    "leakyrelu 0.25, -2, -0.5, 0.25",
    "elu, -2, -0.8646647167634, 0.1353352832366",
    "elu, -1, -0.6321205588286, 0.3678794411714",
    "elu, 0, 0, 1",
    "elu, 3, 3, 1",
    "elu 0.5, -1, -0.3160602794143, 0.1839397205857",
    "elu 0.5, 0, 0, 1",
    "selu, -2, -1.520166468596, 0.2379328722517",
    "selu, -1, -1.111330737813, 0.6467686030348",
    "selu, 0, 0, 1.0507009873555",
    "selu, 1, 1.0507009873555, 1.0507009873555",
    "softplus, -2, 0.1269280110430, 0.1192029220221",
    "softplus, 0, 0.6931471805599, 0.5",
    "softplus, 1, 1.313261687518, 0.73105857863",
    "silu, -2, -0.2384058440442, -0.0907842487849",
    "silu, 0, 0, 0.5",
    "silu, 1, 0.73105857863, 0.9276705118715",
    "swish, 3, 2.857722380467, 1.088104106015",
    "gelu, -2, -0.0455002638964, -0.0852318010782",
    "gelu, -1, -0.1586552539315, -0.0833154705877",
    "gelu, 0, 0, 0.5",
    "gelu, 1, 0.8413447460685, 1.083315470588",
    "gelu, 3, 2.995950305905, 1.011945647204"
  })
  void valuesAndDerivativesAreTheWorkedOnes(String words, float u, double value, double slope) {
    Activation.Elementwise f = (Activation.Elementwise) Family.of(Activation.class).parse(words);
    assertThat(f.formula(u)).isCloseTo(value, within(1e-12));
    assertThat(f.derivative(u)).isCloseTo(slope, within(1e-12));
    float[] z = new float[1];
    float[] du = new float[1];
    f.forward(new float[] {u}, z, 0, 1, 1);
    f.backward(new float[] {u}, z, new float[] {2}, du, 0, 1, 1);
    assertThat((double) z[0]).isCloseTo(value, within(2e-7 * Math.max(1, Math.abs(value))));
    assertThat((double) du[0]).isCloseTo(2 * slope, within(1e-6));
  }

  /// The left tail as Abramowitz and Stegun, table 26.2, and mpmath print it.
  @Test
  void theNormalDistributionOfGeluIsExactInBothTails() {
    assertThat(Rectifier.Gelu.distribution(0)).isEqualTo(0.5);
    assertThat(Rectifier.Gelu.distribution(-0.5)).isCloseTo(0.3085375387259869, within(1e-15));
    assertThat(Rectifier.Gelu.distribution(1)).isCloseTo(0.8413447460685429, within(1e-15));
    assertThat(Rectifier.Gelu.distribution(-3)).isCloseTo(1.3498980316300945e-3, within(1e-15));
    assertThat(Rectifier.Gelu.distribution(-10)).isCloseTo(7.6198530241605261e-24, within(1e-36));
    assertThat(Rectifier.Gelu.distribution(10)).isEqualTo(1);
    assertThat(Rectifier.Gelu.distribution(-1e200)).isEqualTo(0);
  }

  /// Klambauer and others 2017, section 2: of z = f(u) with u standard normal, E z = 0 and E z² =
  /// 1.
  @Test
  void seluKeepsMeanZeroAndVarianceOne() {
    Rectifier.Selu f = new Rectifier.Selu();
    double step = 1e-4;
    double mean = 0;
    double square = 0;
    for (double u = -10 + step / 2; u < 10; u += step) {
      double weight = step * Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI);
      mean += weight * f.formula(u);
      square += weight * f.formula(u) * f.formula(u);
    }
    assertThat(mean).isCloseTo(0, within(1e-7));
    assertThat(square).isCloseTo(1, within(1e-7));
  }

  /// u = [[−2, 3], [−4, −8]], dz = [[1, 1], [0.5, 2]], α = [0.25, 0.5]: dα = [1·−2 + 0.5·−4, 2·−8].
  @Test
  void preluHasAnAlphaForEachUnit() {
    Network net = Network.of(new Prelu());
    Parameters parameters = net.initialise(2, new Seed(1));
    Tensor alpha = parameters.tensor("prelu1.alpha");
    assertThat(alpha.role()).isEqualTo(Parameter.Role.BIAS);
    assertThat(parameters.values()).containsExactly(0.25f, 0.25f);
    parameters.values()[1] = 0.5f;
    Program program = net.compile(parameters, 2, 2, Workers.single(), new Seed(1));
    assertThat(program.forward(new float[] {-2, 3, -4, -8}, 2, true, 0))
        .startsWith(-0.5f, 3, -1, -4);
    float[] dx = backward(program);
    assertThat(dx).containsExactly(0.25f, 1, 0.125f, 1);
    assertThat(program.gradients()).containsExactly(-4, -16);
  }

  @Test
  void preluMayShareOneAlphaAmongItsUnits() {
    Network net = Network.parse("prelu shared=true");
    Parameters parameters = net.initialise(2, new Seed(1));
    assertThat(parameters.values()).containsExactly(0.25f);
    Program program = net.compile(parameters, 2, 2, Workers.single(), new Seed(1));
    assertThat(program.forward(new float[] {-2, 3, -4, -8}, 2, true, 0))
        .startsWith(-0.5f, 3, -1, -2);
    float[] dx = backward(program);
    assertThat(dx).containsExactly(0.25f, 1, 0.125f, 0.5f);
    assertThat(program.gradients()).containsExactly(-20);
  }

  private static float[] backward(Program program) {
    System.arraycopy(new float[] {1, 1, 0.5f, 2}, 0, program.outputDelta(), 0, 4);
    float[] dx = new float[4];
    program.backward(dx);
    return dx;
  }

  @Test
  void theAlphaOfADenseLayerStandsBesideItsWeights() {
    Parameters parameters = Network.parse("3 prelu, 2 identity").initialise(4, new Seed(1));
    assertThat(parameters.tensors().stream().map(Tensor::fullName))
        .containsExactly(
            "dense1.weight", "dense1.bias", "dense1.alpha", "dense2.weight", "dense2.bias");
    assertThat(parameters.tensor("dense1.alpha").length()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8 step, 1 identity", "8 tanh, step, 1 identity"})
  void aStepLetsNoGradientThroughAndSaysSo(String layers) {
    assertThatThrownBy(() -> Network.parse(layers).checkTrainable())
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("binaryStep()")
        .hasMessageContaining("no gradient gets through")
        .hasMessageContaining("loss perceptron");
  }

  @ParameterizedTest
  @CsvSource({
    "leakyrelu -0.1, 'leakyrelu: the slope must be in [0, 1], got -0.1'",
    "leakyrelu 1.5, 'leakyrelu: the slope must be in [0, 1], got 1.5'",
    "leakyrelu NaN, 'leakyrelu: the slope must be in [0, 1], got NaN'",
    "elu 0, 'elu: alpha must be positive, got 0.0'",
    "elu 1e39, 'elu: alpha must be positive, got 1.0E39'"
  })
  void settingsOutOfRangeAreRefused(String words, String message) {
    assertThatThrownBy(() -> Family.of(Activation.class).parse(words))
        .isInstanceOf(DenpanException.class)
        .hasMessage(message);
  }

  @Test
  void slopesAtTheEndsOfTheirRangeAreTaken() {
    assertThat(new Rectifier.LeakyRelu(0).formula(-3)).isZero();
    assertThat(new Rectifier.LeakyRelu(1).formula(-3)).isEqualTo(-3);
  }

  @Test
  void rectifiersStartWithWeightsThatSuitThem() {
    assertThat(Activation.gelu().init()).isEqualTo(Init.he());
    assertThat(Activation.prelu().init()).isEqualTo(Init.he());
    assertThat(Activation.selu().init()).isEqualTo(Init.lecun());
    assertThat(Activation.arctan().init()).isEqualTo(Init.glorot());
  }
}
