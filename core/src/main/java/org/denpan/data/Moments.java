package org.denpan.data;

/// Mean and deviation of numbers none of which is missing; the deviation is 0 only where all are
/// equal.
record Moments(double mean, double deviation) {
  static Moments of(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double mean = 0;
    for (double v : values) {
      min = Math.min(min, v);
      max = Math.max(max, v);
      mean += v / values.length;
    }
    if (min == max) {
      return new Moments(min, 0); // the sum above may be off in its last bits
    }
    // squares of distances in units of the largest neither overflow nor vanish
    double unit = Math.max(max - mean, mean - min);
    double variance = 0;
    for (double v : values) {
      double distance = (v - mean) / unit;
      variance += distance * distance / values.length;
    }
    return new Moments(mean, unit * Math.sqrt(variance));
  }
}
