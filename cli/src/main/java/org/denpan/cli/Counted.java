package org.denpan.cli;

import org.denpan.cli.chart.Figures;
import org.denpan.data.Intake;

/// Tells a person how many rows were read so far, where that takes long.
final class Counted implements Intake.Watch, AutoCloseable {
  private static final long EVERY_NANOS = 200_000_000;
  private static final long QUIET_NANOS = 1_000_000_000;

  private final Streams streams;
  private final boolean live;
  private final long begin = System.nanoTime();
  private long last = begin;
  private boolean shown;

  Counted(Streams streams) {
    this.streams = streams;
    live = streams.live().getAsBoolean();
  }

  @Override
  public void read(long rows) {
    long now = System.nanoTime();
    if (live && now - begin > QUIET_NANOS && now - last > EVERY_NANOS) {
      last = now;
      shown = true;
      streams.err().print("\rreading: " + Figures.count(rows, "row"));
      streams.err().flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      streams.err().print("\r\033[K");
      streams.err().flush();
    }
  }
}
