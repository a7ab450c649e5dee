package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of PNG pictures, one a class.
class PhotoFolderTest {
  @TempDir private Path folder;

  private void picture(String name, int type, int width, int height, int... argb)
      throws IOException {
    BufferedImage picture = new BufferedImage(width, height, type);
    for (int i = 0; i < argb.length; i++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        picture.getRaster().setSample(i % width, i / width, 0, argb[i]);
      } else {
        picture.setRGB(i % width, i / width, argb[i]);
      }
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
  }

  @Test
  void picturesBecomeGreyWithTheFoldersAsLabels() throws IOException {
    picture("photos/cat/b.png", BufferedImage.TYPE_BYTE_GRAY, 2, 1, 0, 200);
    picture("photos/cat/a.png", BufferedImage.TYPE_INT_RGB, 2, 1, 0xff0000, 0xffffff);
    picture("photos/dog/z.PNG", BufferedImage.TYPE_INT_ARGB, 2, 1, 0x00000000, 0xff000000);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), err, err, () -> false);
    Table table = PhotoFolder.read(folder.resolve("photos"), streams).table();
    assertThat(table.target()).contains("label");
    Column label = table.column("label");
    assertThat(label.text(0) + label.text(1) + label.text(2)).isEqualTo("catcatdog");
    Column.Pixels images = (Column.Pixels) table.column("image");
    assertThat(images.height()).isEqualTo(1);
    // red is 0.299 of white; transparent is white
    assertThat(images.values())
        .containsExactly((byte) 76, (byte) 255, (byte) 0, (byte) 200, (byte) 255, (byte) 0);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("colours become grey in 1 picture");
  }

  @Test
  void aPictureOfAnotherSizeIsNamed() throws IOException {
    picture("photos/cat/a.png", BufferedImage.TYPE_BYTE_GRAY, 2, 1);
    picture("photos/dog/b.png", BufferedImage.TYPE_BYTE_GRAY, 3, 1);
    Denpans.run("data", folder.resolve("photos"))
        .failed(1, "b.png is 1×3, but ", "a.png is 1×2", "one size");
  }

  @Test
  void aFileThatIsNoPictureIsNamed() throws IOException {
    picture("photos/cat/a.png", BufferedImage.TYPE_BYTE_GRAY, 2, 1);
    Files.writeString(folder.resolve("photos/cat/b.png"), "no picture");
    Denpans.run("data", folder.resolve("photos")).failed(1, "b.png is no PNG picture");
  }

  @Test
  void theCommandShowsThem() throws IOException {
    picture("photos/cat/a.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 0, 255, 255, 0);
    picture("photos/dog/b.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 255, 0, 0, 255);
    assertThat(Denpans.run("data", folder.resolve("photos")).succeeded().out())
        .contains("photos: PNG pictures by class; 2 rows, 2 columns", "2×2");
  }
}
