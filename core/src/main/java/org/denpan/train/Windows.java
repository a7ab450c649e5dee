package org.denpan.train;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.denpan.Seed;

/// The windows of one epoch, see [Shuffle.Blocks].
final class Windows {
  private final int[] blocks;
  private final int window;
  private final IntUnaryOperator rows;
  private final Seed seed;
  private final int epoch;

  /// @param blocks how many there are
  /// @param rows of each
  Windows(int blocks, IntUnaryOperator rows, int window, Seed seed, int epoch) {
    this.window = Math.clamp(blocks, 1, window); // more would be the same, and overflow
    this.rows = rows;
    this.seed = seed;
    this.epoch = epoch;
    this.blocks = IntStream.range(0, blocks).toArray();
    if (count() > 1) {
      seed.stream("blocks", epoch).shuffle(this.blocks);
    }
  }

  int count() {
    return (blocks.length + window - 1) / window;
  }

  /// The blocks of a window, in the order in which their rows are numbered in it.
  int[] blocks(int index) {
    return Arrays.copyOfRange(
        blocks, index * window, Math.min(blocks.length, (index + 1) * window));
  }

  /// The rows of a window, by their number in it, in the order in which they are learnt from.
  int[] order(int index) {
    int[] order = IntStream.range(0, rows(index)).toArray();
    Seed.Stream random =
        count() == 1 ? seed.stream("shuffle", epoch) : seed.stream("shuffle", epoch, index);
    random.shuffle(order);
    return order;
  }

  int rows(int index) {
    return Arrays.stream(blocks(index)).map(rows).sum();
  }
}
