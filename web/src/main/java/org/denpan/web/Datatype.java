package org.denpan.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The element types of the Open Inference Protocol, and their bytes in its binary extension:
/// little-endian; of `BYTES`, four bytes of length before each.
enum Datatype {
  BOOL(1),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  FP16(2),
  FP32(4),
  FP64(8),
  BYTES(0);

  private final int size;

  Datatype(int size) {
    this.size = size;
  }

  static Optional<Datatype> named(String name) {
    for (Datatype datatype : values()) {
      if (datatype.name().equals(name)) {
        return Optional.of(datatype);
      }
    }
    return Optional.empty();
  }

  /// Whether an element is of this type; one that is missing is of any.
  boolean fits(Elements elements, int i) {
    double number = elements.number(i);
    String text = elements.text(i);
    if (text == null && Double.isNaN(number)) {
      return true;
    }
    return switch (this) {
      case BYTES -> text != null;
      case BOOL -> text == null ? number == 0 || number == 1 : text.matches("true|false");
      case FP16, FP32, FP64 -> text == null;
      case UINT8, UINT16, UINT32, UINT64 ->
          text == null && whole(number) && number >= 0 && number < Math.scalb(1.0, 8 * size);
      case INT8, INT16, INT32, INT64 ->
          text == null
              && whole(number)
              && number >= -Math.scalb(1.0, 8 * size - 1)
              && number < Math.scalb(1.0, 8 * size - 1);
    };
  }

  private static boolean whole(double number) {
    return number == Math.rint(number);
  }

  /// Adds all elements of a buffer.
  ///
  /// @throws Refusal unless it ends with one
  void read(ByteBuffer bytes, Elements elements, String input) {
    while (bytes.hasRemaining()) {
      if (bytes.remaining() < (this == BYTES ? Integer.BYTES : size)) {
        throw Refusal.bad("input '" + input + "': its binary data ends within an element");
      }
      if (this == BYTES) {
        elements.add(text(bytes, input));
      } else if (this == BOOL) {
        elements.add(bytes.get() != 0);
      } else {
        elements.add(number(bytes));
      }
    }
  }

  private static String text(ByteBuffer bytes, String input) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw Refusal.bad("input '" + input + "': a text is longer than its binary data");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private double number(ByteBuffer bytes) {
    return switch (this) {
      case UINT8 -> Byte.toUnsignedInt(bytes.get());
      case UINT16 -> Short.toUnsignedInt(bytes.getShort());
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
      case UINT64 -> unsigned(bytes.getLong());
      case INT8 -> bytes.get();
      case INT16 -> bytes.getShort();
      case INT32 -> bytes.getInt();
      case INT64 -> (double) bytes.getLong();
      case FP16 -> Float.float16ToFloat(bytes.getShort());
      case FP32 -> bytes.getFloat();
      case FP64 -> bytes.getDouble();
      case BOOL, BYTES -> throw new IllegalStateException(name());
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? (double) value : 2.0 * (double) (value >>> 1);
  }
}
