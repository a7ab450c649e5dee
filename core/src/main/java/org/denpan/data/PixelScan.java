package org.denpan.data;

import java.util.Optional;

/// Images need no fitting.
final class PixelScan extends ColumnScan {
  private final int height;
  private final int width;

  PixelScan(Column.Pixels pixels) {
    super(pixels.name());
    height = pixels.height();
    width = pixels.width();
  }

  @Override
  void add(Column piece) {
    rows += piece.rows();
  }

  @Override
  Optional<String> unusable() {
    return Optional.empty();
  }

  @Override
  Treatment usual(Preparation preparation) {
    return preparation.numbers();
  }

  @Override
  Transform fit(Treatment treatment) {
    return new Transform.Images(name, height, width);
  }
}
