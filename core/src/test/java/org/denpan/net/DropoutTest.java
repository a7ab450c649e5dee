package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int ROWS = 100;
  private static final int WIDTH = 50;

  private static float[] ones(long seed, long step, boolean training) {
    Network net = Network.of(Dropout.of(0.25));
    Program program =
        net.compile(net.allocate(WIDTH), WIDTH, ROWS, Workers.single(), new Seed(seed));
    float[] x = new float[ROWS * WIDTH];
    Arrays.fill(x, 1f);
    return program.forward(x, ROWS, training, step).clone();
  }

  @Test
  void dropsTheStatedShareAndKeepsTheMean() {
    float[] y = ones(1, 0, true);
    long dropped = 0;
    for (float v : y) {
      assertThat(v).isIn(0f, (float) (1 / 0.75));
      dropped += v == 0 ? 1 : 0;
    }
    assertThat(dropped / 5000.0).isCloseTo(0.25, within(0.02));
  }

  @Test
  void whatIsDroppedFollowsFromSeedAndStepAlone() {
    assertThat(ones(1, 7, true)).isEqualTo(ones(1, 7, true));
    assertThat(ones(1, 7, true)).isNotEqualTo(ones(1, 8, true));
    assertThat(ones(1, 7, true)).isNotEqualTo(ones(2, 7, true));
  }

  @Test
  void inferenceDropsNothing() {
    assertThat(ones(1, 0, false)).containsOnly(1f);
  }

  @Test
  void theRateIsAProbabilityBelowOne() {
    assertThat(Dropout.of(0).rate()).isZero();
    for (double wrong : new double[] {1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> Dropout.of(wrong)).hasMessageContaining("[0, 1), got " + wrong);
    }
  }

  /// What is dropped going up is dropped coming down, and the kept gradient is scaled alike.
  @Test
  void theGradientPassesWhereTheValuePassed() {
    Network net = Network.of(Dropout.of(0.5));
    Program program = net.compile(net.allocate(4), 4, 9, Workers.single(), new Seed(5));
    float[] x = new float[9 * 4];
    Arrays.fill(x, 1f);
    float[] y = program.forward(x, 9, true, 3).clone();
    assertThat(y).contains(0f, 2f);
    Arrays.fill(program.outputDelta(), 1f);
    float[] dx = new float[9 * 4];
    program.backward(dx);
    assertThat(dx).isEqualTo(y);
  }
}
