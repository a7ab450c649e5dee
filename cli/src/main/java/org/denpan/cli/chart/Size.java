package org.denpan.cli.chart;

/// How large a drawing is, in the unit in which its letters are 12 high.
public record Size(double width, double height) {
  /// That of a phone, so that letters stay legible there.
  public static final Size USUAL = new Size(440, 280);

  /// For many side by side.
  public static final Size SMALL = new Size(300, 210);

  /// For the plane: as high as wide within its axes.
  public static final Size SQUARE = new Size(420, 380);
}
