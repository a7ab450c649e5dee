package org.denpan.cli;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// Measures pieces of work, each in its turn, over and over: the first half of the time warms up,
/// or more of it where a piece takes long.
final class Stopwatch {
  /// After so many runs the compiler has seen what there is.
  private static final int WARM_RUNS = 20;

  /// How many times its time a warm-up may take.
  private static final int PATIENCE = 5;

  private final double seconds;
  private final BooleanSupplier stop;

  /// @param seconds how long all is repeated
  /// @param stop asked whether to end at once
  Stopwatch(double seconds, BooleanSupplier stop) {
    this.seconds = seconds;
    this.stop = stop;
  }

  /// Whether a time that begins now is over; so that something ends by itself.
  BooleanSupplier over() {
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    return () -> stop.getAsBoolean() || System.nanoTime() >= end;
  }

  /// The median of the seconds that each piece took; NaN if there was no time for any.
  double[] medians(Runnable... pieces) {
    long begin = System.nanoTime();
    double[][] taken = new double[pieces.length][16];
    int runs = 0;
    int count = 0;
    while (!stop.getAsBoolean()) {
      double passed = (System.nanoTime() - begin) * 1e-9;
      if (passed >= seconds && count > 0) {
        break;
      }
      boolean warm = passed >= seconds / 2 && (runs >= WARM_RUNS || passed >= PATIENCE * seconds);
      for (int i = 0; i < pieces.length; i++) {
        taken[i] = count < taken[i].length ? taken[i] : Arrays.copyOf(taken[i], 2 * count);
        long start = System.nanoTime();
        pieces[i].run();
        taken[i][count] = (System.nanoTime() - start) * 1e-9;
      }
      runs++;
      count += warm ? 1 : 0;
    }
    return medians(taken, count);
  }

  private static double[] medians(double[][] taken, int count) {
    double[] medians = new double[taken.length];
    for (int i = 0; i < taken.length; i++) {
      Arrays.sort(taken[i], 0, count);
      medians[i] = count > 0 ? taken[i][count / 2] : Double.NaN;
    }
    return medians;
  }
}
