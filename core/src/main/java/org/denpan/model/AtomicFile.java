package org.denpan.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.denpan.DenpanException;

/// Writes a file so that its name never stands for half of it.
final class AtomicFile {
  private static final AtomicLong WRITES = new AtomicLong();

  private AtomicFile() {}

  /// What is to be written.
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /// Writes beside the file, forces to disk, renames. What is no regular file, such as a pipe or
  /// `/dev/null`, is written to as it is.
  ///
  /// @throws DenpanException if that fails; a file that was there before is then as it was
  static void write(Path file, Content content) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new DenpanException("cannot write " + file + ": it is a directory; name a file in it");
    }
    if (!Files.isDirectory(folder)) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "cannot write %s: there is no folder %s; create it first",
              file,
              folder));
    }
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          content.writeTo(channel);
        }
      } else {
        replace(file, folder.resolve(partName(file)), content);
      }
    } catch (IOException e) {
      throw new DenpanException("cannot write " + file + ": " + DenpanException.reason(e), e);
    }
  }

  /// A name that neither another process nor another thread writes to.
  private static String partName(Path file) {
    return "."
        + file.getFileName()
        + "."
        + ProcessHandle.current().pid()
        + "-"
        + WRITES.incrementAndGet()
        + ".part";
  }

  private static void replace(Path file, Path part, Content content) throws IOException {
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
