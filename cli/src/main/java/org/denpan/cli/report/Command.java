package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.chart.Html;

/// The command that reproduces the run; a click selects all of it.
final class Command implements Section {
  @Override
  public String title() {
    return "Reproduce";
  }

  @Override
  public List<Html> content(Report report) {
    return List.of(
        element("pre", element("code", words(report.command())))
            .in("command")
            .with("tabindex", "0")
            .with("aria-label", "Command"),
        element("p", "The same data, seed and version give the same weights, bit for bit.")
            .in("caption"));
  }

  /// The words apart, so that a long line is broken between them and never after a hyphen.
  private static List<Html> words(String command) {
    List<Html> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      if (!words.isEmpty()) {
        words.add(text(" "));
      }
      words.add(element("span", word));
    }
    return words;
  }
}
