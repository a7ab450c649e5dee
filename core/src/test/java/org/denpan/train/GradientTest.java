package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Program;
import org.denpan.net.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The penalties by hand, and which layer is blamed.
class GradientTest {
  private static Program program(String layers) {
    Network network = Network.parse(layers);
    Seed seed = new Seed(1);
    return network.compile(network.initialise(2, seed), 2, 1, Workers.single(), seed);
  }

  private static void set(Program program, String tensor, float... values) {
    int at = program.parameters().tensor(tensor).at();
    System.arraycopy(values, 0, program.parameters().values(), at, values.length);
  }

  /// w = [3, −4]: λ₁·7 + ½λ₂·25, and its gradient λ₁·[1, −1] + λ₂·[3, −4]; the bias has none.
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0",
    "0.5, 0, 3.5, 0.5, -0.5",
    "0, 0.25, 3.125, 0.75, -1",
    "0.5, 0.25, 6.625, 1.25, -1.5"
  })
  void penaltiesWorkedByHand(double l1, double l2, double value, float first, float second) {
    Program program = program("1 identity");
    set(program, "dense1.weight", 3, -4);
    set(program, "dense1.bias", 5);
    Gradient gradient = new Gradient(program, Loss.squaredError(), l1, l2, Workers.single());
    System.arraycopy(new float[] {10, 20, 30}, 0, program.gradients(), 0, 3);
    double norm = gradient.penalised();
    assertThat(gradient.penalties()).isCloseTo(value, within(1e-12));
    assertThat(program.gradients()).containsExactly(10 + first, 20 + second, 30);
    assertThat(norm).isCloseTo(Math.hypot(Math.hypot(10 + first, 20 + second), 30), within(1e-5));
  }

  private static void pass(Gradient gradient) {
    gradient.of(Batch.of(new float[] {0.5f, -0.5f}, new float[] {1}, 1), 0);
  }

  @Test
  void theFirstLayerWithABadWeightIsBlamed() {
    Program program = program("3 tanh, 3 tanh, 1 identity");
    Gradient gradient = new Gradient(program, Loss.squaredError(), 0, 0, Workers.single());
    set(program, "dense2.weight", Float.POSITIVE_INFINITY);
    pass(gradient);
    assertThatThrownBy(() -> gradient.checkError(Double.NaN, 12_345))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessage(
            "step 12,345: the loss is NaN; first bad layer: dense2, whose weight overflowed");
    gradient.checkError(3, 1);
  }

  @Test
  void theLastLayerWithABadGradientIsBlamedAsItComesFirstOnTheWayBack() {
    Program program = program("3 tanh, batchnorm, 3 tanh, 1 identity");
    Gradient gradient = new Gradient(program, Loss.squaredError(), 0, 0, Workers.single());
    program.gradients()[program.parameters().tensor("dense1.weight").at()] = Float.NaN;
    program.gradients()[program.parameters().tensor("dense2.bias").at() + 2] = Float.NaN;
    assertThatThrownBy(() -> gradient.checkNorm(Double.NaN, 2))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessage(
            "step 2: the gradient is no longer finite; first bad layer: dense2, whose gradient"
                + " overflowed");
    gradient.checkNorm(3, 1);
  }

  @Test
  void whereOnlyTheSumOfSquaresOverflowsTheLargestGradientIsTold() {
    Program program = program("3 tanh, 3 tanh, 1 identity");
    Gradient gradient = new Gradient(program, Loss.squaredError(), 0, 0, Workers.single());
    program.gradients()[program.parameters().tensor("dense1.weight").at() + 5] = 1e30f;
    program.gradients()[program.parameters().tensor("dense2.weight").at() + 8] = -3e35f;
    program.gradients()[program.parameters().tensor("dense3.weight").at()] = 2e35f;
    assertThatThrownBy(() -> gradient.checkNorm(gradient.penalised(), 1))
        .hasMessageEndingWith("first bad layer: dense2, whose gradient reached 3.0e+35");
  }
}
