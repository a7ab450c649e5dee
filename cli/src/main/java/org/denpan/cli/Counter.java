package org.denpan.cli;

import org.denpan.cli.chart.Figures;

/// Counts rows on a line of standard error that is redrawn, where it can be, when it takes seconds.
final class Counter {
  private static final long FIRST = 1_000_000_000;
  private static final long EVERY = 200_000_000;

  private final Streams streams;
  private final long start = System.nanoTime();
  private long due = start + FIRST;
  private int drawn;

  Counter(Streams streams) {
    this.streams = streams;
  }

  /// So many rows are done.
  void show(long rows) {
    long now = System.nanoTime();
    if (now < due || !streams.live().getAsBoolean()) {
      return;
    }
    due = now + EVERY;
    double seconds = (now - start) / 1e9;
    String line = "%s, %s/s".formatted(Figures.count(rows, "row"), Progress.rate(rows / seconds));
    streams.err().print("\r" + Layout.pad(line, drawn));
    streams.err().flush();
    drawn = line.length();
  }

  /// Wipes the line.
  void end() {
    if (drawn > 0) {
      streams.err().print("\r" + " ".repeat(drawn) + "\r");
      streams.err().flush();
      drawn = 0;
    }
  }
}
