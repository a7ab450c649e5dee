package org.denpan.train;

import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.net.Workers;

/// The training rows in the order of an epoch, a step after the other: shuffled and cut into
/// batches, or drawn with replacement, or all of them in one step of several parts.
///
/// While a step computes, the batch of the next is filled.
final class EpochRows implements Feed {
  private static final int NONE = -1;
  // a microsecond or two
  private static final int NUMBERS_A_CHUNK = 4096;

  private final Examples train;
  private final int batchSize;
  private final boolean replacement;
  private final boolean whole;
  private final Seed seed;
  private final Workers.Ahead feeding;
  private final Workers.Range fill = this::fill;

  /// The part that was asked for last, and the one that is filled meanwhile.
  private Batch batch;

  private Batch next;
  private int nextStart = NONE;
  private int[] order = {};
  private int from;
  private int to;

  /// @param whole whether a step takes all rows; they are not shuffled then
  EpochRows(
      Examples train,
      int batchSize,
      boolean replacement,
      boolean whole,
      Seed seed,
      Workers workers) {
    this.train = train.laidOut();
    this.batchSize = batchSize;
    this.replacement = replacement;
    this.whole = whole;
    this.seed = seed;
    feeding = workers.ahead();
    batch = new Batch(capacity(train.rows(), batchSize), train.width(), 1);
    next = new Batch(batch.capacity(), train.width(), 1);
  }

  /// The most rows of a part.
  static int capacity(int rows, int batchSize) {
    return Math.min(rows, batchSize + 1);
  }

  /// Draws the order of an epoch and stands before its first step.
  void begin(int epoch) {
    forget();
    int rows = train.rows();
    Seed.Stream random = seed.stream("shuffle", epoch);
    if (replacement) {
      order = IntStream.range(0, rows).map(i -> random.nextInt(rows)).toArray();
    } else {
      order = IntStream.range(0, rows).toArray();
      if (!whole) {
        random.shuffle(order);
      }
    }
    from = 0;
    to = 0;
  }

  /// Waits for what is filled ahead, and lets go of the rows, which the workers outlive.
  void end() {
    forget();
  }

  /// Goes on to the rows of the next step; false where the epoch has no more.
  boolean next() {
    from = to;
    to += whole ? order.length : partAt(from, order.length);
    return from < order.length;
  }

  /// The rows of the epoch that are done when this step is.
  int done() {
    return to;
  }

  /// How much of the epoch is done before this step.
  double progress() {
    return (double) from / order.length;
  }

  boolean last() {
    return to == order.length;
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
    int rows = to - from;
    boolean joins = batchSize > 1 && rows % batchSize == 1;
    return Math.max(1, (rows + (joins ? 0 : batchSize - 1)) / batchSize);
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
    if (end < order.length) {
      prepare(end);
    }
    return batch;
  }

  private void prepare(int start) {
    nextStart = start;
    next.rows(partAt(start, start < to ? to : order.length));
    feeding.begin(next.rows(), Math.max(1, NUMBERS_A_CHUNK / train.width()), fill);
  }

  private void fill(int first, int last) {
    train.fill(order, nextStart, first, last, next);
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
