package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.denpan.Seed;
import org.junit.jupiter.api.Test;

/// Numbers worked by hand after Ba, Kiros and Hinton 2016.
class LayerNormTest {
  private final Network net = Network.of(new LayerNorm(0.5));
  private final Parameters parameters = net.initialise(4, new Seed(1));
  private final Program program = net.compile(parameters, 4, 3, Workers.single(), new Seed(1));

  @Test
  void everyRowIsBroughtToMeanZeroByItself() {
    // mean 3, variance (4 + 0 + 1 + 1)/4 = 1.5, √(1.5 + 0.5) = √2; the second row has no deviation
    float[] y = program.forward(new float[] {1, 3, 4, 4, 7, 7, 7, 7}, 2);
    double root = Math.sqrt(2);
    assertThat(new double[] {y[0], y[1], y[2], y[3]})
        .containsExactly(new double[] {-2 / root, 0, 1 / root, 1 / root}, within(1e-6));
    assertThat(y).endsWith(new float[8]); // the rest of the buffer is a third row, empty
    assertThat(new float[] {y[4], y[5], y[6], y[7]}).containsOnly(0);
  }

  @Test
  void itIsTheSameInTrainingAlsoForASingleRow() {
    float[] x = {1, 3, 4, 4};
    float[] inference = program.forward(x, 1).clone();
    assertThat(program.forward(x, 1, true, 0)).containsExactly(inference);
  }

  @Test
  void gammaAndBetaScaleAndShift() {
    parameters.values()[parameters.tensor("layernorm1.gamma").at() + 2] = 3;
    parameters.values()[parameters.tensor("layernorm1.beta").at() + 2] = -1;
    float[] y = program.forward(new float[] {1, 3, 4, 4}, 1);
    assertThat((double) y[2]).isCloseTo(3 / Math.sqrt(2) - 1, within(1e-6));
    assertThat((double) y[3]).isCloseTo(1 / Math.sqrt(2), within(1e-6));
  }
}
