package org.denpan.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON written into one array of bytes, which is used again.
final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private byte[] bytes = new byte[512];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /// Bytes as they are.
  JsonBytes raw(byte[] written) {
    return raw(written, written.length);
  }

  /// The first bytes of these.
  JsonBytes raw(byte[] written, int count) {
    room(count);
    System.arraycopy(written, 0, bytes, length, count);
    length += count;
    return this;
  }

  /// Characters as they are, ASCII all of them.
  JsonBytes raw(String ascii) {
    int count = ascii.length();
    room(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /// Characters as they are.
  JsonBytes utf8(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /// One ASCII character.
  JsonBytes raw(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /// A whole number.
  JsonBytes number(long value) {
    return raw(Long.toString(value));
  }

  /// The shortest decimal that reads back as this number; null where it is not finite.
  JsonBytes number(float value) {
    return Float.isFinite(value) ? raw(Float.toString(value)) : raw(NULL);
  }

  /// The shortest decimal that reads back as this number; null where it is not finite.
  JsonBytes number(double value) {
    return Double.isFinite(value) ? raw(Double.toString(value)) : raw(NULL);
  }

  /// A string with its quotation marks.
  JsonBytes string(String text) {
    raw('"');
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '"' -> raw("\\\"");
        case '\\' -> raw("\\\\");
        case '\n' -> raw("\\n");
        default -> {
          if (b >= 0 && b < ' ') {
            raw("\\u00").raw((char) HEX[b >> 4]).raw((char) HEX[b & 15]);
          } else {
            raw((char) (b & 0xff));
          }
        }
      }
    }
    return raw('"');
  }

  /// A string and a colon.
  JsonBytes name(String text) {
    return string(text).raw(':');
  }

  String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
