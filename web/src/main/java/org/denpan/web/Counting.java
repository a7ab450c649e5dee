package org.denpan.web;

import java.util.function.LongSupplier;
import org.denpan.web.metrics.ServerMetrics;

/// Counts what the server does, and passes it on to who else observes it.
final class Counting implements ServerObserver {
  private final ServerMetrics metrics;
  private final ServerObserver next;

  Counting(ServerMetrics metrics, ServerObserver next) {
    this.metrics = metrics;
    this.next = next;
  }

  @Override
  public void answered(
      String route, String method, String model, int status, long nanos, int rows) {
    metrics.route(route).ended(status, nanos);
    next.answered(route, method, model, status, nanos, rows);
  }

  @Override
  public void scored(String model, int requests, int rows, long nanos) {
    metrics.model(model).batch(rows);
    next.scored(model, requests, rows, nanos);
  }

  @Override
  public void loaded(ServedModel model) {
    metrics.model(model.name()).loaded(model.model().weightsSha256(), model.version());
    next.loaded(model);
  }

  @Override
  public void reloaded(ServedModel before, ServedModel now) {
    metrics.model(now.name()).loaded(now.model().weightsSha256(), now.version());
    next.reloaded(before, now);
  }

  @Override
  public void keptOld(ServedModel old, String problem) {
    metrics.model(old.name()).reloadFailed();
    next.keptOld(old, problem);
  }

  @Override
  public void failed(Throwable fault) {
    next.failed(fault);
  }

  /// Says how many rows wait for a model.
  void queue(String model, LongSupplier rows) {
    metrics.model(model).queue(rows);
  }
}
