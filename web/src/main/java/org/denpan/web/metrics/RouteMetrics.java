package org.denpan.web.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjIntConsumer;

/// What is counted of one route: how its requests ended and how long they took.
public final class RouteMetrics {
  private static final int STATUSES = 600;

  private final AtomicReferenceArray<LongAdder> byStatus = new AtomicReferenceArray<>(STATUSES);
  private final Histogram durations = Histogram.ofNanoseconds();

  RouteMetrics() {}

  /// A request has been answered, or given up.
  ///
  /// @param status the answer's HTTP status; 0 where the client was gone before there was one
  /// @param nanoseconds since it began
  public void ended(int status, long nanoseconds) {
    ofStatus(Math.clamp(status, 0, STATUSES - 1)).increment();
    durations.record(nanoseconds);
  }

  private LongAdder ofStatus(int status) {
    LongAdder known = byStatus.get(status);
    if (known != null) {
      return known;
    }
    byStatus.compareAndSet(status, null, new LongAdder());
    return byStatus.get(status);
  }

  Histogram durations() {
    return durations;
  }

  /// Every status that occurred, with its count.
  void forEachStatus(ObjIntConsumer<LongAdder> action) {
    for (int status = 0; status < STATUSES; status++) {
      LongAdder count = byStatus.get(status);
      if (count != null) {
        action.accept(count, status);
      }
    }
  }
}
