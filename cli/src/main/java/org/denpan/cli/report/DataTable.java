package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.data.Drift;
import org.denpan.data.LeftOut;

/// The data card: the parts, each column of the training rows, and how the test rows differ.
final class DataTable implements Section {
  private static final int HEIGHT = 20;
  private static final int BAR = 6;
  private static final int MOST_SHOWN = 40;

  @Override
  public String title() {
    return "Data";
  }

  @Override
  public List<Html> content(Report report) {
    Optional<DataCard> card = report.evidence().card();
    if (card.isEmpty()) {
      return List.of();
    }
    List<Html> content = new ArrayList<>();
    content.add(parts(card.get()).html());
    content.add(element("h3", "Columns of the training rows"));
    Grid columns = columns(report, card.get());
    content.add(
        columns.size() > MOST_SHOWN
            ? columns.folded(Figures.count(columns.size(), "column"))
            : columns.html());
    List<String> drifts =
        card.get().columns().stream()
            .flatMap(c -> c.drift().stream())
            .flatMap(d -> d.sentences().stream())
            .toList();
    if (!drifts.isEmpty()) {
      content.add(element("h3", "Drift between training and test rows"));
      content.add(element("ul", drifts.stream().map(d -> element("li", d + ".")).toList()));
    }
    content.add(
        element(
                "p",
                "PSI, the population stability index, says how much the test rows differ from the"
                    + " training rows: below 0.1 hardly, from 0.25 on much; of few rows, chance"
                    + " makes it large too, and such a figure is marked ‘chance’.")
            .in("caption"));
    return content;
  }

  private static Grid parts(DataCard card) {
    Grid grid = Grid.of("Parts of the rows").texts("Part").numbers("Rows").texts("Target");
    card.parts().forEach(p -> grid.row(p.name(), Figures.count(p.rows()), p.target()));
    return grid;
  }

  private static Grid columns(Report report, DataCard card) {
    Map<String, String> leftOut =
        report.model().encoder().leftOut().stream()
            .collect(Collectors.toMap(LeftOut::column, LeftOut::reason));
    Grid grid =
        Grid.of("Columns of the training rows")
            .texts("Column", "Kind", "Spread")
            .numbers("PSI", "Missing", "Distinct")
            .texts("Values", "Used");
    String target = report.model().target().column();
    for (DataCard.ColumnCard c : card.columns()) {
      grid.row(
          List.of(
              text(Figures.brief(c.name())),
              text(c.kind()),
              spark(c.bars()),
              text(c.drift().map(DataTable::psi).orElse("")),
              text(c.missing() == 0 ? "·" : Figures.share(c.missing())),
              text(c.distinct()),
              text(c.values()),
              text(
                  c.name().equals(target)
                      ? "target"
                      : leftOut.containsKey(c.name())
                          ? "left out: " + Figures.brief(leftOut.get(c.name()))
                          : "yes")));
    }
    return grid;
  }

  private static String psi(Drift drift) {
    boolean chance = drift.psi() >= 0.1 && drift.reading() == Drift.Reading.NONE;
    return Figures.decimals(drift.psi(), 2) + (chance ? " (chance)" : "");
  }

  /// Bars as wide as a word.
  private static Html spark(List<Integer> bars) {
    if (bars.isEmpty()) {
      return text("");
    }
    double tallest = Math.max(1, Collections.max(bars));
    List<Html> marks = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      double height = bars.get(i) == 0 ? 0 : Math.max(1, HEIGHT * bars.get(i) / tallest);
      marks.add(
          element("rect")
              .with("x", (double) i * BAR)
              .with("y", HEIGHT - height)
              .with("width", BAR - 1.0)
              .with("height", height));
    }
    int width = bars.size() * BAR;
    return element("svg", marks)
        .in("spark")
        .with("viewBox", "0 0 %d %d".formatted(width, HEIGHT))
        .with("width", (double) width)
        .with("height", (double) HEIGHT)
        .with("aria-hidden", "true");
  }
}
