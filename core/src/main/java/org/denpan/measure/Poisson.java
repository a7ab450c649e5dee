package org.denpan.measure;

/// Poisson numbers of mean 1 from even bits.
final class Poisson {
  private static final int CELLS = 256;

  /// 2³²·P(X ≤ k).
  private static final long[] UP_TO = new long[13];

  /// The number for the first eight bits, or −1 where they do not decide.
  private static final byte[] BY_CELL = new byte[CELLS];

  static {
    double term = StrictMath.exp(-1);
    double sum = 0;
    for (int k = 0; k < UP_TO.length; k++) {
      sum += term;
      term /= k + 1;
      UP_TO[k] = k + 1 == UP_TO.length ? 1L << 32 : Math.round(sum * 0x1p32);
    }
    for (int cell = 0; cell < CELLS; cell++) {
      int first = search((long) cell << 24);
      int last = search(((cell + 1L) << 24) - 1);
      BY_CELL[cell] = (byte) (first == last ? first : -1);
    }
  }

  private Poisson() {}

  private static int search(long bits) {
    int k = 0;
    while (bits >= UP_TO[k]) {
      k++;
    }
    return k;
  }

  /// The number that belongs to the upper 32 bits.
  static int one(long bits) {
    int byCell = BY_CELL[(int) (bits >>> 56)];
    return byCell >= 0 ? byCell : search(bits >>> 32);
  }
}
