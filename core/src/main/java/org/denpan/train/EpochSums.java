package org.denpan.train;

/// What is summed over the steps of an epoch.
final class EpochSums {
  private double loss;
  private double weight;
  private double norm;
  private int steps;

  /// Counts a step.
  ///
  /// @param value the mean loss of its rows
  /// @param rows what they count
  /// @param gradientNorm of the step
  void add(double value, double rows, double gradientNorm) {
    loss += value * rows;
    weight += rows;
    norm += gradientNorm;
    steps++;
  }

  int steps() {
    return steps;
  }

  /// The mean loss; of rows that all weigh nothing it is 0.
  double loss() {
    return weight > 0 ? loss / weight : 0;
  }

  double gradientNorm() {
    return norm / steps;
  }

  void clear() {
    loss = 0;
    weight = 0;
    norm = 0;
    steps = 0;
  }

  void save(Snapshot to) {
    to.put("epoch_loss", loss);
    to.put("epoch_weight", weight);
    to.put("epoch_norm", norm);
    to.put("epoch_steps", steps);
  }

  void restore(Snapshot from) {
    loss = from.number("epoch_loss");
    weight = from.number("epoch_weight");
    norm = from.number("epoch_norm");
    steps = from.whole("epoch_steps", 0, Integer.MAX_VALUE);
  }
}
