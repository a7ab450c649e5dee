package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.List;
import org.denpan.cli.chart.Colour;
import org.denpan.cli.chart.Drawing;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.Key;

/// A drawing on the page: with its heading, its legend and a sentence below.
final class Chart {
  private Chart() {}

  /// @param id unique in the page
  static Html of(String id, String heading, Drawing drawing, String caption) {
    Html.Element figure = element("figure", element("h3", heading));
    if (!drawing.legend().isEmpty()) {
      figure = figure.add(legend(drawing.legend()));
    }
    return figure.add(drawing.draw(id, drawing.size()), element("figcaption", caption));
  }

  private static Html legend(List<Key> keys) {
    return element("ul", keys.stream().map(Chart::entry).toList()).in("legend");
  }

  private static Html entry(Key key) {
    String stroke = key.sign() == Key.Sign.DASHED ? "swatch dashed " : "swatch ";
    return element(
        "li", element("span").in(stroke + Colour.series(key.series())), text(key.name()));
  }

  /// Charts side by side where there is room.
  static Html sideBySide(List<Html> charts) {
    return element("div", charts).in("charts");
  }
}
