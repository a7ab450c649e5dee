package org.denpan.web;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.denpan.data.RowEncoder;

/// The rows of a request as the network sees them, value by value.
final class Rows {
  private final RowEncoder encoder;
  private final int width;
  private float[] inputs;
  private int count;

  Rows(RowEncoder encoder) {
    this.encoder = encoder;
    width = encoder.width();
    inputs = new float[width];
  }

  int count() {
    return count;
  }

  /// [rows, inputs], or longer.
  float[] inputs() {
    return inputs;
  }

  /// Begins rows, whose values are missing as long as none is set.
  ///
  /// @param memory where it is asked for, in bytes
  void begin(int more, LongConsumer memory) {
    int needed = Math.multiplyExact(count + more, width);
    if (needed > inputs.length) {
      int length = Math.max(needed, 2 * inputs.length);
      memory.accept((long) Float.BYTES * (length - inputs.length));
      inputs = Arrays.copyOf(inputs, length);
    }
    count += more;
  }

  void missing(Field field, int row) {
    encoder.missing(field.place(), inputs, row * width);
  }

  void number(Field field, int row, double value) {
    encoder.number(field.place(), value, inputs, row * width);
  }

  void text(Field field, int row, String value) {
    encoder.text(field.place(), value, inputs, row * width);
  }

  void time(Field field, int row, long micros) {
    encoder.time(field.place(), micros, inputs, row * width);
  }

  void image(Field field, int row, byte[] pixels, int from) {
    encoder.image(field.place(), pixels, from, inputs, row * width);
  }
}
