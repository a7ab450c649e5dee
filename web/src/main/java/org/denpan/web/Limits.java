package org.denpan.web;

import org.denpan.Range;

/// What a server takes on.
///
/// @param bodyBytes the most bytes of a request's body; more is answered 413
/// @param rows the most rows of a request; more is answered 413
/// @param seconds how long a request may take to arrive, and how long it may wait for its turn
/// @param concurrent how many requests are worked on at the same time
/// @param waiting how many more may wait; what comes then is answered 503
/// @param batchRows the most rows that are predicted together
/// @param batchMicros how long a request waits for others to be predicted with; by 0 it is never
///   kept waiting, and only what waits anyway is predicted together
/// @param stopSeconds how long a stop waits for requests in flight
public record Limits(
    int bodyBytes,
    int rows,
    int seconds,
    int concurrent,
    int waiting,
    int batchRows,
    int batchMicros,
    int stopSeconds) {
  private static final Limits STANDARD = new Limits(16 << 20, 10_000, 10, 256, 1024, 256, 0, 20);

  /// Checks every limit.
  ///
  /// @throws org.denpan.DenpanException for a limit that lets nothing through
  public Limits {
    positive("the most bytes of a body", bodyBytes);
    positive("the most rows of a request", rows);
    positive("the seconds of a request", seconds);
    positive("the requests at the same time", concurrent);
    positive("the rows predicted together", batchRows);
    Range.check(waiting >= 0, "the requests that wait", waiting, "at least 0");
    Range.check(
        batchMicros >= 0 && batchMicros <= 1_000_000,
        "the microseconds to wait for others",
        batchMicros,
        "from 0 to 1,000,000");
    Range.check(stopSeconds >= 0, "the seconds of a stop", stopSeconds, "at least 0");
  }

  private static void positive(String what, int value) {
    Range.check(value > 0, what, value, "at least 1");
  }

  /// 16 MB, 10,000 rows, 10 seconds, 256 at the same time and 1,024 waiting.
  public static Limits standard() {
    return STANDARD;
  }

  /// The same with another bound for bodies.
  public Limits withBodyBytes(int most) {
    return new Limits(
        most, rows, seconds, concurrent, waiting, batchRows, batchMicros, stopSeconds);
  }

  /// The same with another bound for rows.
  public Limits withRows(int most) {
    return new Limits(
        bodyBytes, most, seconds, concurrent, waiting, batchRows, batchMicros, stopSeconds);
  }

  /// The same with another time for a request.
  public Limits withSeconds(int most) {
    return new Limits(
        bodyBytes, rows, most, concurrent, waiting, batchRows, batchMicros, stopSeconds);
  }

  /// The same with other numbers of requests.
  ///
  /// @param atOnce worked on at the same time
  /// @param more that may wait
  public Limits withConcurrency(int atOnce, int more) {
    return new Limits(bodyBytes, rows, seconds, atOnce, more, batchRows, batchMicros, stopSeconds);
  }

  /// The same with other batches.
  ///
  /// @param most rows predicted together
  /// @param micros to wait for others
  public Limits withBatches(int most, int micros) {
    return new Limits(bodyBytes, rows, seconds, concurrent, waiting, most, micros, stopSeconds);
  }

  /// The same with another patience at the end.
  public Limits withStopSeconds(int most) {
    return new Limits(bodyBytes, rows, seconds, concurrent, waiting, batchRows, batchMicros, most);
  }
}
