package org.denpan.net;

/// What a step needs to know of the pass it is in; one instance is reused for all passes.
public final class Pass {
  private int rows;
  private boolean training;
  private long step;
  private boolean whole;

  Pass() {}

  void begin(int rowCount, boolean inTraining, long stepNumber, boolean allRows) {
    rows = rowCount;
    training = inTraining;
    step = stepNumber;
    whole = allRows;
  }

  /// The rows of this batch, at most what the program was compiled for.
  public int rows() {
    return rows;
  }

  /// Whether this is training (dropout drops, batch statistics are used) or inference.
  public boolean training() {
    return training;
  }

  /// Whether these are all the rows there are, so that their statistics need no average.
  public boolean whole() {
    return whole;
  }

  /// The number of the training step, from 0: the counter of random draws.
  public long step() {
    return step;
  }
}
