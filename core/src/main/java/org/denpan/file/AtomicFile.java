package org.denpan.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.denpan.DenpanException;

/// Writes a file so that its name never stands for half of it.
public final class AtomicFile {
  private static final Pattern UNFINISHED = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.part");

  private AtomicFile() {}

  /// Writes beside the file, forces to disk, renames, and forces the name too. What is no regular
  /// file, such as a pipe or `/dev/null`, is written to as it is.
  ///
  /// @throws DenpanException if that fails; a file that was there before is then as it was
  public static void write(Path file, Disk.Content content) {
    write(Disk.real(), file, content);
  }

  /// The same on a disk.
  ///
  /// @throws DenpanException if that fails; a file that was there before is then as it was
  public static void write(Disk disk, Path file, Disk.Content content) {
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
        replace(disk, file, unfinished(file), content);
      }
    } catch (IOException e) {
      throw new DenpanException("cannot write " + file + ": " + DenpanException.reason(e), e);
    }
  }

  /// A name beside a file, to write it under until it is whole, that nobody else writes to: no
  /// other process either, of which two in containers may have the same number.
  public static Path unfinished(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  /// Whether a file has such a name, left behind by a process that ended while it wrote.
  public static boolean isUnfinished(Path file) {
    return UNFINISHED.matcher(file.getFileName().toString()).matches();
  }

  private static void replace(Disk disk, Path file, Path part, Disk.Content content)
      throws IOException {
    try {
      disk.create(part, content);
      disk.force(part);
      disk.rename(part, file);
      disk.force(folder(file));
    } catch (IOException | RuntimeException | Error e) {
      deleteAfter(disk, part, e);
      throw e;
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  private static void deleteAfter(Disk disk, Path part, Throwable failure) {
    try {
      disk.delete(part);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
