package org.denpan.web;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Who may be worked on: so many at the same time, so many more that wait, so much memory. Others
/// are told to come again.
final class Admission {
  private static final long LEAST_MEMORY = 64L << 20;

  private final Limits limits;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong memory;

  Admission(Limits limits) {
    this.limits = limits;
    places = new Semaphore(limits.concurrent());
    memory = new AtomicLong(Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / 4));
  }

  /// Waits for a place; [#leave] gives it back.
  ///
  /// @throws Refusal if too many wait already, or it takes too long
  void enter() {
    if (places.tryAcquire()) {
      return;
    }
    if (waiting.incrementAndGet() > limits.waiting()) {
      waiting.decrementAndGet();
      throw busy("too many requests at the same time");
    }
    try {
      if (!places.tryAcquire(limits.seconds(), TimeUnit.SECONDS)) {
        throw busy("too many requests for " + limits.seconds() + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy("the server is stopping");
    } finally {
      waiting.decrementAndGet();
    }
  }

  /// How many wait.
  int waiting() {
    return waiting.get();
  }

  void leave() {
    places.release();
  }

  /// Takes memory.
  ///
  /// @throws Refusal if there is not so much left
  void reserve(long bytes) {
    if (memory.addAndGet(-bytes) < 0) {
      memory.addAndGet(bytes);
      throw busy("too many large requests at the same time");
    }
  }

  void release(long bytes) {
    memory.addAndGet(bytes);
  }

  static Refusal busy(String why) {
    return new Refusal(
        Refusal.UNAVAILABLE, why + "; try again in a second", Map.of("Retry-After", "1"));
  }
}
