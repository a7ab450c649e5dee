package org.denpan.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The matrix product C = A·B over a rectangle of C: panels of 64 columns outside, register tiles
/// ([VectorTiles]) inside. A panel of B is copied so that its lines lie one after the other, unless
/// the rows are too few to be worth it.
///
/// Each element of C is one chain over the inner index whatever the tiles, so that widths, panels
/// and blocks do not change a bit. Each thread has an instance of its own, for its copies.
final class VectorProduct {
  /// Columns at once: four vectors of 512 bit.
  static final int PANEL = 64;

  /// Up to so many columns a result is better computed turned, as its rows fill vectors then.
  static final int NARROW = 16;

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
  // interleave the lower and the upper halves of two vectors
  private static final VectorShuffle<Float> LOWER = VectorShuffle.makeZip(SPECIES, 0);
  private static final VectorShuffle<Float> UPPER = VectorShuffle.makeZip(SPECIES, 1);
  // with 32 registers 24 sums stay in them, with 16 registers 12 do
  private static final boolean WIDE =
      SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch", "").equals("aarch64");
  private static final int ROWS = 6;
  // a panel of so many lines stays in the second cache
  private static final int DEPTH = 1024;
  private static final int ROWS_WORTH_COPYING_B = 24;
  private static final int COLUMNS_WORTH_COPYING_A = 192;

  private static final float[] NONE = {};
  private static final float[] ZEROS = new float[PANEL];
  private static final ThreadLocal<VectorProduct> MINE =
      ThreadLocal.withInitial(VectorProduct::new);

  private final float[] panel = new float[PANEL * DEPTH];
  private final float[] edge = new float[ROWS * PANEL];
  private final float[] zipped = new float[4 * WIDTH];
  private float[] sixes = {};
  private float[] straight = {};

  // the operands of the call under way
  private float[] a = NONE;
  private int rowStride;
  private int stepStride;
  private float[] b = NONE;
  private int bAt;
  private int bStride;
  private boolean turned;
  private float[] c = NONE;
  private int cAt;
  private int cStride;

