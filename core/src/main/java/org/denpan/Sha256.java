package org.denpan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of numbers, texts and bytes, one after the other.
public final class Sha256 {
  private static final int CHUNK = 1 << 14;

  private final MessageDigest digest;
  private final ByteBuffer bytes = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  /// Of nothing yet.
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Adds values[from, to), four bytes each, little-endian.
  public void add(float[] values, int from, int to) {
    for (int at = from; at < to; at += CHUNK) {
      int count = Math.min(CHUNK, to - at);
      bytes.clear().asFloatBuffer().put(values, at, count);
      digest.update(bytes.limit(4 * count));
    }
  }

  /// Adds a text and its length, so that two texts are not the same as one.
  public void add(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    bytes.clear().putInt(encoded.length);
    digest.update(bytes.flip());
    digest.update(encoded);
  }

  /// Adds what remains in the buffer.
  public void add(ByteBuffer remaining) {
    digest.update(remaining);
  }

  /// Adds the bytes of a file.
  public void add(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(bytes.clear()) >= 0) {
        digest.update(bytes.flip());
      }
    }
  }

  /// The 32 bytes of the sum; it begins anew then.
  public byte[] sum() {
    return digest.digest();
  }

  /// The same in hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(sum());
  }
}
