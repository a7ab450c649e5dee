package org.denpan.cli.report;

import java.util.List;
import java.util.Locale;
import org.denpan.cli.chart.Html;

/// One part of the report under a heading of its own.
interface Section {
  /// The heading.
  String title();

  /// What stands under the heading; nothing where the report has nothing to say of it, and then the
  /// heading is left out too.
  List<Html> content(Report report);

  /// Where links within the page lead to.
  default String id() {
    return title().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }
}
