package org.denpan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.bench.Results.Discipline;

/// The table, in Markdown: a line a contestant for each discipline, with the median, the least and
/// the most, and how many times better than the best setting of PyTorch it is.
final class Report {
  private final Results results;
  private final List<String> contestants;
  private final List<String> references;

  /// @param contestants in the order of the table
  /// @param references those whose best the ratios are made to
  Report(Results results, List<String> contestants, List<String> references) {
    this.results = results;
    this.contestants = contestants;
    this.references = references;
  }

  String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| discipline | contestant | median | min – max | × best PyTorch |");
    lines.add("|---|---|--:|--:|--:|");
    for (Discipline discipline : results.disciplines()) {
      Optional<String> reference = results.best(discipline, references);
      Optional<String> winner =
          results.contestants(discipline) > 1
              ? results.best(discipline, contestants)
              : Optional.empty();
      String first = discipline.name() + ", " + discipline.unit();
      for (String contestant : contestants) {
        Optional<Summary> summary = results.summary(discipline, contestant);
        if (summary.isEmpty()) {
          continue;
        }
        String name =
            winner.equals(Optional.of(contestant)) ? "**" + contestant + "**" : contestant;
        lines.add(line(discipline, first, name, contestant, summary.get(), reference));
        first = "";
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private String line(
      Discipline discipline,
      String first,
      String name,
      String contestant,
      Summary summary,
      Optional<String> reference) {
    String ratio =
        reference
            .flatMap(other -> results.ratio(discipline, contestant, other))
            .map(r -> String.format(Locale.ROOT, "%.2f", r))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s – %s | %s |",
        first,
        name,
        figure(summary.median()),
        figure(summary.min()),
        figure(summary.max()),
        ratio);
  }

  /// Three or four digits that count.
  static String figure(double value) {
    if (value >= 1000) {
      double unit = Math.pow(10, Math.floor(Math.log10(value)) - 3);
      return String.format(Locale.ROOT, "%,.0f", Math.rint(value / unit) * unit);
    }
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.3f", value);
  }
}
