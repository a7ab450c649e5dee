package org.denpan.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.denpan.DenpanException;
import org.denpan.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/// A file that is written whole or not at all.
final class OutputFile {
  private OutputFile() {}

  /// What fills the file.
  @FunctionalInterface
  interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  @FunctionalInterface
  private interface Bytes {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Finds out early whether the file could be written, without touching it.
  ///
  /// @throws DenpanException saying why not
  static void check(Path file) {
    Path folder = folder(file);
    if (!Files.exists(folder)) {
      throw cannot(file, "the folder " + folder + " does not exist; make it first");
    }
    if (!Files.isDirectory(folder)) {
      throw cannot(file, folder + " is not a folder");
    }
    if (Files.isDirectory(file)) {
      throw cannot(file, "it is a folder; name a file in it");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw cannot(file, "it is a device, not a file");
    }
    try {
      Files.delete(Files.createTempFile(folder, ".denpan", ".part"));
    } catch (IOException e) {
      String reason = DenpanException.reason(e);
      throw cannot(file, "the folder " + folder + " is not writable: " + reason);
    }
  }

  /// Refuses to replace what is read.
  ///
  /// @throws DenpanException if one of the inputs is this file
  static void refuseInput(Path file, @Nullable String... inputs) {
    for (String input : inputs) {
      try {
        if (input != null && Files.exists(file) && Files.isSameFile(file, Path.of(input))) {
          throw cannot(file, "it is the input; name another file");
        }
      } catch (IOException | InvalidPathException e) {
        // not a file, so not this one
      }
    }
  }

  /// Writes UTF-8 text to a temporary name beside the file, forces it to disk and renames it.
  ///
  /// @throws DenpanException if that fails; the file is then as it was before
  static void write(Path file, Content content) {
    replace(
        file,
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          content.writeTo(writer);
          writer.flush();
        });
  }

  /// Writes bytes in the same way.
  ///
  /// @throws DenpanException if that fails; the file is then as it was before
  static void write(Path file, byte[] content) {
    replace(file, out -> out.write(content));
  }

  private static void replace(Path file, Bytes content) {
    try {
      AtomicFile.write(file, channel -> content.writeTo(Channels.newOutputStream(channel)));
    } catch (UncheckedIOException e) {
      throw cannot(file, DenpanException.reason(e));
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static DenpanException cannot(Path file, String reason) {
    return new DenpanException("cannot write " + file + ": " + reason);
  }
}
