package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.List;
import java.util.Locale;
import org.denpan.cli.chart.Html;
import org.denpan.data.Leak;

/// What may let the test look better than the model will be, a sentence each.
final class Leaks implements Section {
  @Override
  public String title() {
    return "Leakage";
  }

  @Override
  public List<Html> content(Report report) {
    List<Leak> leakage = report.evidence().leakage();
    if (leakage.isEmpty()) {
      return List.of();
    }
    return List.of(
        element("ul", leakage.stream().map(leak -> element("li", sentence(leak))).toList()),
        element(
                "p",
                "What can be seen in the rows of ways in which the test may look better than the"
                    + " model will be. It need not be wrong, and there are ways that cannot be"
                    + " seen.")
            .in("caption"));
  }

  private static String sentence(Leak leak) {
    String text = leak.sentence();
    String end = text.endsWith("?") ? "" : ".";
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + end;
  }
}
