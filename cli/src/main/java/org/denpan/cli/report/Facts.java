package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.chart.Html;

/// Names and what they stand for, one below the other.
final class Facts {
  private final List<Html> parts = new ArrayList<>();

  private Facts() {}

  static Facts of() {
    return new Facts();
  }

  Facts add(String name, String value) {
    parts.add(element("dt", name));
    parts.add(element("dd", value));
    return this;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  Html.Element html() {
    return element("dl", parts);
  }
}
