package org.denpan.train;

import org.denpan.kernel.Kernels;
import org.denpan.net.Workers;

/// The Euclidean norm of a long vector: the squares of each block of 4,096 numbers in the kernels'
/// lanes and tree, the blocks' sums in double in ascending order. Threads share the blocks.
final class Norm {
  private static final int BLOCK = 4096;

  private final float[] a;
  private final Workers workers;
  private final Workers.Range before;
  private final float[] sums;
  private final float[] lanes;
  private final Workers.Range part = this::part;

  /// @param before what is done with each block's numbers before it is looked at
  Norm(float[] a, Workers workers, Workers.Range before) {
    this.a = a;
    this.workers = workers;
    this.before = before;
    sums = new float[(a.length + BLOCK - 1) / BLOCK];
    lanes = new float[sums.length * Kernels.LANES];
  }

  /// @param cost about how many operations a number takes, with what is done before
  double find(int cost) {
    workers.run(sums.length, 1, (long) BLOCK * cost, part);
    double sum = 0;
    for (float square : sums) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  private void part(int from, int to) {
    for (int block = from; block < to; block++) {
      int start = block * BLOCK;
      int end = Math.min(a.length, start + BLOCK);
      before.run(start, end);
      sums[block] = Kernels.chosen().sumOfSquares(a, start, end, lanes, block * Kernels.LANES);
    }
  }
}
