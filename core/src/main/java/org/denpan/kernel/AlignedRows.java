package org.denpan.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A copy of weights, for one row at a time: each row of W begins with a cache line and is filled
/// up with zeros to whole lines; the bias follows as one more row. It lies outside of the heap,
/// where things stay where they are, and goes with the last that refers to it.
///
/// @param inner rows of W
/// @param columns of W
/// @param rows [inner + 1, stride]
public record AlignedRows(int inner, int columns, MemorySegment rows) {
  private static final int LINE = 64;
  private static final int FLOATS = LINE / 4;

  /// Copies.
  ///
  /// @param p holds w [inner, columns] at `w` and b [columns] at `b`
  public static AlignedRows of(int inner, int columns, float[] p, int w, int b) {
    long stride = stride(columns);
    MemorySegment rows = Arena.ofAuto().allocate(4L * (inner + 1) * stride, LINE);
    for (int i = 0; i <= inner; i++) {
      int from = i < inner ? w + i * columns : b;
      MemorySegment.copy(p, from, rows, ValueLayout.JAVA_FLOAT, 4L * i * stride, columns);
    }
    return new AlignedRows(inner, columns, rows);
  }

  /// Numbers from one row to the next, where each has so many columns.
  public static int stride(int columns) {
    return (columns + FLOATS - 1) / FLOATS * FLOATS;
  }

  /// Numbers from one row to the next.
  public int stride() {
    return stride(columns);
  }

  float at(int row, int column) {
    return rows.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * stride() + column);
  }
}