  // where the tiles under way find A and B: the operands or copies of them
  private float[] tileA = NONE;
  private int tileAt;
  private int step;
  private float[] lines = NONE;
  private int linesAt;
  private int linesStride;

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
      for (int j = left; j < right; j += PANEL) {
        panel(from, to, j, Math.min(PANEL, right - j), k, depth, copyA);
      }
    }
    forget();
  }

  /// A thread that rests must not hold on to a model's arrays.
  private void forget() {
    a = NONE;
    b = NONE;
    c = NONE;
    tileA = NONE;
    lines = NONE;
  }

  /// Computes columns [left, right) of A·B, of so many rows, and writes them as rows of C.
  void runTurned(int rows, int left, int right, int inner) {
    float[] result = c;
    int resultAt = cAt;
    int width = right - left;
    if (straight.length < rows * width) {
      straight = new float[rows * width];
    }
    c(straight, -left, width).run(0, rows, left, right, inner);
    for (int j = 0; j < width; j++) {
      int to = resultAt + (left + j) * rows;
      for (int i = 0; i < rows; i++) {
        result[to + i] = straight[i * width + j];
      }
    }
  }

  private void panel(int from, int to, int j, int width, int k, int depth, boolean copiedA) {
    lines = panel;
    linesAt = 0;
    linesStride = PANEL;
    if (turned) {
      copyTurned(j, width, k, depth);
    } else if (to - from >= ROWS_WORTH_COPYING_B || width < PANEL) {
      copyLines(j, width, k, depth);
    } else {
      lines = b;
      linesAt = bAt + k * bStride + j;
      linesStride = bStride;
    }
    int done = 0;
    while (done < width) {
      int left = width - done;
      int vectors = WIDE && left > 3 * WIDTH ? 4 : left > WIDTH ? 2 : 1;
      int columns = Math.min(left, vectors * WIDTH);
      column(vectors, from, to, k, depth, j + done, columns, copiedA);
      linesAt += columns;
      done += columns;
    }
  }

  /// One column of tiles, from row to row.
  private void column(
      int vectors, int from, int to, int k, int depth, int j, int columns, boolean copiedA) {
    tileA = copiedA ? sixes : a;
    step = copiedA ? ROWS : stepStride;
    boolean whole = columns == vectors * WIDTH;
    // what is written beyond a row's end is written over by the next rows
    boolean overrun = k == 0 && columns == cStride;
    int beyond = vectors * WIDTH - columns;
    int rows;
    for (int i = from; i < to; i += rows) {
      rows = to - i >= ROWS ? ROWS : to - i >= 2 && vectors > 1 ? 2 : 1;
      tileAt = copiedA ? copied(i - from, depth) : i * rowStride + k * stepStride;
      int at = cAt + i * cStride + j;
      if (whole || (overrun && (to - i - rows) * cStride >= beyond)) {
        boolean first = k == 0;
        tile(
            rows * 8 + vectors,
            depth,
            first ? ZEROS : c,
            first ? 0 : at,
            first ? 0 : cStride,
            c,
            at,
            cStride);
      } else {
        ragged(rows * 8 + vectors, depth, rows, columns, at, k > 0);
      }
    }
  }

  /// A tile that is wider than what is left of C.
  private void ragged(int kind, int depth, int rows, int columns, int at, boolean more) {
    for (int r = 0; r < rows; r++) {
      if (more) {
        System.arraycopy(c, at + r * cStride, edge, r * PANEL, columns);
      } else {
        Arrays.fill(edge, r * PANEL, (r + 1) * PANEL, 0f);
      }
    }
    tile(kind, depth, edge, 0, PANEL, edge, 0, PANEL);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(edge, r * PANEL, c, at + r * cStride, columns);
    }
  }

  /// @param kind eight times its rows and its vectors
  private void tile(
      int kind,
      int n,
      float[] start,
      int startAt,
      int startStride,
      float[] to,
      int at,
      int stride) {
    float[] x = tileA;
    int x0 = tileAt;
    int down = rowStride;
    int right = step;
    float[] y = lines;
    int y0 = linesAt;
    int next = linesStride;
    switch (kind) {
      case 6 * 8 + 4 ->
          VectorTiles.sixByFour(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      case 2 * 8 + 4 ->
          VectorTiles.twoByFour(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      case 1 * 8 + 4 ->
          VectorTiles.oneByFour(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      case 6 * 8 + 2 ->
          VectorTiles.sixByTwo(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      case 2 * 8 + 2 ->
          VectorTiles.twoByTwo(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      case 1 * 8 + 2 ->
          VectorTiles.oneByTwo(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      case 6 * 8 + 1 ->
          VectorTiles.sixByOne(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      case 1 * 8 + 1 ->
          VectorTiles.oneByOne(
              n, x, x0, down, right, y, y0, next, start, startAt, startStride, to, at, stride);
      default -> throw new IllegalStateException("no tile " + kind);
    }
  }

  /// Copies lines [k, k + depth) of B's columns [j, j + width).
  private void copyLines(int j, int width, int k, int depth) {
    int whole = width / WIDTH * WIDTH;
    for (int line = 0; line < depth; line++) {
      int source = bAt + (k + line) * bStride + j;
      int to = line * PANEL;
      for (int v = 0; v < whole; v += WIDTH) {
        FloatVector.fromArray(SPECIES, b, source + v).intoArray(panel, to + v);
      }
      for (int v = whole; v < width; v++) {
        panel[to + v] = b[source + v];
      }
    }
  }

  /// The same of a B that is turned: whose columns lie in memory as lines.
  private void copyTurned(int j, int width, int k, int depth) {
    int wholeFours = width / 4 * 4;
    int whole = depth / WIDTH * WIDTH;
    for (int column = 0; column < wholeFours; column += 4) {
      turnFour(bAt + (j + column) * bStride + k, column, whole);
    }
    for (int column = 0; column < width; column++) {
      int source = bAt + (j + column) * bStride + k;
      for (int line = column < wholeFours ? whole : 0; line < depth; line++) {
        panel[line * PANEL + column] = b[source + line];
      }
    }
  }

  /// Turns `depth` numbers of four columns at `source` into lines of the panel.
  private void turnFour(int source, int column, int depth) {
    int to = column;
    for (int line = 0; line < depth; line += WIDTH) {
      int at = source + line;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, at + bStride);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, at + 2 * bStride);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, at + 3 * bStride);
      FloatVector even = v0.rearrange(LOWER, v2);
      FloatVector odd = v1.rearrange(LOWER, v3);
      even.rearrange(LOWER, odd).intoArray(zipped, 0);
      even.rearrange(UPPER, odd).intoArray(zipped, WIDTH);
      even = v0.rearrange(UPPER, v2);
      odd = v1.rearrange(UPPER, v3);
      even.rearrange(LOWER, odd).intoArray(zipped, 2 * WIDTH);
      even.rearrange(UPPER, odd).intoArray(zipped, 3 * WIDTH);
      for (int i = 0; i < 4 * WIDTH; i += 4) {
        FloatVector.fromArray(FOUR, zipped, i).intoArray(panel, to);
        to += PANEL;
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

  /// One by one: shorter vectors than the others were sometimes left objects.
  private void copySix(int source, int out, int depth) {
    int at = source;
    for (int to = out; to < out + depth * ROWS; to += ROWS) {
      sixes[to] = a[at];
      sixes[to + 1] = a[at + 1];
      sixes[to + 2] = a[at + 2];
      sixes[to + 3] = a[at + 3];
      sixes[to + 4] = a[at + 4];
      sixes[to + 5] = a[at + 5];
      at += stepStride;
    }
  }

  /// Where row i begins among the copies.
  private static int copied(int i, int depth) {
    return i / ROWS * ROWS * depth + i % ROWS;
  }
}
