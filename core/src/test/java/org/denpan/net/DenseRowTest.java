package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A program for one row leaves zeros out, and nobody can tell.
class DenseRowTest {
  private static final int INPUTS = 40;
  private static final Network NET = Network.of(Dense.of(33, Activation.identity()));

  private final Parameters parameters = NET.initialise(INPUTS, new Seed(3));
  private final float[] values = parameters.values();
  private final int bias = parameters.tensor("dense1.bias").at();

  private int[] inBatch(float[] x) {
    float[] two = Arrays.copyOf(x, 2 * INPUTS);
    return bits(NET.compileForInference(parameters, INPUTS, 2, Workers.single()).forward(two, 2));
  }

  private int[] alone(float[] x) {
    return bits(NET.compileForInference(parameters, INPUTS, 1, Workers.single()).forward(x, 1));
  }

  private static int[] bits(float[] y) {
    int[] bits = new int[33];
    Arrays.setAll(bits, j -> Float.floatToIntBits(y[j]));
    return bits;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
  void aRowAloneHasTheBitsOfTheRowInABatch(double zeros) {
    Seed.Stream random = new Seed(4).stream("x");
    for (int round = 0; round < 50; round++) {
      float[] x = new float[INPUTS];
      for (int k = 0; k < INPUTS; k++) {
        float zero = random.nextInt(2) == 0 ? 0f : -0f;
        x[k] = random.nextDouble() < zeros ? zero : (float) random.nextGaussian();
      }
      assertThat(alone(x)).containsExactly(inBatch(x));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aWeightThatIsNoNumberShowsBehindAZeroToo(float weight) {
    values[7] = weight;
    float[] x = new float[INPUTS];
    assertThat(alone(x)).containsExactly(inBatch(x));
    assertThat(alone(x)[7]).isEqualTo(Float.floatToIntBits(Float.NaN));
  }

  @Test
  void theSignOfAZeroThatUnderflowedIsKeptWithABiasOfMinusZero() {
    Arrays.fill(values, 0, bias, 1f);
    values[0] = -1e-30f;
    values[bias] = -0f;
    float[] x = new float[INPUTS];
    x[0] = 1e-30f;
    assertThat(alone(x)).containsExactly(inBatch(x));
    assertThat(alone(x)[0]).as("−0 + 0·1 = 0, and 0 + −0 = 0").isZero();
  }

  @Test
  void aNaNAmongTheInputsIsNoZero() {
    float[] x = new float[INPUTS];
    x[3] = Float.NaN;
    assertThat(alone(x)).containsExactly(inBatch(x)).containsOnly(Float.floatToIntBits(Float.NaN));
  }
}
