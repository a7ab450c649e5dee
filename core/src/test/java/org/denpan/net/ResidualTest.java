package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.denpan.DenpanException;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class ResidualTest {
  @Test
  void whatComesInIsAddedToWhatTheLayersMakeOfIt() {
    Network net = Network.of(Residual.of(Dense.of(2, Activation.relu())));
    Parameters p = net.allocate(2);
    float[] w = {1, -1, 2, 0, 10, 0}; // W = [[1, −1], [2, 0]], b = [10, 0]
    System.arraycopy(w, 0, p.values(), 0, w.length);
    Program program = net.compile(p, 2, 1, Workers.single(), new Seed(1));
    // u = [3 + 8 + 10, −3], f = [21, 0], y = x + f
    assertThat(program.forward(new float[] {3, 4}, 1, true, 0)).containsExactly(24, 4);

    // dy = [1, 1]: Δ = [1, 0], dx = dy + Δ·Wᵀ = [1 + 1, 1 + 2]; dW = xᵀ·Δ
    program.outputDelta()[0] = 1;
    program.outputDelta()[1] = 1;
    float[] dx = new float[2];
    program.backward(dx);
    assertThat(dx).containsExactly(2, 3);
    assertThat(program.gradients()).containsExactly(3, 0, 4, 0, 1, 0);
  }

  @Test
  void theLayersInsideCanBeWatched() {
    Program program =
        Network.parse("3 relu, residual (4 tanh, 3 relu)")
            .compile(
                Network.parse("3 relu, residual (4 tanh, 3 relu)").initialise(2, new Seed(1)),
                2,
                5,
                Workers.single(),
                new Seed(1));
    assertThat(program.layers().stream().map(LayerView::name))
        .containsExactly("dense1", "residual1.dense1", "residual1.dense2", "residual1");
    assertThat(program.layers().get(1).output()).hasSize(5 * 4);
  }

  @Test
  void theWalkNamesTheSameLayersWithoutRunningAny() {
    Network net = Network.parse("3 relu, residual (residual (3 tanh), dropout 0.5), batchnorm");
    Program program =
        net.compile(net.initialise(2, new Seed(1)), 2, 5, Workers.single(), new Seed(1));
    assertThat(net.walk())
        .isEqualTo(
            program.layers().stream().map(v -> new Network.Part(v.name(), v.layer())).toList())
        .extracting(Network.Part::name)
        .containsExactly(
            "dense1",
            "residual1.residual1.dense1",
            "residual1.residual1",
            "residual1.dropout1",
            "residual1",
            "batchnorm1");
    assertThat(net.walk()).filteredOn(part -> part.layer().drawsAtRandom()).hasSize(1);
  }

  @Test
  void aLayerInsideThatGradientsDoNotGetThroughIsNamed() {
    assertThatThrownBy(() -> Network.parse("residual (2 binarystep)").checkTrainable())
        .isInstanceOf(DenpanException.class)
        .hasMessageStartingWith("residual1.dense1 (Dense.of(2, binaryStep())): the step's");
  }
}
