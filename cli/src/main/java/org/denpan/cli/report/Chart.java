package org.denpan.cli.report;

import static org.denpan.cli.report.Html.element;

import java.util.List;

/// A drawing with its heading and a sentence below.
final class Chart {
  private static final int SERIES = 4;

  private Chart() {}

  static Html of(String heading, Html drawing, String caption) {
    return element("figure", element("h3", heading), drawing, element("figcaption", caption));
  }

  static Html of(String heading, Html legend, Html drawing, String caption) {
    return element(
        "figure", element("h3", heading), legend, drawing, element("figcaption", caption));
  }

  /// Charts side by side where there is room.
  static Html sideBySide(List<Html> charts) {
    return element("div", charts).in("charts");
  }

  /// The class of the style sheet for the series with this number, from 0.
  static String series(int number) {
    return "series" + (number % SERIES + 1);
  }
}
