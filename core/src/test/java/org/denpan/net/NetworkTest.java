package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.denpan.net.Activation.identity;
import static org.denpan.net.Activation.logistic;
import static org.denpan.net.Activation.relu;

import java.util.List;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class NetworkTest {
  /// Sets W, given as the textbook writes it ([units][inputs]), and b of a dense layer.
  private static void set(Parameters p, String layer, float[][] w, float... b) {
    Tensor weight = p.tensor(layer + ".weight");
    for (int j = 0; j < w.length; j++) {
      for (int i = 0; i < w[j].length; i++) {
        p.values()[weight.at() + i * w.length + j] = w[j][i];
      }
    }
    System.arraycopy(b, 0, p.values(), p.tensor(layer + ".bias").at(), b.length);
  }

  private static float[] run(Network network, Parameters parameters, float... x) {
    return network
        .compile(parameters, x.length, 1, Workers.single(), new Seed(1))
        .forward(x, 1)
        .clone();
  }

  @Test
  void theTextbooksLogisticLayerComesOut() {
    Network net = Network.of(Dense.of(2, logistic()));
    Parameters p = net.allocate(3);
    set(
        p,
        "dense1",
        new float[][] {
          {-0.3275861f, 0.35679815f, -0.93635564f}, {-0.3966737f, 2.45340843f, 0.80369067f}
        },
        0.73728049f,
        -0.99336306f);
    float[] y = run(net, p, 0.1f, 0.2f, 0.3f);
    assertThat((double) y[0]).isCloseTo(0.6212776701, within(1e-7));
    assertThat((double) y[1]).isCloseTo(0.4252540058, within(1e-7));
  }

  @Test
  void theTextbooksTwoLayerNetworkComesOut() {
    Network net = Network.of(Dense.of(2, logistic()), Dense.of(1, identity()));
    Parameters p = net.allocate(3);
    set(
        p,
        "dense1",
        new float[][] {
          {-0.85226586f, -0.74838968f, -0.47477658f}, {0.9893178f, -0.17452691f, 0.08049864f}
        },
        -0.1930833f,
        -1.26376165f);
    set(p, "dense2", new float[][] {{-0.79262461f, -1.11520968f}}, 1.4734070700523327f);
    assertThat((double) run(net, p, 0.1f, 0.2f, 0.3f)[0]).isCloseTo(0.9241401565, within(1e-6));
  }

  @Test
  void anIdentityLayerIsTheAffineMap() {
    Network net = Network.of(Dense.of(2, identity()));
    Parameters p = net.allocate(3);
    set(p, "dense1", new float[][] {{1, 2, 3}, {4, 5, 6}}, 7, 8);
    // half of the textbook's [42, 80], whose unit doubles
    assertThat(run(net, p, 1, 2, 3)).containsExactly(21, 40);
  }

  @Test
  void wordsMakeANetworkThatPrintsAsItsConstructor() {
    Network net = Network.parse("64 relu, dropout 0.2,batchnorm , 32 sigmoid");
    assertThat(net)
        .isEqualTo(
            Network.of(
                Dense.of(64, relu()), Dropout.of(0.2), BatchNorm.of(), Dense.of(32, logistic())));
    assertThat(net)
        .hasToString(
            "Network.of(Dense.of(64, relu()), Dropout.of(0.2), BatchNorm.of(), Dense.of(32,"
                + " logistic()))");
    assertThat(net.names()).containsExactly("dense1", "dropout1", "batchnorm1", "dense2");
    assertThat(net.parameterCount(10)).isEqualTo(10 * 64 + 64 + 2 * 64 + 64 * 32 + 32);
  }

  @Test
  void noWordsMakeALinearModel() {
    assertThat(Network.parse("").layers()).isEmpty();
  }

  @Test
  void wrongWordsAreAnsweredWithTheNearestRightOne() {
    assertThatThrownBy(() -> Network.parse("64 rleu"))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("unknown activation 'rleu'; did you mean 'relu'?");
    assertThatThrownBy(() -> Network.parse("64 relu, dropuot 0.2"))
        .hasMessageContaining("unknown layer 'dropuot'; did you mean 'dropout'?");
    assertThatThrownBy(() -> Network.parse("64"))
        .hasMessageContaining("layer '64' lacks its activation, as in '64 relu'");
    assertThatThrownBy(() -> Network.parse("64 relu,,32 relu"))
        .hasMessageContaining("layer 2 is empty");
    assertThatThrownBy(() -> Network.parse("0 relu"))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at least 1 unit, got 0");
    assertThatThrownBy(() -> Network.parse("99999999999 relu")).hasMessageContaining("too many");
    assertThatThrownBy(() -> Network.parse("dropout 1.5"))
        .hasMessageContaining("must be in [0, 1), got 1.5");
    assertThatThrownBy(() -> Network.parse("dropout")).hasMessageContaining("needs rate");
    for (String turned : List.of("relu 64", "64relu")) {
      assertThatThrownBy(() -> Network.parse(turned)).hasMessageContaining("as in '64 relu'");
    }
    assertThatThrownBy(() -> Network.parse("dense 64 relu")).hasMessageContaining("64 relu");
    assertThatThrownBy(() -> Network.parse("residual 64 relu"))
        .hasMessageContaining("residual (64 relu, 64 identity)");
    assertThatThrownBy(() -> Network.parse("block (64 relu)"))
        .hasMessageContaining("only a block has brackets: residual (");
    assertThatThrownBy(() -> Network.parse("residual (64 relu"))
        .hasMessageContaining("'(' without its ')'");
    assertThatThrownBy(() -> Network.parse("64 relu), 3 relu"))
        .hasMessageContaining("')' without its '('");
    assertThatThrownBy(() -> Network.parse("residual ()")).hasMessageContaining("needs layers");
    assertThatThrownBy(() -> Network.parse("8 relu, residual (4 relu)").outputs(3))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("8 numbers come in and 4 go out; give its last layer 8 units");
  }

  @Test
  void anActivationMayStandAloneAndBlocksHoldLayers() {
    Network net =
        Network.parse("8 identity, batchnorm, relu, residual (6 tanh, layernorm, 8 relu)");
    assertThat(net)
        .isEqualTo(
            Network.of(
                Dense.of(8, Activation.identity()),
                BatchNorm.of(),
                relu(),
                Residual.of(Dense.of(6, Activation.tanh()), LayerNorm.of(), Dense.of(8, relu()))));
    assertThat(net.outputs(3)).isEqualTo(8);
    assertThat(net.layout(3).stream().map(Tensor::fullName))
        .contains("residual1.dense1.weight", "residual1.layernorm1.gamma", "residual1.dense2.bias")
        .doesNotContain("relu1.weight");
  }

  @Test
  void eachWeightIsDrawnByItsOwnNameSoThatLayersDoNotDependOnEachOther() {
    Seed seed = new Seed(9);
    Parameters shallow = Network.parse("5 relu").initialise(4, seed);
    Parameters deep = Network.parse("5 relu, 3 relu").initialise(4, seed);
    assertThat(deep.values()).startsWith(shallow.values());
    assertThat(shallow.sha256())
        .isNotEqualTo(Network.parse("5 relu").initialise(4, new Seed(8)).sha256());
  }

  @Test
  void whatANetworkHoldsIsFoundByNameAndCounted() {
    Network net = Network.parse("5 relu, batchnorm, 3 tanh");
    assertThat(net.outputs(4)).isEqualTo(3);
    Parameters p = net.allocate(4);
    assertThat(p.tensor("dense1.bias").shape()).containsExactly(5);
    assertThat(p.learnt()).isEqualTo(4 * 5 + 5 + 2 * 5 + 5 * 3 + 3);
    assertThat(p.values()).hasSize(p.learnt() + 2 * 5);
    assertThatThrownBy(() -> p.tensor("dense1.biases"))
        .hasMessageContaining("no tensor dense1.biases");
    Program program = net.compile(p, 4, 6, Workers.single(), new Seed(1));
    assertThat(program.inputs()).isEqualTo(4);
    assertThat(program.outputs()).isEqualTo(3);
    assertThat(program.maxRows()).isEqualTo(6);
  }

  @Test
  void aLayerOfMoreWeightsThanOneArrayHoldsIsRefused() {
    // 16383 · 16385 = 2²⁸ − 1
    assertThat(Dense.of(16383, relu()).parameters(16385, Optional.empty())).hasSize(2);
    assertThatThrownBy(() -> Dense.of(16384, relu()).parameters(16385, Optional.empty()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("16,384 units on 16,385 inputs has 268,451,840 weights");
    assertThatThrownBy(() -> Dense.of(1 << 20, relu()).parameters(1 << 20, Optional.empty()))
        .hasMessageContaining("1,099,511,627,776 weights");
  }

  @Test
  void initialisersHaveTheirPublishedSpread() {
    assertThat(deviation(Init.he())).isCloseTo(Math.sqrt(2.0 / 300), within(5e-4));
    assertThat(deviation(Init.glorot())).isCloseTo(Math.sqrt(2.0 / 500), within(5e-4));
    assertThat(deviation(Init.normal(0.01))).isCloseTo(0.01, within(1e-4));
  }

  private static double deviation(Init init) {
    Network net = Network.of(Dense.of(200, relu())).init(init);
    Parameters p = net.initialise(300, new Seed(4));
    double squares = 0;
    for (int i = 0; i < 300 * 200; i++) {
      squares += (double) p.values()[i] * p.values()[i];
    }
    for (int i = 300 * 200; i < p.values().length; i++) {
      assertThat(p.values()[i]).as("bias").isZero();
    }
    return Math.sqrt(squares / (300 * 200));
  }

  @Test
  void aProgramRefusesWhatDoesNotFit() {
    Network net = Network.of(Dense.of(2, relu()));
    Program program = net.compile(net.allocate(3), 3, 4, Workers.single(), new Seed(1));
    assertThatThrownBy(() -> program.forward(new float[15], 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("1 to 4 rows of 3 inputs, got 5 rows");
    assertThatThrownBy(() -> program.forward(new float[2], 1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() ->
            Network.of().compile(Network.of().allocate(3), 3, 4, Workers.single(), new Seed(1)))
        .hasMessageContaining("without layers");
  }
}
