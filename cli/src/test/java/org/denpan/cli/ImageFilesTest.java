package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.denpan.Seed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Four small files as MNIST has them: images of 4×4 pixels, the left half bright for label 3, the
/// right half for label 8.
class ImageFilesTest {
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write("train", 60);
    write("t10k", 20);
  }

  private void write(String part, int rows) throws IOException {
    Seed.Stream random = new Seed(3).stream(part);
    ByteBuffer images = ByteBuffer.allocate(16 + 16 * rows);
    images.putInt(0x803).putInt(rows).putInt(4).putInt(4);
    ByteBuffer labels = ByteBuffer.allocate(8 + rows).putInt(0x801).putInt(rows);
    for (int row = 0; row < rows; row++) {
      labels.put((byte) (row % 2 == 0 ? 3 : 8));
      for (int pixel = 0; pixel < 16; pixel++) {
        boolean bright = (pixel % 4 < 2) == (row % 2 == 0);
        images.put((byte) (random.nextInt(60) + (bright ? 180 : 0)));
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }

  private Path train() {
    Path model = folder.resolve("m.denpan");
    JsonNode json =
        Denpans.run("train", folder, "-o", model, "--epochs", 30, "--json").succeeded().json();
    assertThat(json.get("test_rows").intValue()).isEqualTo(20);
    assertThat(json.get("train_rows").intValue()).isEqualTo(54);
    assertThat(json.get("test_accuracy").doubleValue()).isEqualTo(1);
    assertThat(json.get("data_sha256").stringValue()).matches("[0-9a-f]{64}");
    return model;
  }

  @Test
  void aFolderBringsItsOwnTestRows() {
    Path model = train();
    assertThat(Denpans.run("evaluate", model, folder).succeeded().out()).contains("20 rows");
    assertThat(folder.resolve("report.html")).content().contains("data:image/png");
  }

  @Test
  void oneFileIsReadWithTheLabelsBesideIt() {
    String out = Denpans.run("data", folder.resolve(TEST_IMAGES)).succeeded().out();
    assertThat(out).contains("IDX images and labels", "20 rows", "pixels", "4×4", "3 (10), 8 (10)");
    assertThat(out).contains("██");
    assertThat(Denpans.run("data", folder.resolve("t10k-labels-idx1-ubyte")).out())
        .contains("IDX images and labels");
  }

  @Test
  void imagesWithoutLabelsCanBePredicted() throws IOException {
    Path model = train();
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    assertThat(Denpans.run("predict", model, folder.resolve(TEST_IMAGES)).succeeded().out().lines())
        .hasSize(21)
        .startsWith("row,prediction,probability_3,probability_8")
        .anyMatch(line -> line.startsWith("1,3,"))
        .anyMatch(line -> line.startsWith("2,8,"));
  }

  @Test
  void aFolderThatLacksAFileIsRefused() throws IOException {
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    Denpans.run("data", folder).failed(1, "lacks t10k-labels-idx1-ubyte");
  }
}
