package org.denpan.net;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.denpan.kernel.Kernels;

/// What this machine can do at most, measured: what the speed of a network is to be compared with.
public final class Machine {
  /// Some tenths of a millisecond of arithmetic, in many short calls, which the compiler sees
  /// sooner.
  private static final int CALLS = 10;

  private static final int TIMES = 1000;

  private static final int FLOATS = 1 << 24;
  private static final int PIECE = 1 << 18;
  private static final int PIECES_A_THREAD = 8;

  /// Before so many tries the compiler may not be through.
  private static final int FEWEST_TRIES = 50;

  private Machine() {}

  /// The kernels in use, in words: `vector 512 bit`.
  public static String kernels() {
    return Kernels.chosen().name();
  }

  /// The operations of fused multiply-adds of floats a second, two each.
  ///
  /// @param stop asked between tries, after the first few; the fastest of all counts
  public static double operations(Workers workers, BooleanSupplier stop) {
    int pieces = workers.threads() * PIECES_A_THREAD;
    float[][] values = new float[pieces][Kernels.CHAINS];
    return best(
        2.0 * Kernels.CHAINS * TIMES * CALLS * pieces,
        stop,
        () ->
            workers.run(
                pieces,
                1,
                Long.MAX_VALUE / pieces,
                (from, to) -> {
                  for (int call = from * CALLS; call < to * CALLS; call++) {
                    Kernels.chosen().multiplyAdds(TIMES, values[call / CALLS]);
                  }
                }));
  }

  /// The bytes a second that threads read together from 64 MB, which caches seldom hold.
  ///
  /// @param stop asked between tries, after the first few; the fastest of all counts
  public static double bytes(Workers workers, BooleanSupplier stop) {
    float[] values = new float[FLOATS];
    Arrays.fill(values, 1f);
    int pieces = FLOATS / PIECE;
    float[] lanes = new float[pieces * Kernels.LANES];
    return best(
        4.0 * FLOATS,
        stop,
        () ->
            workers.run(
                pieces,
                1,
                PIECE,
                (from, to) -> {
                  for (int i = from; i < to; i++) {
                    Kernels.chosen()
                        .sumOfSquares(values, i * PIECE, (i + 1) * PIECE, lanes, i * Kernels.LANES);
                  }
                }));
  }

  private static double best(double amount, BooleanSupplier stop, Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    for (int tries = 0; tries < FEWEST_TRIES || !stop.getAsBoolean(); tries++) {
      long begin = System.nanoTime();
      work.run();
      least = Math.min(least, (System.nanoTime() - begin) * 1e-9);
    }
    return amount / least;
  }
}
