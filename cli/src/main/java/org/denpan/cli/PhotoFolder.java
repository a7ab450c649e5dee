package org.denpan.cli;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.denpan.DenpanException;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;

/// A folder with one folder of PNG pictures a class: `photos/cat/1.png`, `photos/dog/7.png`. They
/// become one column of grey images, with the folder's name as `label`.
final class PhotoFolder {
  private static final String PICTURE = "(?i).*\\.png";

  private PhotoFolder() {}

  static boolean isAt(Path path) {
    return Files.isDirectory(path)
        && list(path).stream()
            .filter(Files::isDirectory)
            .anyMatch(folder -> !pictures(folder).isEmpty());
  }

  /// Reads all pictures, folder by folder, in the order of their names.
  ///
  /// @throws DataException if one is no picture, or their sizes differ
  static NamedData read(Path path, Streams streams) {
    List<String> classes = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Path folder : list(path)) {
      List<Path> pictures = Files.isDirectory(folder) ? pictures(folder) : List.of();
      if (!pictures.isEmpty()) {
        pictures.forEach(picture -> labels.add(classes.size()));
        files.addAll(pictures);
        classes.add(String.valueOf(folder.getFileName()));
      }
    }
    Column images = images(files, streams);
    int[] codes = labels.stream().mapToInt(label -> label).toArray();
    Path last = path.toAbsolutePath().normalize().getFileName();
    String name = last == null ? path.toString() : last.toString();
    Table table =
        Table.of(name, List.of(images, new Column.Categories("label", classes, codes)))
            .withTarget("label");
    return new NamedData(
        name, "PNG pictures by class", Optional.of(Fingerprint.of(files)), table, Optional.empty());
  }

  private static Column images(List<Path> files, Streams streams) {
    BufferedImage first = picture(files.getFirst());
    int height = first.getHeight();
    int width = first.getWidth();
    byte[] values = new byte[Math.multiplyExact(files.size(), height * width)];
    int coloured = 0;
    for (int i = 0; i < files.size(); i++) {
      BufferedImage picture = picture(files.get(i));
      if (picture.getHeight() != height || picture.getWidth() != width) {
        throw new DataException(
            "%s is %d×%d, but %s is %d×%d; all pictures must have one size"
                .formatted(
                    files.get(i),
                    picture.getHeight(),
                    picture.getWidth(),
                    files.getFirst(),
                    height,
                    width));
      }
      coloured += copy(picture, values, i * height * width) ? 1 : 0;
    }
    if (coloured > 0) {
      streams.say("colours become grey in " + Figures.count(coloured, "picture"));
    }
    return new Column.Pixels("image", height, width, values);
  }

  /// Grey as it is, colours by their luminance (ITU-R BT.601), on white where it is transparent;
  /// says whether there were colours.
  private static boolean copy(BufferedImage picture, byte[] values, int at) {
    Raster raster = picture.getRaster();
    if (raster.getNumBands() == 1
        && picture.getColorModel().getPixelSize() == 8
        && picture.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      int[] grey = raster.getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
      for (int i = 0; i < grey.length; i++) {
        values[at + i] = (byte) grey[i];
      }
      return false;
    }
    boolean coloured = false;
    int to = at;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int argb = picture.getRGB(x, y);
        int alpha = argb >>> 24;
        int red = onWhite(argb >> 16 & 255, alpha);
        int green = onWhite(argb >> 8 & 255, alpha);
        int blue = onWhite(argb & 255, alpha);
        coloured |= red != green || green != blue;
        values[to++] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      }
    }
    return coloured;
  }

  private static int onWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  private static BufferedImage picture(Path file) {
    try {
      BufferedImage picture = ImageIO.read(file.toFile());
      if (picture == null) {
        throw new DataException(file + " is no PNG picture");
      }
      return picture;
    } catch (IOException e) {
      throw new DataException(file + " is no whole PNG picture: " + DenpanException.reason(e), e);
    }
  }

  private static List<Path> pictures(Path folder) {
    return list(folder).stream()
        .filter(file -> String.valueOf(file.getFileName()).matches(PICTURE))
        .toList();
  }

  /// By name; what begins with a dot is left out.
  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(
          String.format(Locale.ROOT, "%s cannot be read: %s", folder, DenpanException.reason(e)),
          e);
    }
  }
}
