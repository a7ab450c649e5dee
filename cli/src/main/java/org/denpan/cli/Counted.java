package org.denpan.cli;

import org.denpan.cli.chart.Figures;
import org.denpan.data.Intake;

/// Tells a person how many rows were gone through so far, where that takes long.
final class Counted implements Intake.Watch, AutoCloseable {
  private static final long EVERY_NANOS = 200_000_000;
  private static final long QUIET_NANOS = 1_000_000_000;

  private final Streams streams;
  private final String doing;
  private final long begin = System.nanoTime();
  private long last = begin + QUIET_NANOS - EVERY_NANOS;
  private boolean shown;

  /// @param doing what is done with the rows, such as `reading`
  Counted(Streams streams, String doing) {
    this.streams = streams;
    this.doing = doing;
  }

  @Override
  public void read(long rows) {
    long now = System.nanoTime();
    if (now - last > EVERY_NANOS && (shown || streams.live().getAsBoolean())) {
      last = now;
      shown = true;
      String rate = Progress.rate(rows * 1e9 / (now - begin));
      streams.err().print("\r%s: %s, %s/s ".formatted(doing, Figures.count(rows, "row"), rate));
      streams.err().flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      streams.err().print("\r\033[K");
      streams.err().flush();
      shown = false;
    }
  }
}
