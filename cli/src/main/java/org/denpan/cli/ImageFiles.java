package org.denpan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.data.DataException;
import org.denpan.data.Idx;
import org.denpan.data.Table;

/// IDX images as the command line names them: one file, with its labels if they stand beside it, or
/// a folder with the four files of MNIST.
final class ImageFiles {
  private ImageFiles() {}

  static boolean areAt(Path path) {
    return Files.isDirectory(path) || Idx.isIdx(path);
  }

  /// @throws DataException if files are missing or wrong
  static NamedData read(Path path) {
    return Files.isDirectory(path) ? folder(path) : file(path);
  }

  private static NamedData folder(Path path) {
    if (!Idx.isFolder(path)) {
      throw new DataException(
          path
              + " is a folder without the files of MNIST, such as train-images-idx3-ubyte.gz, and"
              + " without folders of PNG pictures; name a file in it");
    }
    CompletableFuture<String> sha256 =
        CompletableFuture.supplyAsync(() -> Fingerprint.of(parts(path)));
    Idx.Folder folder = Idx.folder(path);
    Path name = path.toAbsolutePath().normalize().getFileName();
    Table train = folder.train();
    return new NamedData(
        name == null ? path.toString() : name.toString(),
        "IDX images and labels",
        Optional.of(sha256.join()),
        train,
        Optional.of(folder.test()));
  }

  /// The IDX files of a folder by name.
  private static List<Path> parts(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Idx::isIdx).sorted().toList();
    } catch (IOException e) {
      throw new DataException(folder + " cannot be read: " + DenpanException.reason(e), e);
    }
  }

  private static NamedData file(Path path) {
    Path images = sibling(path, "labels", "images");
    Path labels = sibling(path, "images", "labels");
    boolean labelled = !images.equals(labels) && Files.exists(labels);
    Table table = labelled ? Idx.read(images, labels) : Idx.images(images);
    return new NamedData(
        table.name(),
        labelled ? "IDX images and labels" : "IDX images without labels",
        Optional.of(Fingerprint.of(labelled ? List.of(images, labels) : List.of(images))),
        table,
        Optional.empty());
  }

  /// The file that is called `to` where this one is called `from`.
  private static Path sibling(Path path, String from, String to) {
    String name = String.valueOf(path.getFileName());
    if (!name.contains(from)) {
      return path;
    }
    int from3 = from.equals("images") ? 3 : 1;
    String other = name.replace(from, to).replace("idx" + from3, "idx" + (4 - from3));
    String plain = other.replaceFirst("\\.gz$", "");
    return Stream.of(other, plain, plain + ".gz")
        .map(path::resolveSibling)
        .filter(Files::exists)
        .findFirst()
        .orElseGet(() -> path.resolveSibling(other));
  }
}
