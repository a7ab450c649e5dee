package org.denpan.train;

import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.data.Spool;

/// Rows that are all in memory.
final class MemoryRows implements Rows {
  private final Examples examples;
  private final Examples laidOut;
  private final Shuffle shuffle;
  private final boolean replacement;
  private final boolean whole;
  private final Seed seed;
  private int[] order = {};

  /// @param whole whether a step takes all rows; they are not shuffled then
  MemoryRows(Examples examples, Shuffle shuffle, boolean replacement, boolean whole, Seed seed) {
    this.examples = examples;
    this.shuffle = shuffle;
    this.replacement = replacement;
    this.whole = whole;
    this.seed = seed;
    laidOut = examples.laidOut();
  }

  @Override
  public int count() {
    return examples.rows();
  }

  @Override
  public int width() {
    return examples.width();
  }

  @Override
  public Shuffle shuffle() {
    return shuffle;
  }

  @Override
  public void begin(int epoch) {
    int rows = examples.rows();
    if (replacement) {
      Seed.Stream random = seed.stream("shuffle", epoch);
      order = IntStream.range(0, rows).map(i -> random.nextInt(rows)).toArray();
    } else if (whole) {
      order = IntStream.range(0, rows).toArray();
    } else {
      order =
          switch (shuffle) {
            case Shuffle.Full f -> {
              int[] full = IntStream.range(0, rows).toArray();
              seed.stream("shuffle", epoch).shuffle(full);
              yield full;
            }
            case Shuffle.Blocks b -> windows(b, epoch);
          };
    }
  }

  private int[] windows(Shuffle.Blocks shuffled, int epoch) {
    int rows = examples.rows();
    int blocks = (rows + Spool.BLOCK - 1) / Spool.BLOCK;
    Windows windows =
        new Windows(
            blocks,
            b -> Math.min(Spool.BLOCK, rows - b * Spool.BLOCK),
            shuffled.window(),
            seed,
            epoch);
    int[] all = new int[rows];
    int at = 0;
    for (int w = 0; w < windows.count(); w++) {
      int[] numbered =
          IntStream.of(windows.blocks(w))
              .flatMap(b -> IntStream.range(b * Spool.BLOCK, Math.min(rows, (b + 1) * Spool.BLOCK)))
              .toArray();
      for (int i : windows.order(w)) {
        all[at++] = numbered[i];
      }
    }
    return all;
  }

  @Override
  public void ready(int from, int to) {
    // they always are
  }

  @Override
  public void fill(int start, int from, int to, Batch batch) {
    laidOut.fill(order, start, from, to, batch);
  }

  @Override
  public String sha256() {
    return laidOut.sha256();
  }

  @Override
  public void end() {
    // nothing is held
  }

  @Override
  public Examples sample() {
    return examples;
  }
}
