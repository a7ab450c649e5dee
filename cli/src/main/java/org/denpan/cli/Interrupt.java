package org.denpan.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets Ctrl-C, and a request to end from outside, stop training in good order: while this is open
/// the JVM waits until what was learnt so far is written, at most for [#PATIENCE] seconds.
final class Interrupt implements AutoCloseable {
  private static final long PATIENCE = 60;

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

  /// All is written and said: the process may end.
  @Override
  public void close() {
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
