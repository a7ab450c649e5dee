package org.denpan.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// One row times a matrix: up to sixteen vectors of sums stay in registers while the matrix goes
/// by, row after row, as it lies in memory. What bounds it is the way from the cache, so rows that
/// zeros would be multiplied with are left out.
final class VectorRow {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();

  /// AVX-512 has 32 registers; AVX2 and NEON cannot hold sixteen sums beside what else is needed.
  private static final boolean MANY_REGISTERS = SPECIES.vectorBitSize() == 512;

  private VectorRow() {}

  static void affine(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y) {
    int j = 0;
    for (; MANY_REGISTERS && j <= columns - 16 * WIDTH; j += 16 * WIDTH) {
      sixteen(count, index, columns, x, p, w, b, y, j);
    }
    for (; j <= columns - 8 * WIDTH; j += 8 * WIDTH) {
      eight(count, index, columns, x, p, w, b, y, j);
    }
    for (; j <= columns - 4 * WIDTH; j += 4 * WIDTH) {
      four(count, index, columns, x, p, w, b, y, j);
    }
    for (; j < columns; j += WIDTH) {
      one(count, index, columns, x, p, w, b, y, j);
    }
  }

  private static void sixteen(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y, int j) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector s4 = zero;
    FloatVector s5 = zero;
    FloatVector s6 = zero;
    FloatVector s7 = zero;
    FloatVector s8 = zero;
    FloatVector s9 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s14 = zero;
    FloatVector s15 = zero;
    for (int n = 0; n < count; n++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[index[n]]);
      int at = w + index[n] * columns + j;
      s0 = v.fma(FloatVector.fromArray(SPECIES, p, at), s0);
      s1 = v.fma(FloatVector.fromArray(SPECIES, p, at + WIDTH), s1);
      s2 = v.fma(FloatVector.fromArray(SPECIES, p, at + 2 * WIDTH), s2);
      s3 = v.fma(FloatVector.fromArray(SPECIES, p, at + 3 * WIDTH), s3);
      s4 = v.fma(FloatVector.fromArray(SPECIES, p, at + 4 * WIDTH), s4);
      s5 = v.fma(FloatVector.fromArray(SPECIES, p, at + 5 * WIDTH), s5);
      s6 = v.fma(FloatVector.fromArray(SPECIES, p, at + 6 * WIDTH), s6);
      s7 = v.fma(FloatVector.fromArray(SPECIES, p, at + 7 * WIDTH), s7);
      s8 = v.fma(FloatVector.fromArray(SPECIES, p, at + 8 * WIDTH), s8);
      s9 = v.fma(FloatVector.fromArray(SPECIES, p, at + 9 * WIDTH), s9);
      s10 = v.fma(FloatVector.fromArray(SPECIES, p, at + 10 * WIDTH), s10);
      s11 = v.fma(FloatVector.fromArray(SPECIES, p, at + 11 * WIDTH), s11);
      s12 = v.fma(FloatVector.fromArray(SPECIES, p, at + 12 * WIDTH), s12);
      s13 = v.fma(FloatVector.fromArray(SPECIES, p, at + 13 * WIDTH), s13);
      s14 = v.fma(FloatVector.fromArray(SPECIES, p, at + 14 * WIDTH), s14);
      s15 = v.fma(FloatVector.fromArray(SPECIES, p, at + 15 * WIDTH), s15);
    }
    int at = b + j;
    s0.add(FloatVector.fromArray(SPECIES, p, at)).intoArray(y, j);
    s1.add(FloatVector.fromArray(SPECIES, p, at + WIDTH)).intoArray(y, j + WIDTH);
    s2.add(FloatVector.fromArray(SPECIES, p, at + 2 * WIDTH)).intoArray(y, j + 2 * WIDTH);
    s3.add(FloatVector.fromArray(SPECIES, p, at + 3 * WIDTH)).intoArray(y, j + 3 * WIDTH);
    s4.add(FloatVector.fromArray(SPECIES, p, at + 4 * WIDTH)).intoArray(y, j + 4 * WIDTH);
    s5.add(FloatVector.fromArray(SPECIES, p, at + 5 * WIDTH)).intoArray(y, j + 5 * WIDTH);
    s6.add(FloatVector.fromArray(SPECIES, p, at + 6 * WIDTH)).intoArray(y, j + 6 * WIDTH);
    s7.add(FloatVector.fromArray(SPECIES, p, at + 7 * WIDTH)).intoArray(y, j + 7 * WIDTH);
    s8.add(FloatVector.fromArray(SPECIES, p, at + 8 * WIDTH)).intoArray(y, j + 8 * WIDTH);
    s9.add(FloatVector.fromArray(SPECIES, p, at + 9 * WIDTH)).intoArray(y, j + 9 * WIDTH);
    s10.add(FloatVector.fromArray(SPECIES, p, at + 10 * WIDTH)).intoArray(y, j + 10 * WIDTH);
    s11.add(FloatVector.fromArray(SPECIES, p, at + 11 * WIDTH)).intoArray(y, j + 11 * WIDTH);
    s12.add(FloatVector.fromArray(SPECIES, p, at + 12 * WIDTH)).intoArray(y, j + 12 * WIDTH);
    s13.add(FloatVector.fromArray(SPECIES, p, at + 13 * WIDTH)).intoArray(y, j + 13 * WIDTH);
    s14.add(FloatVector.fromArray(SPECIES, p, at + 14 * WIDTH)).intoArray(y, j + 14 * WIDTH);
    s15.add(FloatVector.fromArray(SPECIES, p, at + 15 * WIDTH)).intoArray(y, j + 15 * WIDTH);
  }

  private static void eight(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y, int j) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector s4 = zero;
    FloatVector s5 = zero;
    FloatVector s6 = zero;
    FloatVector s7 = zero;
    for (int n = 0; n < count; n++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[index[n]]);
      int at = w + index[n] * columns + j;
      s0 = v.fma(FloatVector.fromArray(SPECIES, p, at), s0);
      s1 = v.fma(FloatVector.fromArray(SPECIES, p, at + WIDTH), s1);
      s2 = v.fma(FloatVector.fromArray(SPECIES, p, at + 2 * WIDTH), s2);
      s3 = v.fma(FloatVector.fromArray(SPECIES, p, at + 3 * WIDTH), s3);
      s4 = v.fma(FloatVector.fromArray(SPECIES, p, at + 4 * WIDTH), s4);
      s5 = v.fma(FloatVector.fromArray(SPECIES, p, at + 5 * WIDTH), s5);
      s6 = v.fma(FloatVector.fromArray(SPECIES, p, at + 6 * WIDTH), s6);
      s7 = v.fma(FloatVector.fromArray(SPECIES, p, at + 7 * WIDTH), s7);
    }
    int at = b + j;
    s0.add(FloatVector.fromArray(SPECIES, p, at)).intoArray(y, j);
    s1.add(FloatVector.fromArray(SPECIES, p, at + WIDTH)).intoArray(y, j + WIDTH);
    s2.add(FloatVector.fromArray(SPECIES, p, at + 2 * WIDTH)).intoArray(y, j + 2 * WIDTH);
    s3.add(FloatVector.fromArray(SPECIES, p, at + 3 * WIDTH)).intoArray(y, j + 3 * WIDTH);
    s4.add(FloatVector.fromArray(SPECIES, p, at + 4 * WIDTH)).intoArray(y, j + 4 * WIDTH);
    s5.add(FloatVector.fromArray(SPECIES, p, at + 5 * WIDTH)).intoArray(y, j + 5 * WIDTH);
    s6.add(FloatVector.fromArray(SPECIES, p, at + 6 * WIDTH)).intoArray(y, j + 6 * WIDTH);
    s7.add(FloatVector.fromArray(SPECIES, p, at + 7 * WIDTH)).intoArray(y, j + 7 * WIDTH);
  }

  private static void four(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y, int j) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    for (int n = 0; n < count; n++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[index[n]]);
      int at = w + index[n] * columns + j;
      s0 = v.fma(FloatVector.fromArray(SPECIES, p, at), s0);
      s1 = v.fma(FloatVector.fromArray(SPECIES, p, at + WIDTH), s1);
      s2 = v.fma(FloatVector.fromArray(SPECIES, p, at + 2 * WIDTH), s2);
      s3 = v.fma(FloatVector.fromArray(SPECIES, p, at + 3 * WIDTH), s3);
    }
    int at = b + j;
    s0.add(FloatVector.fromArray(SPECIES, p, at)).intoArray(y, j);
    s1.add(FloatVector.fromArray(SPECIES, p, at + WIDTH)).intoArray(y, j + WIDTH);
    s2.add(FloatVector.fromArray(SPECIES, p, at + 2 * WIDTH)).intoArray(y, j + 2 * WIDTH);
    s3.add(FloatVector.fromArray(SPECIES, p, at + 3 * WIDTH)).intoArray(y, j + 3 * WIDTH);
  }

  /// One vector, which may be the last and not whole.
  private static void one(
      int count, int[] index, int columns, float[] x, float[] p, int w, int b, float[] y, int j) {
    // made here and not by the caller, where it would become an object
    VectorMask<Float> mask = SPECIES.indexInRange(j, columns);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int n = 0; n < count; n++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[index[n]]);
      sum = v.fma(FloatVector.fromArray(SPECIES, p, w + index[n] * columns + j, mask), sum);
    }
    sum.add(FloatVector.fromArray(SPECIES, p, b + j, mask)).intoArray(y, j, mask);
  }
}
