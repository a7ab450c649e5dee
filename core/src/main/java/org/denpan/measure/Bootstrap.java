package org.denpan.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denpan.Quantile;
import org.denpan.Range;
import org.denpan.Seed;
import org.denpan.net.Workers;

/// How much figures depend on which rows happened to be tested: the middle 95 % of the figures of
/// resamples. Efron 1979; the percentile interval of Efron and Tibshirani 1993, chapter 13.
///
/// In a resample each row counts a Poisson(1) number of times, by a number drawn from the seed for
/// this resample and row; its own weight is multiplied by that. For more than a few rows this is
/// the draw with replacement (Hanley and MacGibbon 2006; Chamandy et al. 2012), and rows need
/// neither be copied nor drawn in order. The same seed gives the same intervals with any number of
/// threads.
///
/// A figure that noise makes larger, as the calibration error, is larger in each resample; its
/// interval is moved back by as much as the resamples' median lies above it, and not below 0.
///
/// @param resamples how often the rows are drawn
/// @param seed of the draws
public record Bootstrap(int resamples, long seed) {
  /// What is drawn where nobody said otherwise.
  public static final int RESAMPLES = 1000;

  /// Fewer for tables of which a thousand resamples would take long, but never fewer than this.
  public static final int FEWEST = 200;

  private static final long MOST_OPERATIONS = 1_500_000_000L;

  private static final double TAIL = 0.025;

  /// @throws org.denpan.DenpanException unless at least 2
  public Bootstrap {
    Range.check(resamples >= 2, "the bootstrap's resamples", resamples, "at least 2");
  }

  /// As many resamples as a measure allows to take in a few seconds: 1,000, and fewer, at least
  /// 200, from some hundred thousand rows on.
  public static Bootstrap of(Measure measure, long seed) {
    long affordable = MOST_OPERATIONS / Math.max(1, measure.cost());
    return new Bootstrap(Math.clamp(affordable, FEWEST, RESAMPLES), seed);
  }

  /// The interval of each figure; left out where a figure is defined in fewer than half of the
  /// resamples.
  ///
  /// @param weights how much each row counts
  public Map<String, Interval> intervals(Measure measure, float[] weights, Workers workers) {
    double[][] drawn = new double[resamples][];
    Seed source = new Seed(seed);
    workers.run(
        resamples,
        1,
        2 * measure.cost(),
        (from, to) -> {
          float[] counted = new float[weights.length];
          for (int i = from; i < to; i++) {
            long key = source.key("bootstrap", i);
            for (int row = 0; row < counted.length; row++) {
              counted[row] = Poisson.one(Seed.hash(key, row)) * weights[row];
            }
            drawn[i] = measure.values(counted);
          }
        });
    return middle(measure, drawn, measure.values(weights));
  }

  private Map<String, Interval> middle(Measure measure, double[][] drawn, double[] figures) {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (int i = 0; i < measure.names().size(); i++) {
      int at = i;
      String name = measure.names().get(i);
      double[] sorted =
          Arrays.stream(drawn)
              .mapToDouble(values -> values[at])
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      if (sorted.length * 2 > resamples) {
        double low = Quantile.of(sorted, TAIL);
        double high = Quantile.of(sorted, 1 - TAIL);
        double noise = measure.growsWithNoise(name) ? Quantile.of(sorted, 0.5) - figures[at] : 0;
        intervals.put(name, new Interval(noise > 0 ? Math.max(0, low - noise) : low, high - noise));
      }
    }
    return intervals;
  }
}
