package org.denpan.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// What writing in safety needs of a disk, each step by itself: after a power cut, what was not
/// forced may be lost or half there.
public interface Disk {
  /// What fills a file.
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /// Writes a new file, of which all may still be in the system's memory.
  void create(Path file, Content content) throws IOException;

  /// Returns when the bytes of a file are on the disk, or the names in a folder.
  void force(Path fileOrFolder) throws IOException;

  /// Gives a file another name in its folder, at once and in place of what had it.
  void rename(Path from, Path to) throws IOException;

  /// Deletes a file, if there is one.
  void delete(Path file) throws IOException;

  /// The system's.
  static Disk real() {
    return Real.DISK;
  }

  /// The system's own files.
  final class Real implements Disk {
    private static final Disk DISK = new Real();

    private Real() {}

    @Override
    public void create(Path file, Content content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
      }
    }

    @Override
    public void force(Path fileOrFolder) throws IOException {
      if (Files.isDirectory(fileOrFolder)) {
        forceNames(fileOrFolder);
        return;
      }
      try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }

    private static void forceNames(Path folder) throws IOException {
      FileChannel channel;
      try {
        channel = FileChannel.open(folder, StandardOpenOption.READ);
      } catch (IOException e) {
        return; // a system, such as Windows, on which a folder cannot be opened
      }
      try (channel) {
        channel.force(true);
      }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
