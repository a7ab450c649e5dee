package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.file.AtomicFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void onlyTheFileItselfIsLeft() throws IOException {
    Models.smallest().save(folder.resolve("a.denpan"));
    assertThat(names()).containsExactly("a.denpan");
  }

  @Test
  void anOlderFileIsReplaced() throws IOException {
    Path file = folder.resolve("a.denpan");
    Models.classifier().save(file);
    Models.smallest().save(file);
    assertThat(Model.load(file).weightsSha256()).isEqualTo(Models.smallest().weightsSha256());
    assertThat(names()).containsExactly("a.denpan");
  }

  @Test
  void anOlderFileIsKeptWhenWritingFailsHalfWay() throws IOException {
    Path file = folder.resolve("a.denpan");
    Models.smallest().save(file);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                channel -> {
                  channel.write(ByteBuffer.wrap(new byte[100]));
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(DenpanException.class)
        .hasMessage("cannot write " + file + ": No space left on device");
    assertThat(file).hasBinaryContent(before);
    assertThat(names()).containsExactly("a.denpan");
  }

  @Test
  void theOldFileStandsUntilTheNewOneIsWhole() throws IOException {
    Path file = folder.resolve("a.denpan");
    Files.writeString(file, "old");
    AtomicFile.write(
        file,
        channel -> {
          channel.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.UTF_8)));
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasContent("new");
  }

  @Test
  void aDirectoryIsNotReplaced() throws IOException {
    Path target = Files.createDirectory(folder.resolve("models"));
    assertThatThrownBy(() -> Models.smallest().save(target))
        .isInstanceOf(DenpanException.class)
        .hasMessage("cannot write " + target + ": it is a directory; name a file in it");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void theRootIsNoFile() {
    Path root = folder.getRoot();
    assertThatThrownBy(() -> Models.smallest().save(root))
        .isInstanceOf(DenpanException.class)
        .hasMessage("cannot write " + root + ": it is a directory; name a file in it");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path file = folder.resolve("missing").resolve("a.denpan");
    assertThatThrownBy(() -> Models.smallest().save(file))
        .isInstanceOf(DenpanException.class)
        .hasMessage(
            "cannot write %s: there is no folder %s; create it first"
                .formatted(file, file.getParent()));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("notes.txt"), "notes");
    Path file = notAFolder.resolve("a.denpan");
    assertThatThrownBy(() -> Models.smallest().save(file))
        .isInstanceOf(DenpanException.class)
        .hasMessageStartingWith("cannot write " + file + ": there is no folder " + notAFolder);
    assertThat(notAFolder).hasContent("notes");
  }

  /// Where even the superuser may not create a file.
  @Test
  void aFolderThatTakesNoFileIsNamed() {
    Path readOnly = Path.of("/proc");
    assumeThat(readOnly.resolve("self")).exists();
    assertThatThrownBy(() -> Models.smallest().save(readOnly.resolve("a.denpan")))
        .isInstanceOf(DenpanException.class)
        .hasMessageStartingWith("cannot write /proc/a.denpan: ");
  }

  /// By links, so that the devices are safe from a test that fails.
  @Test
  void aDeviceIsWrittenToAndNotReplaced() throws IOException {
    assumeThat(Path.of("/dev/full")).exists().isWritable();
    Path full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
    assertThatThrownBy(() -> Models.smallest().save(full))
        .isInstanceOf(DenpanException.class)
        .hasMessage("cannot write " + full + ": No space left on device");
    Path nothing = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
    Models.smallest().save(nothing);
    assertThat(full).isSymbolicLink();
    assertThat(nothing).isSymbolicLink();
    assertThat(names()).containsExactly("full", "null");
  }

  @Test
  void savesAtTheSameTimeDoNotMix() throws Exception {
    Path file = folder.resolve("a.denpan");
    List<Model> models = List.of(Models.classifier(), Models.regression(), Models.smallest());
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> saves =
          IntStream.range(0, 60)
              .<Future<?>>mapToObj(i -> threads.submit(() -> models.get(i % 3).save(file)))
              .toList();
      for (Future<?> save : saves) {
        save.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a save failed", e);
    }
    assertThat(models.stream().map(Model::weightsSha256))
        .contains(Model.load(file).weightsSha256());
    assertThat(names()).containsExactly("a.denpan");
  }
}
