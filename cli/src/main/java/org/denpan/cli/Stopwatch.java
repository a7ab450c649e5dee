package org.denpan.cli;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// Measures pieces of work, each in its turn, over and over. Until the JVM is through with them
/// they become faster and faster: what counts is what comes after the last large step.
final class Stopwatch {
  /// A step that is large.
  private static final double FASTER = 0.85;

  /// How many times its time it waits at most for what is still becoming faster.
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
    double[][] taken = new double[pieces.length][16];
    int count = 0;
    double least = Double.POSITIVE_INFINITY;
    double settled = 0;
    double passed = 0;
    long begin = System.nanoTime();
    while (!stop.getAsBoolean() && (count == 0 || goesOn(passed, passed - settled))) {
      double all = 0;
      for (int i = 0; i < pieces.length; i++) {
        taken[i] = count < taken[i].length ? taken[i] : Arrays.copyOf(taken[i], 2 * count);
        long start = System.nanoTime();
        pieces[i].run();
        taken[i][count] = (System.nanoTime() - start) * 1e-9;
        all += taken[i][count];
      }
      passed = (System.nanoTime() - begin) * 1e-9;
      count++;
      if (all < FASTER * least) {
        least = all;
        settled = passed;
        count = 0;
      }
    }
    return medians(taken, count);
  }

  private boolean goesOn(double passed, double settledFor) {
    return passed < seconds || (settledFor < seconds / 2 && passed < PATIENCE * seconds);
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
