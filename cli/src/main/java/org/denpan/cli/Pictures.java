package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Table;

/// The first images of a table, side by side in characters.
final class Pictures {
  private static final String SHADES = " ░▒▓█";
  private static final int ROOM = Layout.WIDTH - Layout.LABEL;
  private static final int MOST = 3;

  private final Column.Pixels images;
  private final int step;

  private Pictures(Column.Pixels images) {
    this.images = images;
    this.step = (images.width() + ROOM - 1) / ROOM;
  }

  static List<String> of(Column.Pixels images, Table table) {
    Pictures pictures = new Pictures(images);
    int width = (images.width() + pictures.step - 1) / pictures.step;
    int count = Math.clamp((ROOM + 2) / (width + 2), 1, Math.min(MOST, images.rows()));
    List<String> lines = new ArrayList<>();
    table
        .target()
        .map(table::column)
        .ifPresent(target -> lines.add(row(count, i -> Layout.pad(target.text(i), width))));
    // a character is about twice as high as wide
    for (int y = 0; y < images.height(); y += 2 * pictures.step) {
      int from = y;
      lines.add(row(count, i -> pictures.line(i, from)));
    }
    return lines;
  }

  private static String row(int count, IntFunction<String> cell) {
    return IntStream.range(0, count).mapToObj(cell).collect(Collectors.joining("  "));
  }

  private String line(int image, int y) {
    StringBuilder line = new StringBuilder();
    for (int x = 0; x < images.width(); x += step) {
      line.append(
          SHADES.charAt(Math.min(SHADES.length() - 1, mean(image, y, x) * SHADES.length() / 256)));
    }
    return line.toString();
  }

  /// The mean of a block of 2·step × step pixels, cut at the edges.
  private int mean(int image, int top, int left) {
    int sum = 0;
    int pixels = 0;
    for (int y = top; y < Math.min(images.height(), top + 2 * step); y++) {
      for (int x = left; x < Math.min(images.width(), left + step); x++) {
        sum += images.values()[images.start(image) + y * images.width() + x] & 255;
        pixels++;
      }
    }
    return sum / pixels;
  }
}
