package org.denpan.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.denpan.DenpanException;
import org.denpan.Words;

/// Bytes that can be read more than once: a file, or what came through a stream. Gzip is recognised
/// by its magic number, whatever the file is called, and unpacked.
final class Source {
  private static final int BUFFER = 1 << 16;

  /// Deflate's largest ratio: 258 bytes for two bits.
  private static final long MOST_UNPACKED = 1032;

  private interface Opener {
    InputStream open() throws IOException;
  }

  private final String name;
  private final String shortName;
  private final long size;
  private final Opener opener;

  private Source(String name, String shortName, long size, Opener opener) {
    this.name = name;
    this.shortName = shortName;
    this.size = size;
    this.opener = opener;
  }

  /// @throws DataException if there is no such file, it is a directory, or it may not be read
  static Source of(Path path) {
    if (Files.isDirectory(path)) {
      throw new DataException(path + " is a directory, not a file");
    }
    if (!Files.exists(path)) {
      throw new DataException("there is no file " + path + suggestion(path));
    }
    if (!Files.isReadable(path)) {
      throw new DataException(path + " may not be read: permission denied");
    }
    Path last = path.getFileName();
    return new Source(
        path.toString(),
        last == null ? "" : last.toString(),
        size(path),
        () -> Files.newInputStream(path));
  }

  /// Of a pipe the most there may be.
  private static long size(Path path) {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : Integer.MAX_VALUE;
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /// Reads the stream to its end, because a table is read twice.
  static Source of(String name, InputStream stream) {
    try {
      byte[] bytes = stream.readAllBytes();
      return new Source(name, name, bytes.length, () -> new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// What messages call it: the path as it was typed.
  String name() {
    return name;
  }

  /// What the table is called: the last part of the path.
  String shortName() {
    return shortName;
  }

  /// No more bytes than these come out of it, unpacked.
  long mostBytes() {
    return MOST_UNPACKED * size;
  }

  /// From the first byte, unpacked.
  InputStream open() throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(opener.open(), BUFFER);
    try {
      bytes.mark(2);
      boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      return gzip ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /// Up to `count` bytes from the start, unpacked.
  ///
  /// @throws DataException if they cannot be read
  byte[] head(int count) {
    try (InputStream bytes = open()) {
      return bytes.readNBytes(count);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  static DataException unreadable(String name, IOException problem) {
    return new DataException(name + " cannot be read: " + DenpanException.reason(problem), problem);
  }

  private static String suggestion(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    Path last = path.getFileName();
    if (parent == null || last == null) {
      return "";
    }
    if (!Files.isDirectory(parent)) {
      return "; there is no directory " + parent;
    }
    try (Stream<Path> siblings = Files.list(parent)) {
      List<String> names =
          siblings
              .map(Path::getFileName)
              .filter(sibling -> sibling != null)
              .map(Path::toString)
              .sorted()
              .toList();
      return Words.nearest(last.toString(), names)
          .map(near -> "; did you mean '" + near + "'?")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
