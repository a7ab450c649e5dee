package org.denpan.data;

/// Mean and deviation of numbers none of which is missing; the deviation is 0 only where all are
/// equal.
record Moments(double mean, double deviation) {
  static Moments of(double[] values) {
    Sums sums = new Sums();
    for (double v : values) {
      sums.add(v);
    }
    return sums.moments();
  }

  /// Gathers numbers one by one, so that it does not matter in what pieces they come. Parts of
  /// equal size are summed up for themselves and joined as in Chan, Golub and LeVeque 1983, in
  /// units of their own, so that huge values neither overflow nor vanish.
  static final class Sums {
    private static final int PART = 4096;

    private final double[] part = new double[PART];
    private int filled;
    private long count;
    private Moments joined = new Moments(0, 0);

    void add(double value) {
      part[filled++] = value;
      if (filled == PART) {
        join();
      }
    }

    Moments moments() {
      if (filled > 0) {
        join();
      }
      return joined;
    }

    private void join() {
      Moments of = of(part, filled);
      joined = count == 0 ? of : join(joined, count, of, filled);
      count += filled;
      filled = 0;
    }

    private static Moments join(Moments a, long rows, Moments b, long more) {
      double distance = b.mean - a.mean;
      double unit = Math.max(Math.abs(distance), Math.max(a.deviation, b.deviation));
      if (unit == 0) {
        return a;
      }
      double share = (double) more / (rows + more);
      double da = a.deviation / unit;
      double db = b.deviation / unit;
      double d = distance / unit;
      double variance = (1 - share) * da * da + share * db * db + (1 - share) * share * d * d;
      return new Moments(a.mean + share * distance, unit * Math.sqrt(variance));
    }

    private static Moments of(double[] values, int count) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double mean = 0;
      for (int i = 0; i < count; i++) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
        mean += values[i] / count;
      }
      if (min == max) {
        return new Moments(min, 0); // the sum above may be off in its last bits
      }
      // squares of distances in units of the largest neither overflow nor vanish
      double unit = Math.max(max - mean, mean - min);
      double variance = 0;
      for (int i = 0; i < count; i++) {
        double distance = (values[i] - mean) / unit;
        variance += distance * distance / count;
      }
      return new Moments(mean, unit * Math.sqrt(variance));
    }
  }
}
