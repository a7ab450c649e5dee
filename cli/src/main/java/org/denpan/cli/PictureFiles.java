package org.denpan.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.denpan.cli.chart.Picture;

/// A picture as two files of one name: `name.svg` and `name.png`.
final class PictureFiles {
  private PictureFiles() {}

  /// Draws both before it writes either.
  ///
  /// @param folder must exist
  /// @return the files
  /// @throws org.denpan.DenpanException if one cannot be drawn or written
  static List<Path> write(Path folder, String name, Picture picture) {
    byte[] svg = picture.svg().getBytes(StandardCharsets.UTF_8);
    byte[] png = picture.png();
    List<Path> files = List.of(folder.resolve(name + ".svg"), folder.resolve(name + ".png"));
    OutputFile.write(files.get(0), svg);
    OutputFile.write(files.get(1), png);
    return files;
  }
}
