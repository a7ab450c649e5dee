package org.denpan.cli.chart;

/// An entry of a legend: what stands for a series in the drawing, and its name.
///
/// @param series the number of its colour, from 0
public record Key(String name, Sign sign, int series) {
  /// Half the height of a letter.
  private static final double RISE = 4;

  static final double SIGN_WIDTH = 22;

  /// What a series looks like.
  public enum Sign {
    /// A line.
    LINE,
    /// A broken line.
    DASHED,
    /// A filled dot.
    DOT,
    /// A filled square.
    BAR
  }

  /// The sign alone, as part of a drawing.
  ///
  /// @param y where the words beside it stand
  Html draw(double x, double y) {
    String colour = " " + Colour.series(series);
    double middle = x + SIGN_WIDTH / 2;
    return switch (sign) {
      case LINE -> Plot.line(x, y - RISE, x + SIGN_WIDTH, y - RISE).in("line" + colour);
      case DASHED -> Plot.line(x, y - RISE, x + SIGN_WIDTH, y - RISE).in("line dashed" + colour);
      case DOT -> Plot.circle(middle, y - RISE, 4).in("spot" + colour);
      case BAR -> Plot.rectangle(middle - 6, y - RISE - 6, 12, 12).in("block" + colour);
    };
  }
}
