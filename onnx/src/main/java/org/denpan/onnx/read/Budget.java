package org.denpan.onnx.read;

import org.denpan.model.ModelFormatException;

/// How much work a file may cause: in proportion to its size, so that a small file cannot keep a
/// machine busy or fill its memory.
final class Budget {
  private static final long LEAST = 1 << 16;
  private static final long PER_BYTE = 16;

  private long left;

  Budget(long bytes) {
    left = LEAST + PER_BYTE * bytes;
  }

  /// Before so many values are touched or made.
  ///
  /// @throws ModelFormatException if it is more than a file of this size can be worth
  void spend(long values) {
    left -= values;
    if (left < 0) {
      throw new ModelFormatException(
          "the graph uses the same values so often that reading it costs far more than its size"
              + " explains");
    }
  }
}
