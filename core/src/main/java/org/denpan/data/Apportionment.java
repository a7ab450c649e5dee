package org.denpan.data;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Shares a number of seats among groups in proportion to their sizes, by largest remainder
/// (Hamilton's method), so that the shares add up exactly.
final class Apportionment {
  private final int[] sizes;
  private final double[] quotas;
  private final int[] shares;

  private Apportionment(int seats, int[] sizes) {
    this.sizes = sizes;
    long all = Arrays.stream(sizes).asLongStream().sum();
    quotas = Arrays.stream(sizes).mapToDouble(size -> (double) seats * size / all).toArray();
    shares = Arrays.stream(quotas).mapToInt(quota -> (int) quota).toArray();
  }

  /// Shares between `least` and `most` of a group's size; where the bounds leave no way to give out
  /// exactly `seats`, they are widened to 0 and the size. Ties go to the earlier group.
  ///
  /// @param seats at most the sum of the sizes
  static int[] share(int seats, int[] sizes, IntUnaryOperator least, IntUnaryOperator most) {
    int[] low = Arrays.stream(sizes).map(least).toArray();
    int[] high = Arrays.stream(sizes).map(most).toArray();
    boolean possible = Arrays.stream(low).sum() <= seats && seats <= Arrays.stream(high).sum();
    Apportionment shares = new Apportionment(seats, sizes);
    return possible
        ? shares.within(low, high, seats)
        : shares.within(new int[sizes.length], sizes, seats);
  }

  private int[] within(int[] low, int[] high, int seats) {
    int given = 0;
    for (int i = 0; i < sizes.length; i++) {
      shares[i] = Math.clamp(shares[i], low[i], high[i]);
      given += shares[i];
    }
    for (; given < seats; given++) {
      shares[furthestBelow(high)]++;
    }
    for (; given > seats; given--) {
      shares[furthestAbove(low)]--;
    }
    return shares;
  }

  private int furthestBelow(int[] high) {
    int best = -1;
    for (int i = 0; i < shares.length; i++) {
      boolean further = best < 0 || quotas[i] - shares[i] > quotas[best] - shares[best];
      if (shares[i] < high[i] && further) {
        best = i;
      }
    }
    return best;
  }

  private int furthestAbove(int[] low) {
    int best = -1;
    for (int i = 0; i < shares.length; i++) {
      boolean further = best < 0 || shares[i] - quotas[i] > shares[best] - quotas[best];
      if (shares[i] > low[i] && further) {
        best = i;
      }
    }
    return best;
  }
}
