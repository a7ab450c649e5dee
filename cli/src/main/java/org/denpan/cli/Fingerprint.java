package org.denpan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.denpan.DenpanException;
import org.denpan.Sha256;
import org.denpan.data.DataException;

/// SHA-256 of data, so that a model says exactly what it was trained on.
final class Fingerprint {
  private Fingerprint() {}

  /// Of the files' bytes, one file after the other; of one file what `sha256sum` says.
  static String of(List<Path> files) {
    Sha256 sum = new Sha256();
    try {
      for (Path file : files) {
        sum.add(file);
      }
    } catch (IOException e) {
      throw new DataException(
          files.getFirst() + " cannot be read: " + DenpanException.reason(e), e);
    }
    return sum.hex();
  }

  static String of(byte[] bytes) {
    Sha256 sum = new Sha256();
    sum.add(ByteBuffer.wrap(bytes));
    return sum.hex();
  }

  /// A stream to its end.
  static byte[] bytes(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new DataException("standard input cannot be read: " + DenpanException.reason(e), e);
    }
  }
}
