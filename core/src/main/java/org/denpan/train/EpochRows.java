package org.denpan.train;

import org.denpan.data.Batch;
import org.denpan.net.Workers;

/// The training rows in the order of an epoch, a step after the other: cut into batches, or all of
/// them in one step of several parts.
///
/// While a step computes, the batch of the next is filled.
final class EpochRows implements Feed {
  private static final int NONE = -1;
  // a microsecond or two
  private static final int NUMBERS_A_CHUNK = 4096;

  private final Rows rows;
  private final int batchSize;
  private final boolean whole;
  private final Workers.Ahead feeding;
  private final Workers.Range fill = this::fill;

  /// The part that was asked for last, and the one that is filled meanwhile.
  private Batch batch;

  private Batch next;
  private int nextStart = NONE;
  private int from;
  private int to;

  /// @param whole whether a step takes all rows; they are not shuffled then
  EpochRows(Rows rows, int batchSize, boolean whole, Workers workers) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.whole = whole;
    feeding = workers.ahead();
    batch = new Batch(capacity(rows.count(), batchSize), rows.width(), 1);
    next = new Batch(batch.capacity(), rows.width(), 1);
  }

  /// The most rows of a part.
  static int capacity(int rows, int batchSize) {
    return Math.min(rows, batchSize + 1);
  }

  /// Draws the order of an epoch and stands before its first step.
  void begin(int epoch) {
    forget();
    rows.begin(epoch);
    from = 0;
    to = 0;
  }

  /// Stands behind the first rows of the epoch instead, which are done already.
  void skip(int done) {
    from = done;
    to = done;
  }

  /// Waits for what is filled ahead, and lets go of the rows, which the workers outlive.
  void end() {
    forget();
    rows.end();
  }

  /// Goes on to the rows of the next step; false where the epoch has no more.
  boolean next() {
    from = to;
    to += whole ? rows.count() : partAt(from, rows.count());
    return from < rows.count();
  }

  /// The rows of the epoch that are done when this step is.
  int done() {
    return to;
  }

  /// How much of the epoch is done before this step.
  double progress() {
    return (double) from / rows.count();
  }

  boolean last() {
    return to == rows.count();
  }

  /// A single row left over at the end joins the last batch.
  private int partAt(int start, int end) {
    int left = end - start;
    return left == batchSize + 1 && batchSize > 1 ? left : Math.min(batchSize, left);
  }

  /// The batch that holds the part that was asked for last.
  Batch batch() {
    return batch;
  }

  /// What the step's loss counts in the mean over the epoch.
  double weight() {
    return whole ? 1 : batch.totalWeight();
  }

  @Override
  public int parts() {
    int all = to - from;
    boolean joins = batchSize > 1 && all % batchSize == 1;
    return Math.max(1, (all + (joins ? 0 : batchSize - 1)) / batchSize);
  }

  @Override
  public Batch part(int i) {
    int start = from + i * batchSize;
    if (nextStart != start) {
      forget();
      prepare(start);
    }
    feeding.finish();
    Batch filled = next;
    next = batch;
    batch = filled;
    int end = start + batch.rows();
    nextStart = NONE;
    if (end < rows.count()) {
      prepare(end);
    }
    return batch;
  }

  private void prepare(int start) {
    nextStart = start;
    next.rows(partAt(start, start < to ? to : rows.count()));
    rows.ready(start, start + next.rows());
    feeding.begin(next.rows(), Math.max(1, NUMBERS_A_CHUNK / rows.width()), fill);
  }

  private void fill(int first, int last) {
    rows.fill(nextStart, first, last, next);
  }

  /// Waits for what is being filled but not wanted.
  private void forget() {
    if (nextStart != NONE) {
      feeding.finish();
      nextStart = NONE;
    }
  }

  @Override
  public boolean fixed() {
    return whole;
  }
}
