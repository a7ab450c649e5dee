package org.denpan;

import java.nio.charset.StandardCharsets;

/// The one source of chance. Every random number is drawn by *name and counter*, never by the order
/// of drawing: `seed.stream("shuffle", epoch)` gives the same numbers whatever else was drawn
/// before, on any thread and any machine.
///
/// The generator is SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
/// generators"), whose n-th number is a hash of start + n·γ.
public record Seed(long value) {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /// A stream of its own for this name and these counters.
  public Stream stream(String name, long... counters) {
    return new Stream(key(name, counters));
  }

  /// The key of [#stream], for those who hash counters themselves ([#hash]).
  public long key(String name, long... counters) {
    long key = mix(value + GAMMA);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      key = mix(key + GAMMA + b);
    }
    for (long counter : counters) {
      key = mix(key ^ mix(counter + GAMMA));
    }
    return key;
  }

  /// The `counter`-th number under `key`: 64 even bits, at random access.
  public static long hash(long key, long counter) {
    return mix(key + (counter + 1) * GAMMA);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Random numbers in sequence. Not thread-safe; make one wherever one is needed.
  public static final class Stream {
    private final long key;
    private long drawn;

    private Stream(long key) {
      this.key = key;
    }

    /// 64 even bits.
    public long nextLong() {
      return hash(key, drawn++);
    }

    /// Even in [0, bound), without bias.
    public int nextInt(int bound) {
      if (bound <= 0) {
        throw new IllegalArgumentException("bound must be positive, got " + bound);
      }
      long limit = (1L << 32) - (1L << 32) % bound;
      long bits;
      do {
        bits = nextLong() >>> 32;
      } while (bits >= limit);
      return (int) (bits % bound);
    }

    /// Even in [0, 1), 53 bits.
    public double nextDouble() {
      return (nextLong() >>> 11) * 0x1p-53;
    }

    /// Even in [from, to).
    public double nextDouble(double from, double to) {
      return from + (to - from) * nextDouble();
    }

    /// Normal with mean 0 and deviation 1 (Box and Muller 1958; `StrictMath`, so that all machines
    /// agree).
    public double nextGaussian() {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
      return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /// Different indices below `size` in rising order, one from each of `count` parts of equal
    /// size; all of them where there are no more.
    public int[] spread(int size, int count) {
      int[] spread = new int[Math.min(size, count)];
      for (int i = 0; i < spread.length; i++) {
        int from = (int) ((long) i * size / spread.length);
        int to = (int) ((i + 1L) * size / spread.length);
        spread[i] = from + nextInt(to - from);
      }
      return spread;
    }

    /// Puts the indices into an even random order (Fisher and Yates; Durstenfeld 1964).
    public void shuffle(int[] indices) {
      for (int i = indices.length - 1; i > 0; i--) {
        int j = nextInt(i + 1);
        int kept = indices[i];
        indices[i] = indices[j];
        indices[j] = kept;
      }
    }
  }
}
