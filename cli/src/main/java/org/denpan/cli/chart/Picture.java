package org.denpan.cli.chart;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;

/// One or several drawings as a file of its own: a heading, legends, the drawings side by side, a
/// sentence below, on a light ground. The SVG depends on nothing but what is drawn; in the PNG,
/// which is made of it, the letters are those of the machine.
///
/// @param heading of the whole
/// @param caption a sentence below; may be empty
/// @param columns how many drawings stand side by side
/// @param size of each drawing
public record Picture(
    String heading, String caption, int columns, Size size, List<Drawing> drawings) {
  private static final int PIXELS = 2;
  private static final double MARGIN = 16;
  private static final double GAP = 20;
  private static final double HEADING = 22;
  private static final double LINE = 18;

  /// @throws IllegalArgumentException if there is no column or no drawing
  public Picture {
    drawings = List.copyOf(drawings);
    if (columns < 1 || drawings.isEmpty()) {
      throw new IllegalArgumentException(
          "a picture has at least a column and a drawing; received %d and %d"
              .formatted(columns, drawings.size()));
    }
  }

  /// One drawing under its title.
  public static Picture of(Drawing drawing, String caption) {
    return new Picture(drawing.title(), caption, 1, drawing.size(), List.of(drawing));
  }

  /// Several drawings, each under its title, as large as the first wants to be.
  public static Picture of(String heading, String caption, int columns, List<Drawing> drawings) {
    Size size = drawings.isEmpty() ? Size.USUAL : drawings.getFirst().size();
    return new Picture(heading, caption, columns, size, drawings);
  }

  /// The picture as an SVG file.
  public String svg() {
    double width = Math.min(columns, drawings.size()) * (size.width() + GAP) - GAP;
    List<Html> parts = new ArrayList<>();
    double y = MARGIN;
    for (String line : Words.lines(heading, width, Words.HEADING)) {
      y += HEADING;
      parts.add(Plot.words(MARGIN, y - 6, "start", line).in("heading"));
    }
    boolean shared = drawings.stream().map(Drawing::legend).distinct().count() == 1;
    if (shared) {
      y += legend(drawings.getFirst().legend(), MARGIN, y, width, parts);
      y += drawings.size() > 1 ? GAP / 2 : 0;
    }
    for (int first = 0; first < drawings.size(); first += columns) {
      y += row(first, Math.min(first + columns, drawings.size()), y, shared, parts);
    }
    for (String line : Words.lines(caption, width, Words.USUAL)) {
      y += LINE;
      parts.add(Plot.words(MARGIN, y - 4, "start", line).in("label"));
    }
    return file(parts, width + 2 * MARGIN, y + MARGIN);
  }

  /// Draws the row of drawings from one number to another, and says how high it is.
  private double row(int from, int to, double y, boolean shared, List<Html> parts) {
    double head = 0;
    for (int i = from; i < to; i++) {
      double x = MARGIN + (i - from) * (size.width() + GAP);
      double height = drawings.size() == 1 ? 0 : title(drawings.get(i), x, y, parts);
      if (!shared) {
        height += legend(drawings.get(i).legend(), x, y + height, size.width(), parts);
      }
      head = Math.max(head, height);
    }
    for (int i = from; i < to; i++) {
      parts.add(
          drawings
              .get(i)
              .draw("drawing" + (i + 1), size)
              .with("x", MARGIN + (i - from) * (size.width() + GAP))
              .with("y", y + head)
              .with("width", size.width())
              .with("height", size.height()));
    }
    return head + size.height() + (to < drawings.size() ? GAP : 0);
  }

  private double title(Drawing drawing, double x, double y, List<Html> parts) {
    double height = 0;
    for (String line : Words.lines(drawing.title(), size.width(), Words.TITLE)) {
      height += LINE;
      parts.add(Plot.words(x, y + height - 4, "start", line).in("title"));
    }
    return height;
  }

  /// Sets the entries side by side, in as many lines as they need, and says how high that is.
  private static double legend(
      List<Key> keys, double left, double top, double width, List<Html> parts) {
    if (keys.isEmpty()) {
      return 0;
    }
    double x = left;
    double y = top + LINE;
    for (Key key : keys) {
      double needed = Key.SIGN_WIDTH + 6 + Words.width(key.name(), Words.USUAL);
      if (x > left && x + needed > left + width) {
        x = left;
        y += LINE;
      }
      parts.add(key.draw(x, y - 4));
      parts.add(Plot.words(x + Key.SIGN_WIDTH + 6, y - 4, "start", key.name()).in("words"));
      x += needed + LINE;
    }
    return y - top;
  }

  private String file(List<Html> parts, double width, double height) {
    String sheet =
        Colour.rules(Colour::light)
            + """
            .ground { fill: %s; }
            .heading { fill: %s; font-size: 16px; font-weight: 700; }
            .title { fill: %s; font-size: 13px; font-weight: 700; }
            .words { fill: %s; }
            """
                .formatted(
                    Colour.PAGE.light(),
                    Colour.INK.light(),
                    Colour.INK.light(),
                    Colour.INK.light());
    String w = Figures.coordinate(width);
    String h = Figures.coordinate(height);
    return element("svg", element("title", heading).with("id", "picture"), element("style", sheet))
        .add(element("rect").in("ground").with("width", w).with("height", h))
        .add(parts.toArray(Html[]::new))
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", "0 0 " + w + " " + h)
        .with("width", w)
        .with("height", h)
        .with("font-family", "sans-serif")
        .with("font-size", "12")
        .with("role", "group")
        .with("aria-labelledby", "picture")
        .markup();
  }

  /// The picture as a PNG file, with 2 × 2 pixels for each unit.
  ///
  /// @throws org.denpan.DenpanException if this Java has no fonts to write with
  public byte[] png() {
    return Raster.png(svg(), PIXELS);
  }
}
