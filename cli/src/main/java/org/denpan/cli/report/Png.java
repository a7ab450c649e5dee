package org.denpan.cli.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.denpan.data.Column;

/// Grey pictures as PNG (ISO/IEC 15948), 8 bits a pixel. The pixels are stored uncompressed, so
/// that the bytes do not depend on a compressor's version; the pictures are small.
final class Png {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int MOST_STORED = 65_535;
  private static final byte GREY = 0;

  private Png() {}

  /// The picture of a row, as the address that an `img` takes.
  static String dataUri(Column.Pixels pixels, int row) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(pixels, row));
  }

  /// The picture of a row, as a file.
  static byte[] encode(Column.Pixels pixels, int row) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(pixels.width())
            .putInt(pixels.height())
            .put((byte) 8)
            .put(GREY)
            .array();
    byte[] data = stored(lines(pixels, row));
    return ByteBuffer.allocate(8 + 3 * 12 + header.length + data.length)
        .putLong(SIGNATURE)
        .put(chunk("IHDR", header))
        .put(chunk("IDAT", data))
        .put(chunk("IEND", new byte[0]))
        .array();
  }

  /// The lines of the picture, each after the byte that says it is not filtered.
  private static byte[] lines(Column.Pixels pixels, int row) {
    ByteBuffer lines = ByteBuffer.allocate(pixels.height() * (pixels.width() + 1));
    for (int line = 0; line < pixels.height(); line++) {
      lines.put((byte) 0);
      lines.put(pixels.values(), row * pixels.size() + line * pixels.width(), pixels.width());
    }
    return lines.array();
  }

  /// A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4).
  private static byte[] stored(byte[] data) {
    int blocks = Math.ceilDiv(data.length, MOST_STORED);
    ByteBuffer stream = ByteBuffer.allocate(2 + data.length + 5 * blocks + 4);
    stream.put((byte) 0x78).put((byte) 0x01);
    for (int at = 0; at < data.length; at += MOST_STORED) {
      int length = Math.min(MOST_STORED, data.length - at);
      stream.put((byte) (at + length == data.length ? 1 : 0));
      stream.putShort(Short.reverseBytes((short) length));
      stream.putShort(Short.reverseBytes((short) ~length));
      stream.put(data, at, length);
    }
    Adler32 check = new Adler32();
    check.update(data);
    return stream.putInt((int) check.getValue()).array();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) check.getValue())
        .array();
  }
}
