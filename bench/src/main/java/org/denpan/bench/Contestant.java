package org.denpan.bench;

/// One side of the comparison, in a process of its own: see [Child]. It must not use a processor
/// between the calls.
public interface Contestant {
  /// What one epoch, of a network that starts anew, came to.
  ///
  /// @param seconds from the first row to the last, with what precedes the first step; not the test
  /// @param loss the mean over the epoch's steps
  /// @param accuracy on the test rows after it; R² for numbers
  record Epoch(long samples, double seconds, double loss, double accuracy) {}

  /// Some more training.
  ///
  /// @param loss of the last step, or a mean over some of the last
  record Round(long samples, double seconds, double loss) {}

  /// Some predictions.
  ///
  /// @param medianMicros the median time of a call
  record Calls(long calls, double medianMicros) {}

  /// Reads what the workload needs into memory, in the form that suits this contestant best. What
  /// an earlier workload needed may go.
  void prepare(Workload workload, Rows rows);

  /// Trains a new network for one epoch and tests it. It also warms everything up.
  Epoch epoch();

  /// Goes on training, from any state, for about so many seconds, and times just that.
  Round round(double seconds);

  /// Predicts the first test rows, already in memory as numbers, again and again.
  ///
  /// @param rows at a time
  Calls infer(int rows, double seconds);

  /// What is worth a line in the table's notes, such as `1 thread`; may be empty.
  default String note() {
    return "";
  }
}
