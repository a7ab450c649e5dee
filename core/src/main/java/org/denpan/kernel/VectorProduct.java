package org.denpan.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Matrix products in register tiles: six rows by two vectors, twelve sums at a time, which fit the
/// sixteen registers of AVX2. Remaining columns are masked, remaining rows go one by one.
///
/// Each sum is one chain over the inner index, so tiles of any size give the same bits.
final class VectorProduct {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final int ROWS = 6;

  private VectorProduct() {}

  /// C = A·B for the rows [from, to) of C, where element (i, k) of A stands at i·rowStride +
  /// k·stepStride, B is [inner, columns] at bAt and C is [.., columns] at cAt.
  static void multiply(
      int from,
      int to,
      int inner,
      int columns,
      float[] a,
      int rowStride,
      int stepStride,
      float[] b,
      int bAt,
      float[] c,
      int cAt) {
    // columns outside, rows inside: a panel of B stays in the cache for all rows
    int j = 0;
    for (; j <= columns - 2 * WIDTH; j += 2 * WIDTH) {
      int i = from;
      for (; i <= to - ROWS; i += ROWS) {
        sixByTwo(
            inner,
            columns,
            a,
            i * rowStride,
            rowStride,
            stepStride,
            b,
            bAt + j,
            c,
            cAt + i * columns + j);
      }
      for (; i < to; i++) {
        oneByTwo(
            inner, columns, a, i * rowStride, stepStride, b, bAt + j, c, cAt + i * columns + j);
      }
    }
    for (; j < columns; j += WIDTH) {
      int left = columns - j;
      int i = from;
      for (; i <= to - ROWS; i += ROWS) {
        sixByOne(
            inner,
            columns,
            a,
            i * rowStride,
            rowStride,
            stepStride,
            b,
            bAt + j,
            c,
            cAt + i * columns + j,
            left);
      }
      for (; i < to; i++) {
        oneByOne(
            inner,
            columns,
            a,
            i * rowStride,
            stepStride,
            b,
            bAt + j,
            c,
            cAt + i * columns + j,
            left);
      }
    }
  }

  private static void sixByTwo(
      int inner,
      int columns,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      float[] c,
      int c0) {
    int a1 = a0 + rowStride;
    int a2 = a1 + rowStride;
    int a3 = a2 + rowStride;
    int a4 = a3 + rowStride;
    int a5 = a4 + rowStride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s40 = zero;
    FloatVector s41 = zero;
    FloatVector s50 = zero;
    FloatVector s51 = zero;
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      s00 = x.fma(v0, s00);
      s01 = x.fma(v1, s01);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      s10 = x.fma(v0, s10);
      s11 = x.fma(v1, s11);
      x = FloatVector.broadcast(SPECIES, a[a2 + step]);
      s20 = x.fma(v0, s20);
      s21 = x.fma(v1, s21);
      x = FloatVector.broadcast(SPECIES, a[a3 + step]);
      s30 = x.fma(v0, s30);
      s31 = x.fma(v1, s31);
      x = FloatVector.broadcast(SPECIES, a[a4 + step]);
      s40 = x.fma(v0, s40);
      s41 = x.fma(v1, s41);
      x = FloatVector.broadcast(SPECIES, a[a5 + step]);
      s50 = x.fma(v0, s50);
      s51 = x.fma(v1, s51);
      step += stepStride;
      line += columns;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH);
    s10.intoArray(c, c0 + columns);
    s11.intoArray(c, c0 + columns + WIDTH);
    s20.intoArray(c, c0 + 2 * columns);
    s21.intoArray(c, c0 + 2 * columns + WIDTH);
    s30.intoArray(c, c0 + 3 * columns);
    s31.intoArray(c, c0 + 3 * columns + WIDTH);
    s40.intoArray(c, c0 + 4 * columns);
    s41.intoArray(c, c0 + 4 * columns + WIDTH);
    s50.intoArray(c, c0 + 5 * columns);
    s51.intoArray(c, c0 + 5 * columns + WIDTH);
  }

  private static void oneByTwo(
      int inner,
      int columns,
      float[] a,
      int a0,
      int stepStride,
      float[] b,
      int b0,
      float[] c,
      int c0) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    int step = a0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[step]);
      s0 = x.fma(FloatVector.fromArray(SPECIES, b, line), s0);
      s1 = x.fma(FloatVector.fromArray(SPECIES, b, line + WIDTH), s1);
      step += stepStride;
      line += columns;
    }
    s0.intoArray(c, c0);
    s1.intoArray(c, c0 + WIDTH);
  }

  private static void sixByOne(
      int inner,
      int columns,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int left) {
    // made here and not by the caller, where it would become an object
    VectorMask<Float> mask = SPECIES.indexInRange(0, left);
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    int step = a0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, line, mask);
      s0 = v.fma(FloatVector.broadcast(SPECIES, a[step]), s0);
      s1 = v.fma(FloatVector.broadcast(SPECIES, a[step + rowStride]), s1);
      s2 = v.fma(FloatVector.broadcast(SPECIES, a[step + 2 * rowStride]), s2);
      s3 = v.fma(FloatVector.broadcast(SPECIES, a[step + 3 * rowStride]), s3);
      s4 = v.fma(FloatVector.broadcast(SPECIES, a[step + 4 * rowStride]), s4);
      s5 = v.fma(FloatVector.broadcast(SPECIES, a[step + 5 * rowStride]), s5);
      step += stepStride;
      line += columns;
    }
    s0.intoArray(c, c0, mask);
    s1.intoArray(c, c0 + columns, mask);
    s2.intoArray(c, c0 + 2 * columns, mask);
    s3.intoArray(c, c0 + 3 * columns, mask);
    s4.intoArray(c, c0 + 4 * columns, mask);
    s5.intoArray(c, c0 + 5 * columns, mask);
  }

  private static void oneByOne(
      int inner,
      int columns,
      float[] a,
      int a0,
      int stepStride,
      float[] b,
      int b0,
      float[] c,
      int c0,
      int left) {
    // made here and not by the caller, where it would become an object
    VectorMask<Float> mask = SPECIES.indexInRange(0, left);
    FloatVector sum = FloatVector.zero(SPECIES);
    int step = a0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, line, mask);
      sum = v.fma(FloatVector.broadcast(SPECIES, a[step]), sum);
      step += stepStride;
      line += columns;
    }
    sum.intoArray(c, c0, mask);
  }
}
