package org.denpan.bench;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most fused multiply-adds a second that this machine makes: in registers alone, in chains
/// that do not wait for each other.
final class PeakFlops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 16;
  private static final int LENGTH = 1000;

  /// So that the loops are not thrown away.
  @SuppressWarnings("unused") // that is its purpose
  private static volatile float sink;

  private PeakFlops() {}

  /// Until it is compiled.
  static void warmUp() {
    rate(2);
  }

  /// GFLOP/s of so many threads together, over about so many seconds.
  static double measure(int threads, double seconds) {
    double[] rates = new double[threads];
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      int index = i;
      others.add(Thread.ofPlatform().start(() -> rates[index] = rate(seconds)));
    }
    rates[0] = rate(seconds);
    double sum = 0;
    for (Thread other : others) {
      try {
        other.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
    for (double rate : rates) {
      sum += rate;
    }
    return sum;
  }

  private static double rate(double seconds) {
    long begin = System.nanoTime();
    long calls = 0;
    long now;
    do {
      sink = chains(0.5f);
      calls++;
      now = System.nanoTime();
    } while (now - begin < seconds * 1e9);
    return 2.0 * CHAINS * LENGTH * SPECIES.length() * calls / (now - begin);
  }

  /// x ← ax + b in 16 vectors, again and again.
  private static float chains(float start) {
    FloatVector a = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector b = FloatVector.broadcast(SPECIES, start);
    FloatVector x0 = b;
    FloatVector x1 = b;
    FloatVector x2 = b;
    FloatVector x3 = b;
    FloatVector x4 = b;
    FloatVector x5 = b;
    FloatVector x6 = b;
    FloatVector x7 = b;
    FloatVector x8 = b;
    FloatVector x9 = b;
    FloatVector x10 = b;
    FloatVector x11 = b;
    FloatVector x12 = b;
    FloatVector x13 = b;
    FloatVector x14 = b;
    FloatVector x15 = b;
    for (int i = 0; i < LENGTH; i++) {
      x0 = x0.fma(a, b);
      x1 = x1.fma(a, b);
      x2 = x2.fma(a, b);
      x3 = x3.fma(a, b);
      x4 = x4.fma(a, b);
      x5 = x5.fma(a, b);
      x6 = x6.fma(a, b);
      x7 = x7.fma(a, b);
      x8 = x8.fma(a, b);
      x9 = x9.fma(a, b);
      x10 = x10.fma(a, b);
      x11 = x11.fma(a, b);
      x12 = x12.fma(a, b);
      x13 = x13.fma(a, b);
      x14 = x14.fma(a, b);
      x15 = x15.fma(a, b);
    }
    FloatVector sum = x0.add(x1).add(x2).add(x3).add(x4).add(x5).add(x6).add(x7);
    sum = sum.add(x8).add(x9).add(x10).add(x11).add(x12).add(x13).add(x14).add(x15);
    return sum.lane(0);
  }
}
