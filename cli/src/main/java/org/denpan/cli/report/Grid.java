package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denpan.cli.chart.Html;

/// A table: headings above, a name at the left of each row. It scrolls sideways by itself where the
/// screen is narrow.
final class Grid {
  private final String label;
  private final List<String> headings = new ArrayList<>();
  private final List<Boolean> numeric = new ArrayList<>();
  private final List<Html> rows = new ArrayList<>();

  private Grid(String label) {
    this.label = label;
  }

  /// @param label what the table shows, for those who do not see it
  static Grid of(String label) {
    return new Grid(label);
  }

  /// Adds columns of texts.
  Grid texts(String... names) {
    return columns(false, names);
  }

  /// Adds columns of numbers.
  Grid numbers(String... names) {
    return columns(true, names);
  }

  private Grid columns(boolean numbers, String... names) {
    for (String name : names) {
      headings.add(name);
      numeric.add(numbers);
    }
    return this;
  }

  /// Adds a row of texts.
  Grid row(String... cells) {
    return row(Arrays.stream(cells).map(Html::text).toList());
  }

  /// Adds a row; its first cell is its name.
  Grid row(List<Html> cells) {
    List<Html> row = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Html.Element cell =
          i == 0 ? element("th", cells.get(i)).with("scope", "row") : element("td", cells.get(i));
      row.add(numeric.get(i) ? cell.in("number") : cell);
    }
    rows.add(element("tr", row));
    return this;
  }

  /// The number of rows so far.
  int size() {
    return rows.size();
  }

  Html.Element html() {
    List<Html> head = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      Html.Element cell = element("th", text(headings.get(i))).with("scope", "col");
      head.add(numeric.get(i) ? cell.in("number") : cell);
    }
    return scroll(
        label, element("table", element("thead", element("tr", head)), element("tbody", rows)));
  }

  /// The table under a line that opens it, for those that are long.
  Html folded(String summary) {
    return element("details", element("summary", summary), html());
  }

  /// A box that scrolls sideways, by keyboard too.
  static Html.Element scroll(String label, Html content) {
    return element("div", content)
        .in("scroll")
        .with("role", "region")
        .with("tabindex", "0")
        .with("aria-label", label);
  }
}
