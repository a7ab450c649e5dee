package org.denpan.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A few threads that share loops. They divide outputs into ranges and never divide a sum, so that
/// results do not depend on their number. Waiting threads sleep. Starting a loop allocates nothing.
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

  /// Below this many operations a loop stays on the caller's thread: waking another costs more.
  private static final long WORTH_SHARING = 400_000;

  private static final Map<Integer, Workers> POOLS = new ConcurrentHashMap<>();
  private static final Range NOTHING = (from, to) -> {};

  private final Thread[] helpers;
  private final ReentrantLock inUse = new ReentrantLock();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger round = new AtomicInteger();
  private volatile @Nullable Throwable failure;
  private volatile Thread caller = Thread.currentThread();
  private Range task = NOTHING;
  private int size;
  private int chunk;

  Workers(int threads) {
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = Thread.ofPlatform().daemon().name("denpan-worker-" + i).unstarted(this::help);
    }
    for (Thread helper : helpers) {
      helper.start();
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
      share(elements, grain, range);
    } finally {
      inUse.unlock();
    }
  }

  private void share(int elements, int grain, Range range) {
    task = range;
    size = elements;
    int part = (elements + 2 * threads() - 1) / (2 * threads());
    chunk = Math.max(1, (part + grain - 1) / grain) * grain;
    next.set(0);
    failure = null;
    caller = Thread.currentThread();
    busy.set(helpers.length);
    round.incrementAndGet(); // publishes the fields above
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    try {
      work();
    } finally {
      while (busy.get() > 0) {
        LockSupport.park(this);
      }
      task = NOTHING;
    }
    Throwable problem = failure;
    if (problem != null) {
      throw new IllegalStateException("a worker failed: " + problem, problem);
    }
  }

  private void work() {
    int from;
    while ((from = next.getAndAdd(chunk)) < size) {
      task.run(from, Math.min(size, from + chunk));
    }
  }

  private void help() {
    int seen = 0;
    while (true) {
      while (round.get() == seen) {
        LockSupport.park(this);
      }
      seen = round.get();
      try {
        work();
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        if (busy.decrementAndGet() == 0) {
          LockSupport.unpark(caller);
        }
      }
    }
  }
}
