package org.denpan.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// What [VectorRow] does, from rows that begin with cache lines and end with whole vectors.
final class VectorAlignedRow {
  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int WIDTH = SPECIES.length();
  private static final long BYTES = 4L * WIDTH;

  /// AVX-512 has 32 registers; AVX2 and NEON cannot hold sixteen sums beside what else is needed.
  private static final boolean MANY_REGISTERS = SPECIES.vectorBitSize() == 512;

  private VectorAlignedRow() {}

  static void affine(int count, int[] index, float[] x, AlignedRows weights, float[] y) {
    MemorySegment rows = weights.rows();
    int columns = weights.stride();
    long stride = 4L * columns;
    long b = weights.inner() * stride;
    int j = 0;
    for (; MANY_REGISTERS && j <= columns - 16 * WIDTH; j += 16 * WIDTH) {
      sixteen(count, index, x, rows, stride, b, y, j);
    }
    for (; j <= columns - 8 * WIDTH; j += 8 * WIDTH) {
      eight(count, index, x, rows, stride, b, y, j);
    }
    for (; j <= columns - 4 * WIDTH; j += 4 * WIDTH) {
      four(count, index, x, rows, stride, b, y, j);
    }
    for (; j < columns; j += WIDTH) {
      one(count, index, x, rows, stride, b, y, j);
    }
  }

  private static FloatVector load(MemorySegment rows, long at) {
    return FloatVector.fromMemorySegment(SPECIES, rows, at, ByteOrder.nativeOrder());
  }

  private static void sixteen(
      int count,
      int[] index,
      float[] x,
      MemorySegment rows,
      long stride,
      long b,
      float[] y,
      int j) {
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
      long at = index[n] * stride + 4L * j;
      s0 = v.fma(load(rows, at), s0);
      s1 = v.fma(load(rows, at + BYTES), s1);
      s2 = v.fma(load(rows, at + 2 * BYTES), s2);
      s3 = v.fma(load(rows, at + 3 * BYTES), s3);
      s4 = v.fma(load(rows, at + 4 * BYTES), s4);
      s5 = v.fma(load(rows, at + 5 * BYTES), s5);
      s6 = v.fma(load(rows, at + 6 * BYTES), s6);
      s7 = v.fma(load(rows, at + 7 * BYTES), s7);
      s8 = v.fma(load(rows, at + 8 * BYTES), s8);
      s9 = v.fma(load(rows, at + 9 * BYTES), s9);
      s10 = v.fma(load(rows, at + 10 * BYTES), s10);
      s11 = v.fma(load(rows, at + 11 * BYTES), s11);
      s12 = v.fma(load(rows, at + 12 * BYTES), s12);
      s13 = v.fma(load(rows, at + 13 * BYTES), s13);
      s14 = v.fma(load(rows, at + 14 * BYTES), s14);
      s15 = v.fma(load(rows, at + 15 * BYTES), s15);
    }
    long at = b + 4L * j;
    s0.add(load(rows, at)).intoArray(y, j);
    s1.add(load(rows, at + BYTES)).intoArray(y, j + WIDTH);
    s2.add(load(rows, at + 2 * BYTES)).intoArray(y, j + 2 * WIDTH);
    s3.add(load(rows, at + 3 * BYTES)).intoArray(y, j + 3 * WIDTH);
    s4.add(load(rows, at + 4 * BYTES)).intoArray(y, j + 4 * WIDTH);
    s5.add(load(rows, at + 5 * BYTES)).intoArray(y, j + 5 * WIDTH);
    s6.add(load(rows, at + 6 * BYTES)).intoArray(y, j + 6 * WIDTH);
    s7.add(load(rows, at + 7 * BYTES)).intoArray(y, j + 7 * WIDTH);
    s8.add(load(rows, at + 8 * BYTES)).intoArray(y, j + 8 * WIDTH);
    s9.add(load(rows, at + 9 * BYTES)).intoArray(y, j + 9 * WIDTH);
    s10.add(load(rows, at + 10 * BYTES)).intoArray(y, j + 10 * WIDTH);
    s11.add(load(rows, at + 11 * BYTES)).intoArray(y, j + 11 * WIDTH);
    s12.add(load(rows, at + 12 * BYTES)).intoArray(y, j + 12 * WIDTH);
    s13.add(load(rows, at + 13 * BYTES)).intoArray(y, j + 13 * WIDTH);
    s14.add(load(rows, at + 14 * BYTES)).intoArray(y, j + 14 * WIDTH);
    s15.add(load(rows, at + 15 * BYTES)).intoArray(y, j + 15 * WIDTH);
  }

  private static void eight(
      int count,
      int[] index,
      float[] x,
      MemorySegment rows,
      long stride,
      long b,
      float[] y,
      int j) {
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
      long at = index[n] * stride + 4L * j;
      s0 = v.fma(load(rows, at), s0);
      s1 = v.fma(load(rows, at + BYTES), s1);
      s2 = v.fma(load(rows, at + 2 * BYTES), s2);
      s3 = v.fma(load(rows, at + 3 * BYTES), s3);
      s4 = v.fma(load(rows, at + 4 * BYTES), s4);
      s5 = v.fma(load(rows, at + 5 * BYTES), s5);
      s6 = v.fma(load(rows, at + 6 * BYTES), s6);
      s7 = v.fma(load(rows, at + 7 * BYTES), s7);
    }
    long at = b + 4L * j;
    s0.add(load(rows, at)).intoArray(y, j);
    s1.add(load(rows, at + BYTES)).intoArray(y, j + WIDTH);
    s2.add(load(rows, at + 2 * BYTES)).intoArray(y, j + 2 * WIDTH);
    s3.add(load(rows, at + 3 * BYTES)).intoArray(y, j + 3 * WIDTH);
    s4.add(load(rows, at + 4 * BYTES)).intoArray(y, j + 4 * WIDTH);
    s5.add(load(rows, at + 5 * BYTES)).intoArray(y, j + 5 * WIDTH);
    s6.add(load(rows, at + 6 * BYTES)).intoArray(y, j + 6 * WIDTH);
    s7.add(load(rows, at + 7 * BYTES)).intoArray(y, j + 7 * WIDTH);
  }

  private static void four(
      int count,
      int[] index,
      float[] x,
      MemorySegment rows,
      long stride,
      long b,
      float[] y,
      int j) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    for (int n = 0; n < count; n++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[index[n]]);
      long at = index[n] * stride + 4L * j;
      s0 = v.fma(load(rows, at), s0);
      s1 = v.fma(load(rows, at + BYTES), s1);
      s2 = v.fma(load(rows, at + 2 * BYTES), s2);
      s3 = v.fma(load(rows, at + 3 * BYTES), s3);
    }
    long at = b + 4L * j;
    s0.add(load(rows, at)).intoArray(y, j);
    s1.add(load(rows, at + BYTES)).intoArray(y, j + WIDTH);
    s2.add(load(rows, at + 2 * BYTES)).intoArray(y, j + 2 * WIDTH);
    s3.add(load(rows, at + 3 * BYTES)).intoArray(y, j + 3 * WIDTH);
  }

  private static void one(
      int count,
      int[] index,
      float[] x,
      MemorySegment rows,
      long stride,
      long b,
      float[] y,
      int j) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    for (int n = 0; n < count; n++) {
      FloatVector v = FloatVector.broadcast(SPECIES, x[index[n]]);
      long at = index[n] * stride + 4L * j;
      s0 = v.fma(load(rows, at), s0);
    }
    long at = b + 4L * j;
    s0.add(load(rows, at)).intoArray(y, j);
  }
}
