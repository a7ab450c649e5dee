package org.denpan.net;

import org.denpan.kernel.Kernels;

/// A matrix product cut into rectangles of its result, so that threads can share it: panels of
/// columns, and where these are too few for the threads, blocks of rows as well.
final class Tiling {
  private static final int TILE = 6;
  // a panel of weights is copied for each block; fewer rows are not worth it
  private static final int SMALLEST_BLOCK = 24;

  private final int columns;
  private final int panel;
  private final int panels;
  private final int threads;
  private int rows;
  private int height;
  private int count;

  /// @param columns of the result
  Tiling(int columns, int threads) {
    this.columns = columns;
    panel = Kernels.chosen().panel();
    panels = (columns + panel - 1) / panel;
    this.threads = threads;
  }

  /// Cuts a result of so many rows.
  void cut(int resultRows) {
    rows = resultRows;
    int blocks = Math.clamp(rows / SMALLEST_BLOCK, 1, (threads + panels - 1) / panels);
    height = ((rows + blocks - 1) / blocks + TILE - 1) / TILE * TILE;
    count = panels * ((rows + height - 1) / height);
  }

  int count() {
    return count;
  }

  /// About how many operations a rectangle takes.
  long cost(int inner) {
    return 2L * rows * columns * inner / count;
  }

  /// The rectangle's first row.
  int top(int index) {
    return index / panels * height;
  }

  int bottom(int index) {
    return Math.min(rows, top(index) + height);
  }

  /// The rectangle's first column.
  int left(int index) {
    return index % panels * panel;
  }

  int right(int index) {
    return Math.min(columns, left(index) + panel);
  }
}
