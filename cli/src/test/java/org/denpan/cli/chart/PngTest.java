package org.denpan.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.denpan.data.Column;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "28, 28", "3, 7", "300, 500"})
  void aPictureIsReadBackPixelByPixel(int height, int width) throws IOException {
    byte[] values = new byte[2 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i * 7 + i / 256);
    }
    Column.Pixels pixels = new Column.Pixels("image", height, width, values);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(pixels, 1)));

    assertThat(read.getWidth()).isEqualTo(width);
    assertThat(read.getHeight()).isEqualTo(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int expected = values[height * width + y * width + x] & 0xFF;
        assertThat(read.getRaster().getSample(x, y, 0)).isEqualTo(expected);
      }
    }
  }
}
