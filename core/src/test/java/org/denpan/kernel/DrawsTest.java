package org.denpan.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What dropout takes for chance, beside the bounds of the binomial distribution. The draws are
/// fixed, so that a test that passes once passes always; 4.5 deviations are passed by chance once
/// in 150,000.
class DrawsTest {
  private static final int ROWS = 128;
  private static final int COLUMNS = 256;
  private static final int SIZE = ROWS * COLUMNS;
  private static final int STEPS = 32;
  private static final double BOUND = 4.5;

  /// As dropout makes its keys: by layer, then by step.
  private static long key(String layer, long step) {
    return Seed.hash(new Seed(11).key(layer), step);
  }

  private static boolean[] dropped(String layer, long step, double rate) {
    int threshold = Draws.threshold(rate);
    boolean[] dropped = new boolean[SIZE];
    for (int i = 0; i < SIZE; i++) {
      dropped[i] = Draws.bits(key(layer, step), i) < threshold;
    }
    return dropped;
  }

  /// How many deviations a count of `n` draws is from its mean.
  private static double deviations(long count, long n, double probability) {
    return (count - n * probability) / Math.sqrt(n * probability * (1 - probability));
  }

  private static long both(boolean[] a, boolean[] b, int lag) {
    long count = 0;
    for (int i = 0; i < SIZE - lag; i++) {
      count += a[i] && b[i + lag] ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.2, 0.1, 0.01})
  void asManyAreDroppedAsTheRateSaysInEveryStepRowAndColumn(double rate) {
    int[] rows = new int[ROWS];
    int[] columns = new int[COLUMNS];
    long all = 0;
    for (int step = 0; step < STEPS; step++) {
      boolean[] dropped = dropped("dropout1", step, rate);
      long here = 0;
      for (int i = 0; i < SIZE; i++) {
        int one = dropped[i] ? 1 : 0;
        here += one;
        rows[i / COLUMNS] += one;
        columns[i % COLUMNS] += one;
      }
      assertThat(deviations(here, SIZE, rate)).isBetween(-BOUND, BOUND);
      all += here;
    }
    assertThat(deviations(all, (long) STEPS * SIZE, rate)).isBetween(-BOUND, BOUND);
    double spread = 0;
    for (int row : rows) {
      double z = deviations(row, (long) STEPS * COLUMNS, rate);
      assertThat(z).isBetween(-BOUND, BOUND);
      spread += z * z / (ROWS + COLUMNS);
    }
    for (int column : columns) {
      double z = deviations(column, (long) STEPS * ROWS, rate);
      assertThat(z).isBetween(-BOUND, BOUND);
      spread += z * z / (ROWS + COLUMNS);
    }
    // neither more alike nor less than chance makes them: 1 ± 5·√(2/384)
    assertThat(spread).isBetween(0.64, 1.36);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.2})
  void neighboursRowsStepsAndLayersAreIndependent(double rate) {
    for (int step = 0; step < STEPS; step++) {
      boolean[] dropped = dropped("dropout1", step, rate);
      for (int lag : new int[] {1, 2, 3, 4, 8, 16, 32, 64, 128, 255, COLUMNS, 2 * COLUMNS, 4096}) {
        assertThat(pairs(both(dropped, dropped, lag), lag, rate)).isBetween(-BOUND, BOUND);
      }
      boolean[] later = dropped("dropout1", step + 1, rate);
      boolean[] elsewhere = dropped("dropout2", step, rate);
      for (int lag : new int[] {0, 1, 2, COLUMNS}) {
        assertThat(pairs(both(dropped, later, lag), lag, rate)).isBetween(-BOUND, BOUND);
        assertThat(pairs(both(dropped, elsewhere, lag), lag, rate)).isBetween(-BOUND, BOUND);
      }
    }
  }

  private static double pairs(long both, int lag, double rate) {
    // pairs overlap, which widens the deviation of their number a little
    double widening = Math.sqrt((1 + 3 * rate) / (1 + rate));
    return deviations(both, SIZE - lag, rate * rate) / widening;
  }

  @Test
  void everyBitIsSetInHalfOfTheDraws() {
    int[] set = new int[32];
    for (int i = 0; i < SIZE; i++) {
      int bits = Draws.bits(key("dropout1", 3), i);
      for (int bit = 0; bit < 32; bit++) {
        set[bit] += (bits >>> bit) & 1;
      }
    }
    for (int count : set) {
      assertThat(deviations(count, SIZE, 0.5)).isBetween(-BOUND, BOUND);
    }
  }

  @Test
  void aThresholdLeavesTheProbabilityBelowIt() {
    assertThat(Draws.threshold(0)).as("nothing is below").isEqualTo(Integer.MIN_VALUE);
    assertThat(Draws.threshold(0.5)).isZero();
    assertThat(Draws.threshold(0.25)).isEqualTo(-(1 << 30));
    assertThat(Draws.threshold(Math.nextDown(1.0))).isEqualTo(Integer.MAX_VALUE);
  }
}
