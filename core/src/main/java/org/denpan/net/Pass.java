package org.denpan.net;

/// What a step needs to know of the pass it is in; one instance is reused for all passes.
public final class Pass {
  private int rows;
  private boolean training;
  private long step;

  Pass() {}

  void begin(int rowCount, boolean inTraining, long stepNumber) {
    rows = rowCount;
    training = inTraining;
    step = stepNumber;
  }

  /// The rows of this batch, at most what the program was compiled for.
  public int rows() {
    return rows;
  }

  /// Whether this is training (dropout drops, batch statistics are used) or inference.
  public boolean training() {
    return training;
  }

  /// The number of the training step, from 0: the counter of random draws.
  public long step() {
    return step;
  }
}
