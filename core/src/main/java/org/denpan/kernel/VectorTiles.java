package org.denpan.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Register tiles of a matrix product: so many rows by so many vectors of C, whose sums stay in
/// registers while the inner index runs. Sums are local variables one by one, as an array of them
/// would live in memory.
///
/// All take the same: `inner` steps; A, whose element (i, k) stands at a0 + i·rowStride +
/// k·stepStride; B, whose line k starts at b0 + k·bStride; S, what the sums start from, and C,
/// whose rows i start at s0 + i·sStride and c0 + i·cStride. Rows of C are written in ascending
/// order.
///
/// Whole vectors only, and no branches: with masks the methods become too large for the first
/// compiler, which then may run them for ever at a hundredth of the speed.
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + rowStride;
    int a2 = a1 + rowStride;
    int a3 = a2 + rowStride;
    int a4 = a3 + rowStride;
    int a5 = a4 + rowStride;
    int s1 = s0 + sStride;
    int s2 = s1 + sStride;
    int s3 = s2 + sStride;
    int s4 = s3 + sStride;
    int s5 = s4 + sStride;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    FloatVector t01 = FloatVector.fromArray(SPECIES, s, s0 + WIDTH);
    FloatVector t02 = FloatVector.fromArray(SPECIES, s, s0 + 2 * WIDTH);
    FloatVector t03 = FloatVector.fromArray(SPECIES, s, s0 + 3 * WIDTH);
    FloatVector t10 = FloatVector.fromArray(SPECIES, s, s1);
    FloatVector t11 = FloatVector.fromArray(SPECIES, s, s1 + WIDTH);
    FloatVector t12 = FloatVector.fromArray(SPECIES, s, s1 + 2 * WIDTH);
    FloatVector t13 = FloatVector.fromArray(SPECIES, s, s1 + 3 * WIDTH);
    FloatVector t20 = FloatVector.fromArray(SPECIES, s, s2);
    FloatVector t21 = FloatVector.fromArray(SPECIES, s, s2 + WIDTH);
    FloatVector t22 = FloatVector.fromArray(SPECIES, s, s2 + 2 * WIDTH);
    FloatVector t23 = FloatVector.fromArray(SPECIES, s, s2 + 3 * WIDTH);
    FloatVector t30 = FloatVector.fromArray(SPECIES, s, s3);
    FloatVector t31 = FloatVector.fromArray(SPECIES, s, s3 + WIDTH);
    FloatVector t32 = FloatVector.fromArray(SPECIES, s, s3 + 2 * WIDTH);
    FloatVector t33 = FloatVector.fromArray(SPECIES, s, s3 + 3 * WIDTH);
    FloatVector t40 = FloatVector.fromArray(SPECIES, s, s4);
    FloatVector t41 = FloatVector.fromArray(SPECIES, s, s4 + WIDTH);
    FloatVector t42 = FloatVector.fromArray(SPECIES, s, s4 + 2 * WIDTH);
    FloatVector t43 = FloatVector.fromArray(SPECIES, s, s4 + 3 * WIDTH);
    FloatVector t50 = FloatVector.fromArray(SPECIES, s, s5);
    FloatVector t51 = FloatVector.fromArray(SPECIES, s, s5 + WIDTH);
    FloatVector t52 = FloatVector.fromArray(SPECIES, s, s5 + 2 * WIDTH);
    FloatVector t53 = FloatVector.fromArray(SPECIES, s, s5 + 3 * WIDTH);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, line + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, line + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      t01 = x.fma(v1, t01);
      t02 = x.fma(v2, t02);
      t03 = x.fma(v3, t03);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      t10 = x.fma(v0, t10);
      t11 = x.fma(v1, t11);
      t12 = x.fma(v2, t12);
      t13 = x.fma(v3, t13);
      x = FloatVector.broadcast(SPECIES, a[a2 + step]);
      t20 = x.fma(v0, t20);
      t21 = x.fma(v1, t21);
      t22 = x.fma(v2, t22);
      t23 = x.fma(v3, t23);
      x = FloatVector.broadcast(SPECIES, a[a3 + step]);
      t30 = x.fma(v0, t30);
      t31 = x.fma(v1, t31);
      t32 = x.fma(v2, t32);
      t33 = x.fma(v3, t33);
      x = FloatVector.broadcast(SPECIES, a[a4 + step]);
      t40 = x.fma(v0, t40);
      t41 = x.fma(v1, t41);
      t42 = x.fma(v2, t42);
      t43 = x.fma(v3, t43);
      x = FloatVector.broadcast(SPECIES, a[a5 + step]);
      t50 = x.fma(v0, t50);
      t51 = x.fma(v1, t51);
      t52 = x.fma(v2, t52);
      t53 = x.fma(v3, t53);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + WIDTH);
    t02.intoArray(c, c0 + 2 * WIDTH);
    t03.intoArray(c, c0 + 3 * WIDTH);
    t10.intoArray(c, c1);
    t11.intoArray(c, c1 + WIDTH);
    t12.intoArray(c, c1 + 2 * WIDTH);
    t13.intoArray(c, c1 + 3 * WIDTH);
    t20.intoArray(c, c2);
    t21.intoArray(c, c2 + WIDTH);
    t22.intoArray(c, c2 + 2 * WIDTH);
    t23.intoArray(c, c2 + 3 * WIDTH);
    t30.intoArray(c, c3);
    t31.intoArray(c, c3 + WIDTH);
    t32.intoArray(c, c3 + 2 * WIDTH);
    t33.intoArray(c, c3 + 3 * WIDTH);
    t40.intoArray(c, c4);
    t41.intoArray(c, c4 + WIDTH);
    t42.intoArray(c, c4 + 2 * WIDTH);
    t43.intoArray(c, c4 + 3 * WIDTH);
    t50.intoArray(c, c5);
    t51.intoArray(c, c5 + WIDTH);
    t52.intoArray(c, c5 + 2 * WIDTH);
    t53.intoArray(c, c5 + 3 * WIDTH);
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + rowStride;
    int s1 = s0 + sStride;
    int c1 = c0 + cStride;
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    FloatVector t01 = FloatVector.fromArray(SPECIES, s, s0 + WIDTH);
    FloatVector t02 = FloatVector.fromArray(SPECIES, s, s0 + 2 * WIDTH);
    FloatVector t03 = FloatVector.fromArray(SPECIES, s, s0 + 3 * WIDTH);
    FloatVector t10 = FloatVector.fromArray(SPECIES, s, s1);
    FloatVector t11 = FloatVector.fromArray(SPECIES, s, s1 + WIDTH);
    FloatVector t12 = FloatVector.fromArray(SPECIES, s, s1 + 2 * WIDTH);
    FloatVector t13 = FloatVector.fromArray(SPECIES, s, s1 + 3 * WIDTH);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, line + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, line + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      t01 = x.fma(v1, t01);
      t02 = x.fma(v2, t02);
      t03 = x.fma(v3, t03);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      t10 = x.fma(v0, t10);
      t11 = x.fma(v1, t11);
      t12 = x.fma(v2, t12);
      t13 = x.fma(v3, t13);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + WIDTH);
    t02.intoArray(c, c0 + 2 * WIDTH);
    t03.intoArray(c, c0 + 3 * WIDTH);
    t10.intoArray(c, c1);
    t11.intoArray(c, c1 + WIDTH);
    t12.intoArray(c, c1 + 2 * WIDTH);
    t13.intoArray(c, c1 + 3 * WIDTH);
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    FloatVector t01 = FloatVector.fromArray(SPECIES, s, s0 + WIDTH);
    FloatVector t02 = FloatVector.fromArray(SPECIES, s, s0 + 2 * WIDTH);
    FloatVector t03 = FloatVector.fromArray(SPECIES, s, s0 + 3 * WIDTH);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector v2 = FloatVector.fromArray(SPECIES, b, line + 2 * WIDTH);
      FloatVector v3 = FloatVector.fromArray(SPECIES, b, line + 3 * WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      t01 = x.fma(v1, t01);
      t02 = x.fma(v2, t02);
      t03 = x.fma(v3, t03);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + WIDTH);
    t02.intoArray(c, c0 + 2 * WIDTH);
    t03.intoArray(c, c0 + 3 * WIDTH);
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + rowStride;
    int a2 = a1 + rowStride;
    int a3 = a2 + rowStride;
    int a4 = a3 + rowStride;
    int a5 = a4 + rowStride;
    int s1 = s0 + sStride;
    int s2 = s1 + sStride;
    int s3 = s2 + sStride;
    int s4 = s3 + sStride;
    int s5 = s4 + sStride;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    FloatVector t01 = FloatVector.fromArray(SPECIES, s, s0 + WIDTH);
    FloatVector t10 = FloatVector.fromArray(SPECIES, s, s1);
    FloatVector t11 = FloatVector.fromArray(SPECIES, s, s1 + WIDTH);
    FloatVector t20 = FloatVector.fromArray(SPECIES, s, s2);
    FloatVector t21 = FloatVector.fromArray(SPECIES, s, s2 + WIDTH);
    FloatVector t30 = FloatVector.fromArray(SPECIES, s, s3);
    FloatVector t31 = FloatVector.fromArray(SPECIES, s, s3 + WIDTH);
    FloatVector t40 = FloatVector.fromArray(SPECIES, s, s4);
    FloatVector t41 = FloatVector.fromArray(SPECIES, s, s4 + WIDTH);
    FloatVector t50 = FloatVector.fromArray(SPECIES, s, s5);
    FloatVector t51 = FloatVector.fromArray(SPECIES, s, s5 + WIDTH);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      t01 = x.fma(v1, t01);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      t10 = x.fma(v0, t10);
      t11 = x.fma(v1, t11);
      x = FloatVector.broadcast(SPECIES, a[a2 + step]);
      t20 = x.fma(v0, t20);
      t21 = x.fma(v1, t21);
      x = FloatVector.broadcast(SPECIES, a[a3 + step]);
      t30 = x.fma(v0, t30);
      t31 = x.fma(v1, t31);
      x = FloatVector.broadcast(SPECIES, a[a4 + step]);
      t40 = x.fma(v0, t40);
      t41 = x.fma(v1, t41);
      x = FloatVector.broadcast(SPECIES, a[a5 + step]);
      t50 = x.fma(v0, t50);
      t51 = x.fma(v1, t51);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + WIDTH);
    t10.intoArray(c, c1);
    t11.intoArray(c, c1 + WIDTH);
    t20.intoArray(c, c2);
    t21.intoArray(c, c2 + WIDTH);
    t30.intoArray(c, c3);
    t31.intoArray(c, c3 + WIDTH);
    t40.intoArray(c, c4);
    t41.intoArray(c, c4 + WIDTH);
    t50.intoArray(c, c5);
    t51.intoArray(c, c5 + WIDTH);
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + rowStride;
    int s1 = s0 + sStride;
    int c1 = c0 + cStride;
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    FloatVector t01 = FloatVector.fromArray(SPECIES, s, s0 + WIDTH);
    FloatVector t10 = FloatVector.fromArray(SPECIES, s, s1);
    FloatVector t11 = FloatVector.fromArray(SPECIES, s, s1 + WIDTH);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      t01 = x.fma(v1, t01);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      t10 = x.fma(v0, t10);
      t11 = x.fma(v1, t11);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + WIDTH);
    t10.intoArray(c, c1);
    t11.intoArray(c, c1 + WIDTH);
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    FloatVector t01 = FloatVector.fromArray(SPECIES, s, s0 + WIDTH);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b, line + WIDTH);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      t01 = x.fma(v1, t01);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
    t01.intoArray(c, c0 + WIDTH);
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    int a1 = a0 + rowStride;
    int a2 = a1 + rowStride;
    int a3 = a2 + rowStride;
    int a4 = a3 + rowStride;
    int a5 = a4 + rowStride;
    int s1 = s0 + sStride;
    int s2 = s1 + sStride;
    int s3 = s2 + sStride;
    int s4 = s3 + sStride;
    int s5 = s4 + sStride;
    int c1 = c0 + cStride;
    int c2 = c1 + cStride;
    int c3 = c2 + cStride;
    int c4 = c3 + cStride;
    int c5 = c4 + cStride;
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    FloatVector t10 = FloatVector.fromArray(SPECIES, s, s1);
    FloatVector t20 = FloatVector.fromArray(SPECIES, s, s2);
    FloatVector t30 = FloatVector.fromArray(SPECIES, s, s3);
    FloatVector t40 = FloatVector.fromArray(SPECIES, s, s4);
    FloatVector t50 = FloatVector.fromArray(SPECIES, s, s5);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      x = FloatVector.broadcast(SPECIES, a[a1 + step]);
      t10 = x.fma(v0, t10);
      x = FloatVector.broadcast(SPECIES, a[a2 + step]);
      t20 = x.fma(v0, t20);
      x = FloatVector.broadcast(SPECIES, a[a3 + step]);
      t30 = x.fma(v0, t30);
      x = FloatVector.broadcast(SPECIES, a[a4 + step]);
      t40 = x.fma(v0, t40);
      x = FloatVector.broadcast(SPECIES, a[a5 + step]);
      t50 = x.fma(v0, t50);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
    t10.intoArray(c, c1);
    t20.intoArray(c, c2);
    t30.intoArray(c, c3);
    t40.intoArray(c, c4);
    t50.intoArray(c, c5);
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
      float[] s,
      int s0,
      int sStride,
      float[] c,
      int c0,
      int cStride) {
    FloatVector t00 = FloatVector.fromArray(SPECIES, s, s0);
    int step = 0;
    int line = b0;
    for (int k = 0; k < inner; k++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, b, line);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + step]);
      t00 = x.fma(v0, t00);
      step += stepStride;
      line += bStride;
    }
    t00.intoArray(c, c0);
  }
}
