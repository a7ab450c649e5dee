package org.denpan.web.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// How often which values occurred, in fixed buckets. Many threads may record at once, without a
/// lock.
///
/// The values are whole numbers of a small unit, such as nanoseconds, and are told in a larger one,
/// such as seconds: a sum of whole numbers does not drift.
public final class Histogram {
  /// Latencies, from 50 µs to 10 s, recorded in nanoseconds and told in seconds.
  private static final double[] SECONDS = {
    5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private static final long A_SECOND = 1_000_000_000;

  private final long unit;
  private final long[] bounds;
  private final LongAdder[] counts;
  private final LongAdder sum = new LongAdder();

  private Histogram(long unit, long[] bounds) {
    this.unit = unit;
    this.bounds = bounds;
    counts = Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
  }

  /// Of durations in nanoseconds, told in seconds.
  public static Histogram ofNanoseconds() {
    return new Histogram(
        A_SECOND, Arrays.stream(SECONDS).mapToLong(s -> Math.round(s * A_SECOND)).toArray());
  }

  /// Of sizes, in buckets of the powers of two up to `most`.
  public static Histogram ofSizes(int most) {
    int buckets = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, most) - 1) + 1;
    long[] bounds = new long[buckets];
    Arrays.setAll(bounds, i -> 1L << i);
    return new Histogram(1, bounds);
  }

  /// Counts a value; one below 0 counts as 0, since clocks may be set back.
  public void record(long value) {
    long counted = Math.max(0, value);
    int bucket = 0;
    while (bucket < bounds.length && counted > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(counted);
  }

  /// How many values were counted.
  public long count() {
    return Arrays.stream(counts).mapToLong(LongAdder::sum).sum();
  }

  int buckets() {
    return counts.length;
  }

  /// The upper bound of a bucket, which belongs to it; the last has none, which is infinity.
  double bound(int bucket) {
    return bucket == bounds.length ? Double.POSITIVE_INFINITY : (double) bounds[bucket] / unit;
  }

  long count(int bucket) {
    return counts[bucket].sum();
  }

  double sum() {
    return (double) sum.sum() / unit;
  }
}
