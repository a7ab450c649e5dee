package org.denpan.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A loop over elements cut into chunks, which any number of threads take one after the other.
///
/// The chunks that are left stand in the low half of one number, the round in its high half: a
/// chunk is taken by making that number smaller, which fails where another thread was quicker or
/// the loop has begun anew. While there are chunks left the other fields stand still.
final class SharedLoop {
  private static final Workers.Range NOTHING = (from, to) -> {};

  private final AtomicLong ticket = new AtomicLong();
  private final AtomicInteger unfinished = new AtomicInteger();
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Thread waiter;
  private Workers.Range task = NOTHING;
  private int elements;
  private int chunk;

  /// Offers a loop; the one before must have ended.
  ///
  /// @param size of a chunk
  void begin(int count, int size, Workers.Range range) {
    task = range;
    elements = count;
    chunk = size;
    failure = null;
    int chunks = (count + size - 1) / size;
    unfinished.set(chunks);
    long round = (ticket.get() >>> 32) + 1;
    ticket.set(round << 32 | chunks); // publishes the fields above
  }

  /// Takes a chunk and does it. False if none is left to take.
  boolean help() {
    long seen = ticket.get();
    int left = (int) seen;
    if (left == 0) {
      return false;
    }
    Workers.Range range = task;
    int from = (left - 1) * chunk;
    int to = Math.min(elements, from + chunk);
    if (ticket.compareAndSet(seen, seen - 1)) {
      try {
        range.run(from, to);
      } catch (Throwable e) { // whatever it is, it must not end a helper
        failure = e;
      } finally {
        if (unfinished.decrementAndGet() == 0) {
          LockSupport.unpark(waiter);
        }
      }
    }
    return true;
  }

  /// Whether there are chunks that nobody has taken.
  boolean open() {
    return (int) ticket.get() > 0;
  }

  /// Takes what nobody has taken and returns when all is done. Where a chunk failed, throws what it
  /// threw, on whichever thread that was.
  void finish() {
    while (help()) {
      Thread.onSpinWait();
    }
    await();
    task = NOTHING;
    switch (failure) {
      case null -> {}
      case RuntimeException problem -> throw problem;
      case Error problem -> throw problem;
      case Throwable problem -> throw new IllegalStateException(problem);
    }
  }

  /// Others are at the last chunks.
  private void await() {
    long begin = System.nanoTime();
    while (unfinished.get() > 0) {
      Thread.onSpinWait();
      if (System.nanoTime() - begin > Workers.PATIENCE_NANOS) {
        park();
      }
    }
  }

  /// An interrupt is for whoever asks next: here it would only turn sleep into a busy loop.
  private void park() {
    boolean interrupted = false;
    waiter = Thread.currentThread();
    while (unfinished.get() > 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    waiter = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
