package org.denpan.train;

import static org.denpan.net.Activation.relu;

import java.util.List;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.net.Dense;
import org.denpan.net.Network;

/// Trains a tiny network over and over while data are read, so that the JVM has compiled the loops
/// of training when they are there. Many short calls make better code, sooner, than few long ones.
///
/// ```java
/// WarmUp warmUp = WarmUp.start();
/// Table train = Idx.folder(mnist).train();
/// warmUp.stop();
/// ```
public final class WarmUp {
  /// Rows and widths leave the same kinds of tiles over as those of real networks do.
  private static final int ROWS = 140;

  private static final int SIDE = 4;
  private static final int WIDTH = 64;
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  /// Enough for the JVM; more would only heat the machine while a large table is read.
  private static final int ROUNDS = 5;

  private final Thread thread;
  private volatile boolean over;

  private WarmUp() {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("denpan-warm-up")
            // what fails here fails in training too, and is told there
            .uncaughtExceptionHandler((t, e) -> {})
            .unstarted(this::train);
  }

  /// Starts on a thread of its own, which ends with [#stop] or the process.
  public static WarmUp start() {
    WarmUp warmUp = new WarmUp();
    warmUp.thread.start();
    return warmUp;
  }

  Thread thread() {
    return thread;
  }

  private void train() {
    Table table = table();
    for (int round = 0; round < ROUNDS && !over; round++) {
      Trainer.of(Network.of(Dense.of(WIDTH, relu()), Dense.of(WIDTH, relu())))
          .batchSize(ROWS / 10)
          .epochs(20)
          .threads(1)
          .stopWhen(StopRule.when("the data are there", () -> over))
          .fit(table, table);
    }
  }

  private static Table table() {
    byte[] pixels = new byte[ROWS * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * i);
    }
    int[] labels = IntStream.range(0, ROWS).map(row -> row % CLASSES.size()).toArray();
    List<Column> columns =
        List.of(
            new Column.Pixels("image", SIDE, SIDE, pixels),
            new Column.Categories("label", CLASSES, labels));
    return Table.of("warm-up", columns).withTarget("label");
  }

  /// Ends it after the step that it is at.
  public void stop() {
    over = true;
  }
}
