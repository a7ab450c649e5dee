package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.List;
import org.denpan.cli.chart.Html;
import org.denpan.train.Finding;

/// What seemed to be wrong with the run, a sentence each.
final class Diagnoses implements Section {
  @Override
  public String title() {
    return "Diagnosis";
  }

  @Override
  public List<Html> content(Report report) {
    if (report.history().isEmpty()) {
      return List.of();
    }
    int epochs = report.history().getLast().epoch();
    List<Html> sentences =
        Finding.of(report.history()).stream()
            .map(finding -> (Html) element("li", finding.sentence(epochs)))
            .toList();
    return sentences.isEmpty() ? List.of() : List.of(element("ul", sentences));
  }
}
