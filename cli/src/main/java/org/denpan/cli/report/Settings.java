package org.denpan.cli.report;

import java.util.List;
import java.util.Map;

/// The facts that the model carries about its training.
final class Settings implements Section {
  @Override
  public String title() {
    return "Settings";
  }

  @Override
  public List<Html> content(Report report) {
    Map<String, String> provenance = report.model().provenance();
    if (provenance.isEmpty()) {
      return List.of();
    }
    Facts facts = Facts.of();
    provenance.forEach((name, value) -> facts.add(name.replace('_', ' '), value));
    return List.of(facts.html().in("pairs"));
  }
}
