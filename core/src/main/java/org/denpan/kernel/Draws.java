package org.denpan.kernel;

/// Random bits at random access, quickly: a hash of a key and a counter in 32-bit arithmetic, which
/// every vector unit has, where the 64-bit products of [org.denpan.Seed] need the latest. The
/// rounds and their constants are those of Wellons 2018, "Prospecting for hash functions"
/// (lowbias32), with one half of the key before the first and the other before the second, so that
/// the draws of two keys are no shift of each other.
public final class Draws {
  static final int FIRST = 0x7FEB352D;
  static final int SECOND = 0x846CA68B;

  private Draws() {}

  /// 32 even bits.
  public static int bits(long key, int counter) {
    int h = counter + (int) key;
    h = (h ^ (h >>> 16)) * FIRST;
    h = (h ^ (h >>> 15) ^ (int) (key >>> 32)) * SECOND;
    return h ^ (h >>> 16);
  }

  /// The bound that draws, as numbers with a sign, stay below with this probability.
  ///
  /// @param probability in [0, 1)
  public static int threshold(double probability) {
    return (int) (Math.min((long) (probability * 0x1p32), 0xFFFFFFFFL) + Integer.MIN_VALUE);
  }
}
