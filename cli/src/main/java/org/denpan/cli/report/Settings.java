package org.denpan.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.denpan.cli.chart.Html;

/// The facts that the model carries about its training.
final class Settings implements Section {
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of("command", "denpan", "split", "train_rows", "validation_rows", "weights");

  @Override
  public String title() {
    return "Settings";
  }

  @Override
  public List<Html> content(Report report) {
    Map<String, String> provenance = report.model().provenance();
    Facts facts = Facts.of();
    provenance.forEach((name, value) -> {
      if (!TOLD_ELSEWHERE.contains(name) && !name.startsWith("test_")) {
        facts.add(name.replace('_', ' '), value);
      }
    });
    return facts.isEmpty() ? List.of() : List.of(facts.html().in("pairs"));
  }
}
