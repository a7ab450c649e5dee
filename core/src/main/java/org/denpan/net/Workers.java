package org.denpan.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A few threads that share loops. They divide outputs into ranges and never divide a sum, so that
/// results do not depend on their number. Starting a loop allocates nothing.
///
/// A thread without work looks for some for a moment, as the next loop of a training step comes
/// soon and waking a sleeper takes longer than many a loop; then it sleeps. The caller does not
/// wait for helpers that have not begun: on a busy machine it does all the work itself.
///
/// There is one pool a process for each number of threads. Where two callers want it at once, the
/// second runs its loop alone.
public final class Workers {
  /// A part of a loop.
  @FunctionalInterface
  public interface Range {
    /// Does the elements [from, to).
    void run(int from, int to);
  }

  /// Below this many operations a loop stays on the caller's thread: sharing it costs more.
  private static final long WORTH_SHARING = 150_000;

  /// How long a thread looks for work before it sleeps, about what a small training step takes.
  static final long PATIENCE_NANOS = 50_000;

  private static final Map<Integer, Workers> POOLS = new ConcurrentHashMap<>();

  private final Helper[] helpers;
  private final ReentrantLock inUse = new ReentrantLock();
  private final SharedLoop loop = new SharedLoop();
  private volatile SharedLoop ahead = new SharedLoop();

  Workers(int threads) {
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i);
    }
    for (Helper helper : helpers) {
      helper.thread.start();
    }
  }

  /// The pool of so many threads.
  ///
  /// @param threads how many work at once, the caller among them
  /// @throws IllegalArgumentException unless at least 1
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    return POOLS.computeIfAbsent(threads, Workers::new);
  }

  /// The caller's thread alone.
  public static Workers single() {
    return of(1);
  }

  /// As many as the machine has processors.
  public static Workers all() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  public int threads() {
    return helpers.length + 1;
  }

  /// Runs the task over [0, elements), in ranges that start at multiples of `grain`, and returns
  /// when all is done.
  ///
  /// @param cost about how many operations one element takes
  public void run(int elements, int grain, long cost, Range range) {
    if (helpers.length == 0
        || elements <= grain
        || elements * cost < WORTH_SHARING
        || inUse.isHeldByCurrentThread()
        || !inUse.tryLock()) {
      range.run(0, elements);
      return;
    }
    try {
      loop.begin(elements, chunk(elements, grain, 2 * threads()), range);
      wake();
      loop.finish();
    } finally {
      inUse.unlock();
    }
  }

  private static int chunk(int elements, int grain, int chunks) {
    int part = (elements + chunks - 1) / chunks;
    return (part + grain - 1) / grain * grain;
  }

  /// A loop done ahead of time, by helpers that have nothing else to do.
  public Ahead ahead() {
    return new Ahead();
  }

  /// See [Workers#ahead].
  public final class Ahead {
    private final SharedLoop own = new SharedLoop();

    private Ahead() {}

    /// Offers the task over [0, elements) to idle helpers and returns at once. What was begun
    /// before must be finished.
    ///
    /// @param chunk elements at a time: little work, as a helper at it comes late to other loops
    public void begin(int elements, int chunk, Range range) {
      own.begin(elements, chunk, range);
      ahead = own;
      wake();
    }

    /// Does what helpers have left undone, and returns when all is done.
    public void finish() {
      own.finish();
    }
  }

  private void wake() {
    for (Helper helper : helpers) {
      if (helper.asleep) {
        LockSupport.unpark(helper.thread);
      }
    }
  }

  private final class Helper implements Runnable {
    final Thread thread;
    volatile boolean asleep;

    Helper(int index) {
      thread = Thread.ofPlatform().daemon().name("denpan-worker-" + index).unstarted(this);
    }

    @Override
    public void run() {
      long idle = System.nanoTime();
      while (true) {
        if (loop.help() || ahead.help()) {
          idle = System.nanoTime();
        } else if (System.nanoTime() - idle < PATIENCE_NANOS) {
          Thread.onSpinWait();
        } else {
          sleep();
          idle = System.nanoTime();
        }
      }
    }

    private void sleep() {
      asleep = true;
      while (!loop.open() && !ahead.open()) {
        LockSupport.park(Workers.this);
        Thread.interrupted(); // nobody means a helper, which could not sleep then
      }
      asleep = false;
    }
  }
}
