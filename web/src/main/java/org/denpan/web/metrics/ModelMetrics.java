package org.denpan.web.metrics;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// What is counted of one served model: which it is, its rows and batches, and its reloads.
public final class ModelMetrics {
  private static final int MOST_ROWS = 4096;

  private final Histogram batches = Histogram.ofSizes(MOST_ROWS);
  private final LongAdder reloads = new LongAdder();
  private final LongAdder failedReloads = new LongAdder();
  private volatile Served served = Served.NOTHING;
  private volatile LongSupplier queue = () -> 0;

  /// @param loaded milliseconds since 1970
  record Served(String sha256, String version, long loaded) {
    static final Served NOTHING = new Served("", "", 0);
  }

  ModelMetrics() {}

  /// The model was read: at first, or to take the place of another.
  ///
  /// @param sha256 of its weights
  /// @param version as the server tells its clients
  public void loaded(String sha256, String version) {
    boolean first = served.equals(Served.NOTHING);
    served = new Served(sha256, version, System.currentTimeMillis());
    if (!first) {
      reloads.increment();
    }
  }

  /// The file changed, but what it holds now is no model that can be served.
  public void reloadFailed() {
    failedReloads.increment();
  }

  /// Rows were predicted together.
  public void batch(int rows) {
    batches.record(rows);
  }

  /// Says how many rows wait to be predicted, when it is asked.
  public void queue(LongSupplier rows) {
    queue = rows;
  }

  Histogram batches() {
    return batches;
  }

  Served served() {
    return served;
  }

  long reloads() {
    return reloads.sum();
  }

  long failedReloads() {
    return failedReloads.sum();
  }

  long queue() {
    return queue.getAsLong();
  }
}
