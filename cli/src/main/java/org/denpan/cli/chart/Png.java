package org.denpan.cli.chart;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.denpan.data.Column;

/// Small pictures as PNG (ISO/IEC 15948), 8 bits a pixel: grey, or with a table of colours. The
/// pixels are stored uncompressed, so that the bytes do not depend on a compressor's version; the
/// pictures are small.
public final class Png {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int MOST_STORED = 65_535;
  private static final byte GREY = 0;
  private static final byte TABLE = 3;

  private Png() {}

  /// The picture of a row, as the address that an `img` takes.
  public static String dataUri(Column.Pixels pixels, int row) {
    return dataUri(encode(pixels, row));
  }

  /// A picture, as the address that an `image` takes.
  static String dataUri(byte[] picture) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture);
  }

  /// The picture of a row, as a file.
  static byte[] encode(Column.Pixels pixels, int row) {
    return file(pixels.width(), pixels.height(), GREY, new byte[0], lines(pixels, row));
  }

  /// A picture of up to 256 colours, as a file.
  ///
  /// @param colours the table, each 0xRRGGBB
  /// @param indices into the table, from the upper left, line by line
  static byte[] encode(int width, int[] colours, byte[] indices) {
    ByteBuffer table = ByteBuffer.allocate(3 * colours.length);
    for (int rgb : colours) {
      table.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
    }
    int height = indices.length / width;
    ByteBuffer lines = ByteBuffer.allocate(height * (width + 1));
    for (int line = 0; line < height; line++) {
      lines.put((byte) 0).put(indices, line * width, width);
    }
    return file(width, height, TABLE, chunk("PLTE", table.array()), lines.array());
  }

  private static byte[] file(int width, int height, byte kind, byte[] table, byte[] lines) {
    byte[] header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put(kind).array();
    byte[] data = stored(lines);
    return ByteBuffer.allocate(8 + 3 * 12 + header.length + table.length + data.length)
        .putLong(SIGNATURE)
        .put(chunk("IHDR", header))
        .put(table)
        .put(chunk("IDAT", data))
        .put(chunk("IEND", new byte[0]))
        .array();
  }

  /// The lines of the picture, each after the byte that says it is not filtered.
  private static byte[] lines(Column.Pixels pixels, int row) {
    ByteBuffer lines = ByteBuffer.allocate(pixels.height() * (pixels.width() + 1));
    for (int line = 0; line < pixels.height(); line++) {
      lines.put((byte) 0);
      lines.put(pixels.values(), pixels.start(row) + line * pixels.width(), pixels.width());
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
