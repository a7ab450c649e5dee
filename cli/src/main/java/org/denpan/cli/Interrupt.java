package org.denpan.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Lets Ctrl-C, and a request to end from outside, stop training in good order: from [#watch] to
/// [#release] the JVM waits until what was learnt so far is written and all is said, at most for
/// [#PATIENCE] seconds.
final class Interrupt {
  private static final long PATIENCE = 60;
  private static final AtomicReference<Optional<Interrupt>> WATCHING =
      new AtomicReference<>(Optional.empty());

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "denpan-interrupt");
  private final Streams streams;
  private volatile boolean asked;

  private Interrupt(Streams streams) {
    this.streams = streams;
  }

  static Interrupt watch(Streams streams) {
    Interrupt interrupt = new Interrupt(streams);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    WATCHING.set(Optional.of(interrupt));
    return interrupt;
  }

  /// Whether training is to end at once.
  boolean asked() {
    return asked;
  }

  private void stop() {
    asked = true;
    try {
      if (!done.await(PATIENCE, TimeUnit.SECONDS)) {
        streams.say("gave up waiting for the model to be written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// All is written and said: the process may end. Messages of failures count, so this comes after
  /// them.
  static void release() {
    WATCHING.getAndSet(Optional.empty()).ifPresent(Interrupt::close);
  }

  private void close() {
    streams.out().flush();
    streams.err().flush();
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending already, which is what was asked for
    }
  }
}
