package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.denpan.file.Disk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {
  private static final TensorFile CONTENT =
      new TensorFile(
          Map.of("epoch", "3", "seed", "42"),
          Map.of("w", new float[] {1, -0f, Float.NaN, Float.NEGATIVE_INFINITY}, "v", new float[0]));

  @TempDir Path folder;

  private Path written() {
    Path file = folder.resolve("a.safetensors");
    CONTENT.write(Disk.real(), file);
    return file;
  }

  @Test
  void whatIsWrittenIsRead() {
    TensorFile read = TensorFile.read(written());
    assertThat(read.texts()).isEqualTo(CONTENT.texts());
    assertThat(read.arrays().get("w")).containsExactly(CONTENT.arrays().get("w"));
    assertThat(read.arrays().get("v")).isEmpty();
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      if (damaged[bit / 8] != bytes[bit / 8] && isBlank(bytes[bit / 8], damaged[bit / 8])) {
        continue; // between two names of the header, where it means nothing
      }
      assertThatThrownBy(() -> TensorFile.read(file))
          .as("bit %d", bit)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static boolean isBlank(byte before, byte after) {
    return Character.isWhitespace(before) && Character.isWhitespace(after);
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> TensorFile.read(file)).isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void aFileWithoutAChecksumIsRefused() {
    Path file = folder.resolve("model.denpan");
    Models.smallest().save(file);
    assertThatThrownBy(() -> TensorFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("checksum");
  }
}
