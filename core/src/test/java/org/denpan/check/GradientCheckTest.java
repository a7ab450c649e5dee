package org.denpan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.denpan.Seed;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameter;
import org.denpan.net.Pass;
import org.denpan.net.Reference;
import org.denpan.net.Step;
import org.denpan.net.Wiring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 identity",
        "3 identity",
        "8 relu, 3 identity",
        "8 logistic, 7 tanh, 6 relu, 3 identity",
        "5 softmax, 4 identity",
        "6 tanh, batchnorm, 5 relu, 3 identity",
        "12 relu, dropout 0.4, 3 identity",
        "6 prelu, 6 prelu shared=true, prelu, 3 identity",
        "6 leakyrelu, 6 elu, 6 selu, 6 arctan, 3 identity",
        "6 softplus, 6 silu, 6 gelu, 3 identity",
        "5 identity, elu, layernorm, gelu, residual (5 prelu, silu), 3 identity",
        "batchnorm, 4 logistic, batchnorm, dropout 0.1, 4 tanh, 2 identity",
        "5 identity, layernorm, relu, layernorm, softmax, 3 identity",
        "residual (4 tanh, 5 relu), residual (5 tanh), layernorm, 4 identity",
        "7 relu, residual (9 logistic, residual (9 tanh), layernorm, 7 identity), 2 identity",
        "9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 9 tanh, 2 identity"
      })
  void everyNetworkPassesWithEveryLoss(String layers) {
    int outputs = Network.parse(layers).outputs(5);
    for (Loss loss : List.of(Loss.squaredError(), Loss.binaryCrossEntropy(), Loss.crossEntropy())) {
      if (!loss.takes(loss.example(outputs, new Seed(1).stream("a")).length, outputs)) {
        continue; // cross-entropy of one class
      }
      assertThat(GradientCheck.of(Network.parse(layers), 5, loss, 11).run())
          .isNotEmpty()
          .allSatisfy(f -> assertThat(f.passed()).as("%s %s", loss, f).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50 logistic, 10 identity",
        "16 logistic, 16 logistic, 16 logistic, 16 logistic, 3 identity",
        "16 logistic, 16 logistic, 16 logistic, 16 logistic, 16 logistic, 16 logistic, 3 identity"
      })
  void tinyGradientsAreNoFalseAlarm(String layers) {
    Network net = Network.parse(layers);
    for (int seed = 1; seed <= 5; seed++) {
      for (Network each : List.of(net, net.init(Init.normal(0.01)))) {
        assertThat(GradientCheck.of(each, 100, Loss.crossEntropy(), seed).run())
            .allSatisfy(f -> assertThat(f.passed()).as("%s %s", each, f).isTrue());
      }
    }
  }

  @Test
  void theCheckLeavesTheModelAsItWas() {
    Network net = Network.parse("batchnorm, 2 identity");
    var parameters = net.initialise(3, new Seed(1));
    String before = parameters.sha256();
    GradientCheck.of(net, 3, Loss.squaredError(), 1).run(parameters);
    assertThat(parameters.sha256()).isEqualTo(before);
  }

  @Test
  void aPlantedErrorOfOnePercentInOneDerivativeIsFound() {
    assertThat(check(1.0)).allMatch(GradientCheck.Finding::passed);
    assertThat(check(1.01))
        .filteredOn(f -> !f.passed())
        .extracting(GradientCheck.Finding::name)
        .containsExactly("scale1.factor");
  }

  /// |1.01g − g| / |1.01g| = 0.0099, at a value of the tensor where fast is 1.01 times numeric.
  @Test
  void aFindingTellsTheLargestRelativeErrorAndWhereItIs() {
    GradientCheck.Finding finding =
        check(1.01).stream()
            .filter(f -> f.name().equals("scale1.factor"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.worst()).isCloseTo(0.01 / 1.01, within(1e-4));
    assertThat(finding.fast() / finding.numeric()).isCloseTo(1.01, within(1e-4));
    assertThat(finding.checked()).isEqualTo(6);
    assertThat(finding.index()).isBetween(0, 5);
  }

  @Test
  void ofALargeTensorTheSeedDrawsWhichValuesAreChecked() {
    Network net = Network.of(Dense.of(300, Activation.identity()), Dense.of(1, Activation.tanh()));
    Set<Integer> where = new TreeSet<>();
    for (int seed = 1; seed <= 10; seed++) {
      GradientCheck.Finding bias = GradientCheck.of(net, 1, Loss.squaredError(), seed).run().get(1);
      assertThat(bias.checked()).isEqualTo(64);
      where.add(bias.index());
    }
    assertThat(where).hasSizeGreaterThan(5).anyMatch(index -> index >= 64);
    assertThat(where).allMatch(index -> index >= 0 && index < 300);
  }

  private static List<GradientCheck.Finding> check(double error) {
    Network net =
        Network.of(
            Dense.of(6, Activation.tanh()), new Scale(error), Dense.of(2, Activation.identity()));
    return GradientCheck.of(net, 4, Loss.squaredError(), 3).run();
  }

  /// y = factor ∘ x, a user's own layer; its derivative for `factor` is wrong by `error`.
  record Scale(double error) implements Layer.Custom {
    @Override
    public int outputs(int inputs) {
      return inputs;
    }

    @Override
    public List<Parameter> parameters(int inputs, Optional<Init> init) {
      return List.of(
          new Parameter("factor", List.of(inputs), Init.normal(1), Parameter.Role.WEIGHT));
    }

    @Override
    public double[] formula(Reference reference, double[] x) {
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] = reference.parameter("factor")[i % reference.inputs()] * x[i];
      }
      return y;
    }

    @Override
    public Step compile(Wiring wiring) {
      int width = wiring.inputs();
      int at = wiring.tensor("factor").at();
      float[] values = wiring.parameters().values();
      float[] gradients = wiring.gradients();
      return new Step() {
        @Override
        public void forward(Pass pass, float[] x, float[] y) {
          for (int i = 0; i < pass.rows() * width; i++) {
            y[i] = values[at + i % width] * x[i];
          }
        }

        @Override
        public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
          java.util.Arrays.fill(gradients, at, at + width, 0f);
          for (int i = 0; i < pass.rows() * width; i++) {
            gradients[at + i % width] += (float) error * dy[i] * x[i];
            if (dx.length > 0) {
              dx[i] = values[at + i % width] * dy[i];
            }
          }
        }
      };
    }
  }
}
