package org.denpan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.data.DataException;

/// SHA-256 of data, so that a model says exactly what it was trained on.
final class Fingerprint {
  private Fingerprint() {}

  /// Of the files' bytes, one file after the other; of one file what `sha256sum` says.
  static String of(List<Path> files) {
    MessageDigest digest = sha256();
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (Path file : files) {
        Files.copy(file, sink);
      }
    } catch (IOException e) {
      throw new DataException(
          files.getFirst() + " cannot be read: " + DenpanException.reason(e), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /// A stream to its end.
  static byte[] bytes(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new DataException("standard input cannot be read: " + DenpanException.reason(e), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
