package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.denpan.DenpanException;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
  private static final double[] VALUES = {1, 2, 3};
  private static final Picture PICTURE =
      Picture.of(
          new LineChart(
              "loss",
              "It rises.",
              Axis.counting("epoch", 1, 3),
              Axis.linear("loss", VALUES),
              List.of(new LineChart.Line("loss", 0, VALUES, VALUES))),
          "");

  @TempDir private Path folder;

  @Test
  void aPictureIsWrittenAsSvgAndPngAndNothingElseIsLeft() throws IOException {
    List<Path> files = PictureFiles.write(folder, "t12-loss", PICTURE);

    assertThat(files)
        .containsExactly(folder.resolve("t12-loss.svg"), folder.resolve("t12-loss.png"));
    assertThat(files.get(0)).hasContent(PICTURE.svg());
    BufferedImage image = ImageIO.read(files.get(1).toFile());
    assertThat(image.getWidth()).isEqualTo(2 * (440 + 32));
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PictureFiles.write(folder.resolve("no"), "x", PICTURE))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("cannot write")
        .hasMessageContaining("x.svg");
  }
}
