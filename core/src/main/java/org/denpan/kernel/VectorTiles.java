package org.denpan.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Register tiles of a matrix product: so many rows by so many vectors of C, whose sums stay in
/// registers while the inner index runs. Sums are local variables one by one, as an array of them
/// would live in memory.
///
/// All take the same: `inner` steps; A, whose element (i, k) stands at a0 + i·rowStride +
/// k·stepStride; B, whose line k starts at b0 + k·bStride and may be read over all of the tile's
/// width; C, whose row i starts at c0 + i·cStride and has `left` columns of the tile, at least one
/// of the last vector; and whether to add to what C holds, the earlier part of the same sums.
///
/// Each method stays under 1,500 bytecodes: compilers give up on larger ones.
final class VectorTiles {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  private VectorTiles() {}

  static void sixByFour(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left - 3 * WIDTH);
    int a1 = a0 + rowStride;
    int a2 = a1 + rowStride;
    int a3 = a2 + rowStride;
    int a4 = a3 + rowStride;
    int a5 = a4 + rowStride;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    FloatVector s40 = zero;
    FloatVector s41 = zero;
    FloatVector s42 = zero;
    FloatVector s43 = zero;
    FloatVector s50 = zero;
    FloatVector s51 = zero;
    FloatVector s52 = zero;
    FloatVector s53 = zero;
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0);
      s01 = FloatVector.fromArray(SPECIES, c, c0 + WIDTH);
      s02 = FloatVector.fromArray(SPECIES, c, c0 + 2 * WIDTH);
      s03 = FloatVector.fromArray(SPECIES, c, c0 + 3 * WIDTH, mask);
      s10 = FloatVector.fromArray(SPECIES, c, c1);
      s11 = FloatVector.fromArray(SPECIES, c, c1 + WIDTH);
      s12 = FloatVector.fromArray(SPECIES, c, c1 + 2 * WIDTH);
      s13 = FloatVector.fromArray(SPECIES, c, c1 + 3 * WIDTH, mask);
      s20 = FloatVector.fromArray(SPECIES, c, c2);
      s21 = FloatVector.fromArray(SPECIES, c, c2 + WIDTH);
      s22 = FloatVector.fromArray(SPECIES, c, c2 + 2 * WIDTH);
      s23 = FloatVector.fromArray(SPECIES, c, c2 + 3 * WIDTH, mask);
      s30 = FloatVector.fromArray(SPECIES, c, c3);
      s31 = FloatVector.fromArray(SPECIES, c, c3 + WIDTH);
      s32 = FloatVector.fromArray(SPECIES, c, c3 + 2 * WIDTH);
      s33 = FloatVector.fromArray(SPECIES, c, c3 + 3 * WIDTH, mask);
      s40 = FloatVector.fromArray(SPECIES, c, c4);
      s41 = FloatVector.fromArray(SPECIES, c, c4 + WIDTH);
      s42 = FloatVector.fromArray(SPECIES, c, c4 + 2 * WIDTH);
      s43 = FloatVector.fromArray(SPECIES, c, c4 + 3 * WIDTH, mask);
      s50 = FloatVector.fromArray(SPECIES, c, c5);
      s51 = FloatVector.fromArray(SPECIES, c, c5 + WIDTH);
      s52 = FloatVector.fromArray(SPECIES, c, c5 + 2 * WIDTH);
      s53 = FloatVector.fromArray(SPECIES, c, c5 + 3 * WIDTH, mask);
    }
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, line + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, line + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      s00 = x.fma(v0, s00);
      s01 = x.fma(v1, s01);
      s02 = x.fma(v2, s02);
      s03 = x.fma(v3, s03);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      s10 = x.fma(v0, s10);
      s11 = x.fma(v1, s11);
      s12 = x.fma(v2, s12);
      s13 = x.fma(v3, s13);
      x = FloatVector.broadcast(SPECIES, a[a2 + step]);
      s20 = x.fma(v0, s20);
      s21 = x.fma(v1, s21);
      s22 = x.fma(v2, s22);
      s23 = x.fma(v3, s23);
      x = FloatVector.broadcast(SPECIES, a[a3 + step]);
      s30 = x.fma(v0, s30);
      s31 = x.fma(v1, s31);
      s32 = x.fma(v2, s32);
      s33 = x.fma(v3, s33);
      x = FloatVector.broadcast(SPECIES, a[a4 + step]);
      s40 = x.fma(v0, s40);
      s41 = x.fma(v1, s41);
      s42 = x.fma(v2, s42);
      s43 = x.fma(v3, s43);
      x = FloatVector.broadcast(SPECIES, a[a5 + step]);
      s50 = x.fma(v0, s50);
      s51 = x.fma(v1, s51);
      s52 = x.fma(v2, s52);
      s53 = x.fma(v3, s53);
      step += stepStride;
      line += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH);
    s02.intoArray(c, c0 + 2 * WIDTH);
    s03.intoArray(c, c0 + 3 * WIDTH, mask);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + WIDTH);
    s12.intoArray(c, c1 + 2 * WIDTH);
    s13.intoArray(c, c1 + 3 * WIDTH, mask);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + WIDTH);
    s22.intoArray(c, c2 + 2 * WIDTH);
    s23.intoArray(c, c2 + 3 * WIDTH, mask);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + WIDTH);
    s32.intoArray(c, c3 + 2 * WIDTH);
    s33.intoArray(c, c3 + 3 * WIDTH, mask);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + WIDTH);
    s42.intoArray(c, c4 + 2 * WIDTH);
    s43.intoArray(c, c4 + 3 * WIDTH, mask);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + WIDTH);
    s52.intoArray(c, c5 + 2 * WIDTH);
    s53.intoArray(c, c5 + 3 * WIDTH, mask);
  }

  static void twoByFour(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left - 3 * WIDTH);
    int a1 = a0 + rowStride;
    int c1 = c0 + cStride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0);
      s01 = FloatVector.fromArray(SPECIES, c, c0 + WIDTH);
      s02 = FloatVector.fromArray(SPECIES, c, c0 + 2 * WIDTH);
      s03 = FloatVector.fromArray(SPECIES, c, c0 + 3 * WIDTH, mask);
      s10 = FloatVector.fromArray(SPECIES, c, c1);
      s11 = FloatVector.fromArray(SPECIES, c, c1 + WIDTH);
      s12 = FloatVector.fromArray(SPECIES, c, c1 + 2 * WIDTH);
      s13 = FloatVector.fromArray(SPECIES, c, c1 + 3 * WIDTH, mask);
    }
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, line + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, line + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      s00 = x.fma(v0, s00);
      s01 = x.fma(v1, s01);
      s02 = x.fma(v2, s02);
      s03 = x.fma(v3, s03);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      s10 = x.fma(v0, s10);
      s11 = x.fma(v1, s11);
      s12 = x.fma(v2, s12);
      s13 = x.fma(v3, s13);
      step += stepStride;
      line += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH);
    s02.intoArray(c, c0 + 2 * WIDTH);
    s03.intoArray(c, c0 + 3 * WIDTH, mask);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + WIDTH);
    s12.intoArray(c, c1 + 2 * WIDTH);
    s13.intoArray(c, c1 + 3 * WIDTH, mask);
  }

  static void oneByFour(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left - 3 * WIDTH);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0);
      s01 = FloatVector.fromArray(SPECIES, c, c0 + WIDTH);
      s02 = FloatVector.fromArray(SPECIES, c, c0 + 2 * WIDTH);
      s03 = FloatVector.fromArray(SPECIES, c, c0 + 3 * WIDTH, mask);
    }
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, line + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, line + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      s00 = x.fma(v0, s00);
      s01 = x.fma(v1, s01);
      s02 = x.fma(v2, s02);
      s03 = x.fma(v3, s03);
      step += stepStride;
      line += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH);
    s02.intoArray(c, c0 + 2 * WIDTH);
    s03.intoArray(c, c0 + 3 * WIDTH, mask);
  }

  static void sixByTwo(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left - WIDTH);
    int a1 = a0 + rowStride;
    int a2 = a1 + rowStride;
    int a3 = a2 + rowStride;
    int a4 = a3 + rowStride;
    int a5 = a4 + rowStride;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
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
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0);
      s01 = FloatVector.fromArray(SPECIES, c, c0 + WIDTH, mask);
      s10 = FloatVector.fromArray(SPECIES, c, c1);
      s11 = FloatVector.fromArray(SPECIES, c, c1 + WIDTH, mask);
      s20 = FloatVector.fromArray(SPECIES, c, c2);
      s21 = FloatVector.fromArray(SPECIES, c, c2 + WIDTH, mask);
      s30 = FloatVector.fromArray(SPECIES, c, c3);
      s31 = FloatVector.fromArray(SPECIES, c, c3 + WIDTH, mask);
      s40 = FloatVector.fromArray(SPECIES, c, c4);
      s41 = FloatVector.fromArray(SPECIES, c, c4 + WIDTH, mask);
      s50 = FloatVector.fromArray(SPECIES, c, c5);
      s51 = FloatVector.fromArray(SPECIES, c, c5 + WIDTH, mask);
    }
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
      line += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH, mask);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + WIDTH, mask);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + WIDTH, mask);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + WIDTH, mask);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + WIDTH, mask);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + WIDTH, mask);
  }

  static void twoByTwo(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left - WIDTH);
    int a1 = a0 + rowStride;
    int c1 = c0 + cStride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0);
      s01 = FloatVector.fromArray(SPECIES, c, c0 + WIDTH, mask);
      s10 = FloatVector.fromArray(SPECIES, c, c1);
      s11 = FloatVector.fromArray(SPECIES, c, c1 + WIDTH, mask);
    }
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
      step += stepStride;
      line += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH, mask);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + WIDTH, mask);
  }

  static void oneByTwo(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left - WIDTH);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0);
      s01 = FloatVector.fromArray(SPECIES, c, c0 + WIDTH, mask);
    }
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      s00 = x.fma(v0, s00);
      s01 = x.fma(v1, s01);
      step += stepStride;
      line += bStride;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH, mask);
  }

  static void sixByOne(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left);
    int a1 = a0 + rowStride;
    int a2 = a1 + rowStride;
    int a3 = a2 + rowStride;
    int a4 = a3 + rowStride;
    int a5 = a4 + rowStride;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s10 = zero;
    FloatVector s20 = zero;
    FloatVector s30 = zero;
    FloatVector s40 = zero;
    FloatVector s50 = zero;
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0, mask);
      s10 = FloatVector.fromArray(SPECIES, c, c1, mask);
      s20 = FloatVector.fromArray(SPECIES, c, c2, mask);
      s30 = FloatVector.fromArray(SPECIES, c, c3, mask);
      s40 = FloatVector.fromArray(SPECIES, c, c4, mask);
      s50 = FloatVector.fromArray(SPECIES, c, c5, mask);
    }
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      s00 = x.fma(v0, s00);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      s10 = x.fma(v0, s10);
      x = FloatVector.broadcast(SPECIES, a[a2 + step]);
      s20 = x.fma(v0, s20);
      x = FloatVector.broadcast(SPECIES, a[a3 + step]);
      s30 = x.fma(v0, s30);
      x = FloatVector.broadcast(SPECIES, a[a4 + step]);
      s40 = x.fma(v0, s40);
      x = FloatVector.broadcast(SPECIES, a[a5 + step]);
      s50 = x.fma(v0, s50);
      step += stepStride;
      line += bStride;
    }
    s00.intoArray(c, c0, mask);
    s10.intoArray(c, c1, mask);
    s20.intoArray(c, c2, mask);
    s30.intoArray(c, c3, mask);
    s40.intoArray(c, c4, mask);
    s50.intoArray(c, c5, mask);
  }

  static void oneByOne(
      int inner,
      float[] a,
      int a0,
      int rowStride,
      int stepStride,
      float[] b,
      int b0,
      int bStride,
      float[] c,
      int c0,
      int cStride,
      int left,
      boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, left);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    if (more) {
      s00 = FloatVector.fromArray(SPECIES, c, c0, mask);
    }
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      s00 = x.fma(v0, s00);
      step += stepStride;
      line += bStride;
    }
    s00.intoArray(c, c0, mask);
  }
}
