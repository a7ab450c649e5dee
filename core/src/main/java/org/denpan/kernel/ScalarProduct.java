package org.denpan.kernel;

import java.util.Arrays;

/// The matrix product C = A·B over a rectangle of C in plain Java: panels of columns outside, four
/// rows by four steps of the inner index inside.
///
/// Lines of B and rows of C are arrays of their own, gone through with one index: only then does
/// the compiler see that they do not overlap, and makes vectors of its own. Each element is one
/// chain over the inner index, as in [VectorProduct].
final class ScalarProduct {
  /// Columns at once: short loops would spend most of their time at their ends.
  static final int PANEL = 1024;

  private static final int DEPTH = 64;
  private static final ThreadLocal<ScalarProduct> MINE =
      ThreadLocal.withInitial(ScalarProduct::new);

  private final float[][] lines = new float[DEPTH][PANEL];
  private final float[][] sums = new float[4][PANEL];
  private final float[] factors = new float[16];

  private ScalarProduct() {}

  /// This thread's own.
  static ScalarProduct mine() {
    return MINE.get();
  }

  /// Rows [from, to) of columns [left, right). Element (i, k) of A stands at i·rows + k·steps; (k,
  /// j) of B at bAt + k·lineStride + j·columnStride; (i, j) of C at cAt + i·cStride + j.
  void run(
      int from,
      int to,
      int left,
      int right,
      int inner,
      float[] a,
      int rows,
      int steps,
      float[] b,
      int bAt,
      int lineStride,
      int columnStride,
      float[] c,
      int cAt,
      int cStride) {
    for (int j = left; j < right; j += PANEL) {
      int width = Math.min(PANEL, right - j);
      for (int k = 0; k < inner; k += DEPTH) {
        int depth = Math.min(DEPTH, inner - k);
        copyLines(
            b, bAt + k * lineStride + j * columnStride, lineStride, columnStride, depth, width);
        for (int i = from; i < to; i += 4) {
          int some = Math.min(4, to - i);
          begin(k > 0, c, cAt + i * cStride + j, cStride, some, width);
          addLines(a, i * rows + k * steps, rows, steps, some, depth, width);
          for (int r = 0; r < some; r++) {
            System.arraycopy(sums[r], 0, c, cAt + (i + r) * cStride + j, width);
          }
        }
      }
    }
  }

  private void copyLines(
      float[] b, int at, int lineStride, int columnStride, int depth, int width) {
    for (int line = 0; line < depth; line++) {
      float[] to = lines[line];
      for (int j = 0; j < width; j++) {
        to[j] = b[at + line * lineStride + j * columnStride];
      }
    }
  }

  /// The sums of so many rows, as far as they have come.
  private void begin(boolean more, float[] c, int at, int stride, int rows, int width) {
    for (int r = 0; r < rows; r++) {
      if (more) {
        System.arraycopy(c, at + r * stride, sums[r], 0, width);
      } else {
        Arrays.fill(sums[r], 0f);
      }
    }
  }

  private void addLines(
      float[] a, int at, int rowStride, int stepStride, int rows, int depth, int width) {
    int k = 0;
    for (; k <= depth - 4 && rows == 4; k += 4) {
      for (int r = 0; r < 4; r++) {
        for (int step = 0; step < 4; step++) {
          factors[4 * r + step] = a[at + r * rowStride + (k + step) * stepStride];
        }
      }
      addFour(
          factors,
          sums[0],
          sums[1],
          sums[2],
          sums[3],
          lines[k],
          lines[k + 1],
          lines[k + 2],
          lines[k + 3],
          width);
    }
    for (; k < depth; k++) {
      for (int r = 0; r < rows; r++) {
        add(a[at + r * rowStride + k * stepStride], lines[k], sums[r], width);
      }
    }
  }

  private static void addFour(
      float[] f,
      float[] s0,
      float[] s1,
      float[] s2,
      float[] s3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      int width) {
    float f00 = f[0];
    float f01 = f[1];
    float f02 = f[2];
    float f03 = f[3];
    float f10 = f[4];
    float f11 = f[5];
    float f12 = f[6];
    float f13 = f[7];
    float f20 = f[8];
    float f21 = f[9];
    float f22 = f[10];
    float f23 = f[11];
    float f30 = f[12];
    float f31 = f[13];
    float f32 = f[14];
    float f33 = f[15];
    for (int j = 0; j < width; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      s0[j] = Math.fma(f03, x3, Math.fma(f02, x2, Math.fma(f01, x1, Math.fma(f00, x0, s0[j]))));
      s1[j] = Math.fma(f13, x3, Math.fma(f12, x2, Math.fma(f11, x1, Math.fma(f10, x0, s1[j]))));
      s2[j] = Math.fma(f23, x3, Math.fma(f22, x2, Math.fma(f21, x1, Math.fma(f20, x0, s2[j]))));
      s3[j] = Math.fma(f33, x3, Math.fma(f32, x2, Math.fma(f31, x1, Math.fma(f30, x0, s3[j]))));
    }
  }

  private static void add(float factor, float[] line, float[] sum, int width) {
    for (int j = 0; j < width; j++) {
      sum[j] = Math.fma(factor, line[j], sum[j]);
    }
  }
}
