package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.List;
import org.denpan.cli.chart.Html;

/// What a reader should know before believing the figures.
final class Notes implements Section {
  @Override
  public String title() {
    return "Notes";
  }

  @Override
  public List<Html> content(Report report) {
    if (report.notes().isEmpty()) {
      return List.of();
    }
    return List.of(
        element("ul", report.notes().stream().map(note -> element("li", note)).toList()));
  }
}
