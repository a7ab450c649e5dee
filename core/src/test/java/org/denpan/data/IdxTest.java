package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  @TempDir Path folder;

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static byte[] join(byte[] head, int... body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head);
    Arrays.stream(body).forEach(bytes::write);
    return bytes.toByteArray();
  }

  /// Two images of one row and three columns.
  private static byte[] images() {
    return join(ints(0x803, 2, 1, 3), 0, 128, 255, 1, 2, 3);
  }

  private static byte[] labels(int... labels) {
    return join(ints(0x801, labels.length), labels);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(bytes);
    }
    return file;
  }

  private void refuses(byte[] images, byte[] labels, String... parts) throws IOException {
    Path imageFile = write("images", images);
    Path labelFile = write("labels", labels);
    assertThatThrownBy(() -> Idx.read(imageFile, labelFile))
        .isInstanceOf(DataException.class)
        .message()
        .contains(parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void imagesAndLabelsBecomeATable(String suffix) throws IOException {
    Table table = Idx.read(write("i" + suffix, images()), write("l" + suffix, labels(7, 3)));
    Column.Pixels image = (Column.Pixels) table.column("image");
    assertThat(image.height()).isEqualTo(1);
    assertThat(image.width()).isEqualTo(3);
    assertThat(image.values()).containsExactly(0, 128, 255, 1, 2, 3);
    assertThat(table.target()).isEqualTo(Optional.of("label"));
    assertThat(((Column.Categories) table.column("label")).dictionary()).containsExactly("3", "7");
    assertThat(table.column("label").text(0)).isEqualTo("7");
    assertThat(table.name()).isEqualTo("i" + suffix);
  }

  @Test
  void labelsAreSortedAsNumbers() throws IOException {
    Table table = Idx.read(write("i", images()), write("l", labels(200, 9)));
    assertThat(((Column.Categories) table.column("label")).dictionary())
        .containsExactly("9", "200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-idx?-ubyte", ".idx?-ubyte", "-idx?-ubyte.gz"})
  void aFolderIsReadByTheUsualNames(String names) throws IOException {
    assertThat(Idx.isFolder(folder)).isFalse();
    for (String part : new String[] {"train", "t10k"}) {
      write(part + "-images" + names.replace("?", "3"), images());
      write(part + "-labels" + names.replace("?", "1"), labels(1, part.length()));
    }
    assertThat(Idx.isFolder(folder)).isTrue();
    Idx.Folder read = Idx.folder(folder);
    assertThat(read.train().column("label").text(1)).isEqualTo("5");
    assertThat(read.test().column("label").text(1)).isEqualTo("4");
  }

  @Test
  void whatAFolderLacksIsNamed() throws IOException {
    write("train-images-idx3-ubyte", images());
    write("t10k-labels-idx1-ubyte.gz", labels(1, 2));
    assertThat(Idx.isFolder(folder)).isTrue();
    assertThatThrownBy(() -> Idx.folder(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder + " lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte (");
  }

  @Test
  void filesAreKnownByTheirFirstBytes() throws IOException {
    assertThat(Idx.isIdx(write("i.gz", images()))).isTrue();
    assertThat(Idx.isIdx(write("l", labels(1)))).isTrue();
    assertThat(Idx.isIdx(write("a.csv", join(new byte[0], 97, 44, 98)))).isFalse();
    assertThat(Idx.isIdx(write("empty", new byte[0]))).isFalse();
    assertThat(Idx.isIdx(write("bad", new byte[] {0x1f, (byte) 0x8b, 9, 9, 9, 9}))).isFalse();
    assertThat(Idx.isIdx(folder.resolve("none"))).isFalse();
    assertThat(Idx.isIdx(folder)).isFalse();
    assertThat(Idx.isFolder(folder.resolve("none"))).isFalse();
  }

  @Test
  void aWrongMagicNumberIsShown() throws IOException {
    refuses(
        labels(1, 2),
        labels(1, 2),
        "images: at offset 0 expected 0x00000803, the mark of IDX images, found 0x00000801");
    refuses(images(), images(), "labels: at offset 0 expected 0x00000801", "found 0x00000803");
    refuses(new byte[3], labels(1), "at offset 0 expected", "found 3 bytes in all");
    refuses(new byte[0], labels(1), "found 0 bytes in all");
  }

  @Test
  void aFileThatIsCutOffSaysWhere() throws IOException {
    byte[] cut = Arrays.copyOf(images(), 20);
    refuses(cut, labels(1, 2), "images is cut off: at offset 16 expected 6 bytes, found 4");
    refuses(
        Arrays.copyOf(images(), 9),
        labels(1, 2),
        "images is cut off: at offset 4 expected 12 bytes, found 5");
    refuses(
        images(),
        Arrays.copyOf(labels(1, 2), 9),
        "labels is cut off: at offset 8 expected 2 bytes, found 1");
  }

  @Test
  void aFileThatIsTooLongIsRefused() throws IOException {
    refuses(join(images(), 1), labels(1, 2), "expected 6 bytes from offset 16 to the end");
  }

  @Test
  void imagesAndLabelsMustBeAsMany() throws IOException {
    refuses(images(), labels(1, 2, 3), "has 2 images", "has 3 labels", "do not belong together");
  }

  @Test
  void sizesBeyondReasonAreRefusedBeforeMemoryIsAsked() throws IOException {
    refuses(join(ints(0x803, 2, -1, 3)), labels(1), "at offset 8", "found 4,294,967,295");
    refuses(join(ints(0x803, 2, 3, 0)), labels(1), "at offset 12", "found 0");
    refuses(join(ints(0x803, 0, 3, 3)), labels(1), "at offset 4", "found 0");
    refuses(
        join(ints(0x803, 60_000, 16_000, 16_000)),
        labels(1),
        "60,000 images of 16,000×16,000 do not fit into memory");
    refuses(
        join(ints(0x803, 2_000_000_000, 1, 1)),
        labels(1),
        "at offset 16 expected 2,000,000,000 bytes, found 0");
  }

  @Test
  void missingFilesAndFoldersAreSaid() throws IOException {
    Path there = write("images", images());
    assertThatThrownBy(() -> Idx.read(there, folder.resolve("image")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean 'images'?");
    assertThatThrownBy(() -> Idx.read(folder, there))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    Seed seed = TestSeed.draw();
    for (int trial = 0; trial < 300; trial++) {
      Seed.Stream random = seed.stream("damage", trial);
      byte[] images = images();
      images[random.nextInt(images.length)] = (byte) random.nextInt(256);
      Path imageFile = write("images", images);
      Path labelFile = write("labels", Arrays.copyOf(labels(1, 2), 1 + random.nextInt(10)));
      try {
        assertThat(Idx.read(imageFile, labelFile).rows()).isEqualTo(2);
      } catch (DataException e) {
        assertThat(e).as(TestSeed.replay(seed)).hasMessageContaining(folder.toString());
      }
    }
  }
}
