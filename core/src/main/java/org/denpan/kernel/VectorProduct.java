package org.denpan.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The matrix product C = A·B over a rectangle of C: panels of 64 columns outside, register tiles
/// ([VectorTiles]) inside. A panel of B is copied so that its lines lie one after the other, unless
/// the rows are too few to be worth it.
///
/// Each element of C is one chain over the inner index whatever the tiles, so that widths, panels
/// and blocks do not change a bit. Each thread has an instance of its own, for its copies.
final class VectorProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
  private static final VectorSpecies<Float> TWO = FloatVector.SPECIES_64;
  // with 32 registers 24 sums stay in them, with 16 registers 12 do
  private static final boolean WIDE =
      SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch", "").equals("aarch64");
  private static final int ROWS = 6;
  // a panel of so many lines stays in the second cache
  private static final int DEPTH = 1024;
  private static final int ROWS_WORTH_COPYING_B = 24;
  private static final int COLUMNS_WORTH_COPYING_A = 192;

  private static final ThreadLocal<VectorProduct> MINE =
      ThreadLocal.withInitial(VectorProduct::new);

  private final float[] panel = new float[Kernels.PANEL * DEPTH];
  private float[] sixes = {};

  // the operands of the call under way
  private float[] a = {};
  private int rowStride;
  private int stepStride;
  private float[] b = {};
  private int bAt;
  private int bStride;
  private boolean turned;
  private float[] c = {};
  private int cAt;
  private int cStride;

  private VectorProduct() {}

  /// This thread's own.
  static VectorProduct mine() {
    return MINE.get();
  }

  /// Element (i, k) of A stands at i·rows + k·steps.
  VectorProduct a(float[] array, int rows, int steps) {
    a = array;
    rowStride = rows;
    stepStride = steps;
    return this;
  }

  /// Element (k, j) of B stands at at + k·stride + j; or, where it is turned, at at + j·stride + k.
  VectorProduct b(float[] array, int at, int stride, boolean isTurned) {
    b = array;
    bAt = at;
    bStride = stride;
    turned = isTurned;
    return this;
  }

  /// Element (i, j) of C stands at at + i·stride + j.
  VectorProduct c(float[] array, int at, int stride) {
    c = array;
    cAt = at;
    cStride = stride;
    return this;
  }

  /// Computes rows [from, to) of columns [left, right).
  void run(int from, int to, int left, int right, int inner) {
    boolean copyA = rowStride == 1 && right - left >= COLUMNS_WORTH_COPYING_A;
    for (int k = 0; k < inner; k += DEPTH) {
      int depth = Math.min(DEPTH, inner - k);
      if (copyA) {
        copySixes(from, to, k, depth);
      }
      for (int j = left; j < right; j += Kernels.PANEL) {
        panel(from, to, j, Math.min(Kernels.PANEL, right - j), k, depth, copyA);
      }
    }
  }

  private void panel(int from, int to, int j, int width, int k, int depth, boolean copiedA) {
    float[] lines = panel;
    int at = 0;
    int stride = Kernels.PANEL;
    if (turned) {
      copyTurned(j, width, k, depth);
    } else if (to - from >= ROWS_WORTH_COPYING_B || width < Kernels.PANEL) {
      copyLines(j, width, k, depth);
    } else {
      lines = b;
      at = bAt + k * bStride + j;
      stride = bStride;
    }
    int done = 0;
    while (done < width) {
      int left = width - done;
      int vectors = WIDE && left > 3 * WIDTH ? 4 : left > WIDTH ? 2 : 1;
      int columns = Math.min(left, vectors * WIDTH);
      column(vectors, from, to, k, depth, lines, at + done, stride, j + done, columns, copiedA);
      done += columns;
    }
  }

  /// One column of tiles, from row to row.
  private void column(
      int vectors,
      int from,
      int to,
      int k,
      int depth,
      float[] lines,
      int at,
      int stride,
      int j,
      int columns,
      boolean copiedA) {
    boolean more = k > 0;
    int rows;
    for (int i = from; i < to; i += rows) {
      rows = to - i >= ROWS ? ROWS : to - i >= 2 && vectors > 1 ? 2 : 1;
      float[] left = copiedA ? sixes : a;
      int start = copiedA ? copied(i - from, depth) : i * rowStride + k * stepStride;
      int step = copiedA ? ROWS : stepStride;
      int out = cAt + i * cStride + j;
      tile(rows, vectors, depth, left, start, step, lines, at, stride, out, columns, more);
    }
  }

  private void tile(
      int rows,
      int vectors,
      int depth,
      float[] left,
      int start,
      int step,
      float[] lines,
      int at,
      int stride,
      int out,
      int columns,
      boolean more) {
    int down = rowStride;
    float[] to = c;
    int next = cStride;
    switch (rows * 8 + vectors) {
      case 6 * 8 + 4 ->
          VectorTiles.sixByFour(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
      case 2 * 8 + 4 ->
          VectorTiles.twoByFour(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
      case 8 + 4 ->
          VectorTiles.oneByFour(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
      case 6 * 8 + 2 ->
          VectorTiles.sixByTwo(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
      case 2 * 8 + 2 ->
          VectorTiles.twoByTwo(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
      case 8 + 2 ->
          VectorTiles.oneByTwo(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
      case 6 * 8 + 1 ->
          VectorTiles.sixByOne(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
      default ->
          VectorTiles.oneByOne(
              depth, left, start, down, step, lines, at, stride, to, out, next, columns, more);
    }
  }

  /// Copies lines [k, k + depth) of B's columns [j, j + width), zeros after them.
  private void copyLines(int j, int width, int k, int depth) {
    int whole = width / WIDTH * WIDTH;
    VectorMask<Float> rest = SPECIES.indexInRange(whole, width);
    for (int line = 0; line < depth; line++) {
      int source = bAt + (k + line) * bStride + j;
      int to = line * Kernels.PANEL;
      for (int v = 0; v < whole; v += WIDTH) {
        FloatVector.fromArray(SPECIES, b, source + v).intoArray(panel, to + v);
      }
      if (whole < width) {
        FloatVector.fromArray(SPECIES, b, source + whole, rest).intoArray(panel, to + whole);
      }
    }
  }

  /// The same of a B that is turned: whose columns lie in memory as lines.
  private void copyTurned(int j, int width, int k, int depth) {
    int padded = (width + WIDTH - 1) / WIDTH * WIDTH;
    int block = 16; // whole cache lines on both sides
    for (int k0 = 0; k0 < depth; k0 += block) {
      int end = Math.min(depth, k0 + block);
      for (int column = 0; column < width; column++) {
        int source = bAt + (j + column) * bStride + k;
        for (int line = k0; line < end; line++) {
          panel[line * Kernels.PANEL + column] = b[source + line];
        }
      }
      for (int line = k0; line < end; line++) {
        for (int column = width; column < padded; column++) {
          panel[line * Kernels.PANEL + column] = 0f;
        }
      }
    }
  }

  /// Copies steps [k, k + depth) of A's rows, which lie in memory as columns: six rows together,
  /// step by step.
  private void copySixes(int from, int to, int k, int depth) {
    int size = (to - from + ROWS - 1) / ROWS * ROWS * depth;
    if (sixes.length < size) {
      sixes = new float[size];
    }
    for (int i = from; i < to; i += ROWS) {
      int rows = Math.min(ROWS, to - i);
      int out = (i - from) * depth;
      int source = i + k * stepStride;
      if (rows == ROWS) {
        copySix(source, out, depth);
      } else {
        for (int step = 0; step < depth; step++) {
          System.arraycopy(a, source + step * stepStride, sixes, out + step * ROWS, rows);
        }
      }
    }
  }

  private void copySix(int source, int out, int depth) {
    int at = source;
    for (int to = out; to < out + depth * ROWS; to += ROWS) {
      FloatVector.fromArray(FOUR, a, at).intoArray(sixes, to);
      FloatVector.fromArray(TWO, a, at + 4).intoArray(sixes, to + 4);
      at += stepStride;
    }
  }

  /// Where row i begins among the copies.
  private static int copied(int i, int depth) {
    return i / ROWS * ROWS * depth + i % ROWS;
  }
}
