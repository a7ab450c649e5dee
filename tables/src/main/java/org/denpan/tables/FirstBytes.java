package org.denpan.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The bytes that tell what a file is.
final class FirstBytes {
  private FirstBytes() {}

  /// Up to sixteen, as characters of one byte each; empty where there is no such file.
  static String of(String file) {
    try (InputStream bytes = Files.newInputStream(Path.of(file))) {
      return new String(bytes.readNBytes(16), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }
}
