package org.denpan.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class TemperatureTest {
  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void ofLogitsOfOneSizeItIsWorkedByHand() {
    // three of four right at ±4: logistic(4/T) = 3/4, so 4/T = ln 3
    assertThat(
            Temperature.fit(new float[] {4, 4, -4, 4}, 1, new float[] {1, 1, 0, 0}, ones(4))
                .orElseThrow())
        .isCloseTo(4 / Math.log(3), within(1e-9));
    // a wrong row that counts three times: as often right as wrong, however unsure
    assertThat(
            Temperature.fit(
                new float[] {4, 4, -4, 4}, 1, new float[] {1, 1, 0, 0}, new float[] {1, 1, 1, 3}))
        .isEmpty();
    // of three classes: 3/5 right at (2, 0, 0): e^(2/T)/(e^(2/T) + 2) = 3/5, so 2/T = ln 3
    assertThat(
            Temperature.fit(
                    new float[] {2, 0, 0, 2, 0, 0, 2, 0, 0, 2, 0, 0, 2, 0, 0},
                    3,
                    new float[] {0, 0, 0, 1, 2},
                    ones(5))
                .orElseThrow())
        .isCloseTo(2 / Math.log(3), within(1e-9));
  }

  @Test
  void noOtherTemperatureHasALowerLogLoss() {
    Seed.Stream random = new Seed(5).stream("logits");
    float[] logits = new float[900];
    float[] known = new float[300];
    for (int row = 0; row < 300; row++) {
      for (int k = 0; k < 3; k++) {
        logits[3 * row + k] = (float) (3 * random.nextGaussian());
      }
      int likely = random.nextInt(3);
      logits[3 * row + likely] += 2;
      known[row] = random.nextInt(3) > 0 ? likely : random.nextInt(3);
    }
    double t = Temperature.fit(logits, 3, known, ones(300)).orElseThrow();
    double least = logLoss(logits, known, t);
    for (double other : new double[] {0.9 * t, 0.99 * t, 1.01 * t, 1.1 * t, 1}) {
      assertThat(logLoss(logits, known, other)).as("T = %s", other).isGreaterThan(least);
    }
  }

  private static double logLoss(float[] logits, float[] known, double t) {
    double sum = 0;
    for (int row = 0; row < known.length; row++) {
      double total = 0;
      for (int k = 0; k < 3; k++) {
        total += Math.exp(logits[3 * row + k] / t);
      }
      sum += Math.log(total) - logits[3 * row + (int) known[row]] / t;
    }
    return sum;
  }

  @Test
  void rowsThatAreAllRightDoNotDetermineIt() {
    assertThat(Temperature.fit(new float[] {1, -1}, 1, new float[] {1, 0}, ones(2))).isEmpty();
  }

  @Test
  void hugeLogitsDoNoHarm() {
    assertThat(
            Temperature.fit(
                new float[] {1e3f, 1e3f, -1e3f, 1e3f}, 1, new float[] {1, 1, 0, 0}, ones(4)))
        .isEmpty(); // T would be 910
    assertThat(
            Temperature.fit(new float[] {40, 40, -40, 40}, 1, new float[] {1, 1, 0, 0}, ones(4))
                .orElseThrow())
        .isCloseTo(40 / Math.log(3), within(1e-7));
  }
}
