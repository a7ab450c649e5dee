package org.denpan.cli;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.denpan.cli.chart.Figures;
import org.denpan.web.ServedModel;
import org.denpan.web.ServerObserver;

/// What a server says on standard error.
final class ServeMessages implements ServerObserver {
  private final Streams streams;
  private final boolean log;
  private final boolean debug;

  /// @param log whether each request is a line
  /// @param debug whether a fault is told with where it happened in the program
  ServeMessages(Streams streams, boolean log, boolean debug) {
    this.streams = streams;
    this.log = log;
    this.debug = debug;
  }

  @Override
  public void answered(
      String route, String method, String model, int status, long nanos, int rows) {
    if (log) {
      String said =
          "%s %s %s %d %.1f ms"
              .formatted(
                  LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS),
                  method,
                  route,
                  status,
                  nanos / 1e6);
      String more = model.isEmpty() ? "" : " " + model;
      streams.err().println(said + more + (rows > 0 ? " " + Figures.count(rows, "row") : ""));
    }
  }

  @Override
  public void reloaded(ServedModel before, ServedModel now) {
    String changes = now.changes(before);
    streams.say(
        "%s: serving the new file, version %s%s"
            .formatted(
                now.name(),
                now.version(),
                changes.isEmpty() ? "" : "; its columns changed: " + changes));
  }

  @Override
  public void keptOld(ServedModel old, String problem) {
    streams.say(
        "%s: still serving version %s, for its new file cannot be used: %s"
            .formatted(old.name(), old.version(), problem));
  }

  @Override
  public void failed(Throwable fault) {
    streams.say("a fault in denpan itself: " + fault + (debug ? "" : "; --debug shows where"));
    if (debug) {
      fault.printStackTrace(streams.err());
    }
  }
}
