package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.data.Target;

/// The confusion matrix as a table of tinted cells, for as many classes as a page can show.
final class Confusion implements Section {
  static final int MOST_CLASSES = 20;

  @Override
  public String title() {
    return "Confusion matrix";
  }

  @Override
  public List<Html> content(Report report) {
    if (!(report.test().target() instanceof Target.Classes target)
        || target.classes().size() > MOST_CLASSES) {
      return List.of();
    }
    List<String> names = target.classes().stream().map(Figures::brief).toList();
    int[][] counts = report.test().confusion();
    List<Html> head = new ArrayList<>();
    head.add(element("th", "known\u00A0↓ predicted\u00A0→").with("scope", "col").in("corner"));
    names.forEach(name -> head.add(element("th", name).with("scope", "col")));
    head.add(element("th", "recall").with("scope", "col").in("aside"));
    head.add(element("th", "rows").with("scope", "col").in("aside"));
    List<Html> rows = new ArrayList<>();
    double worst = largestWrongShare(counts);
    for (int known = 0; known < counts.length; known++) {
      rows.add(row(names, counts, known, worst));
    }
    Html table =
        element(
                "table",
                element("thead", element("tr", head)),
                element("tbody", rows),
                element("tfoot", precision(counts)))
            .in("matrix");
    return List.of(
        Grid.scroll("Confusion matrix", table),
        element(
                "p",
                "Rows by known class, columns by predicted class. The tint is the share of the"
                    + " known class: blue for right, orange for wrong, the deeper the more, wrong"
                    + " ones relative to the most frequent mistake. Recall: the part of a known"
                    + " class that was found. Precision: the part of what was predicted as a class"
                    + " that was it.")
            .in("caption"));
  }

  private static Html row(List<String> names, int[][] counts, int known, double worst) {
    int total = IntStream.of(counts[known]).sum();
    List<Html> cells = new ArrayList<>();
    cells.add(element("th", names.get(known)).with("scope", "row"));
    for (int predicted = 0; predicted < counts.length; predicted++) {
      int count = counts[known][predicted];
      double share = total == 0 ? 0 : (double) count / total;
      boolean right = predicted == known;
      Html.Element cell = element("td", Figures.count(count));
      if (count == 0) {
        cells.add(cell.in("none"));
      } else {
        cells.add(
            cell.in(right ? "right" : "wrong")
                .with("style", "--depth: " + Figures.decimals(right ? share : share / worst, 3))
                .with(
                    "title",
                    "%s of known ‘%s’ predicted as ‘%s’"
                        .formatted(Figures.share(share), names.get(known), names.get(predicted))));
      }
    }
    cells.add(element("td", Figures.share(ratio(counts[known][known], total))).in("aside"));
    cells.add(element("td", Figures.count(total)).in("aside"));
    return element("tr", cells);
  }

  private static Html precision(int[][] counts) {
    List<Html> cells = new ArrayList<>();
    cells.add(element("th", "precision").with("scope", "row"));
    int right = 0;
    int all = 0;
    for (int k = 0; k < counts.length; k++) {
      int column = k;
      int total = IntStream.range(0, counts.length).map(known -> counts[known][column]).sum();
      cells.add(element("td", Figures.share(ratio(counts[k][k], total))));
      right += counts[k][k];
      all += total;
    }
    cells.add(element("td", Figures.share(ratio(right, all))).with("title", "accuracy"));
    cells.add(element("td", text(Figures.count(all))));
    return element("tr", cells);
  }

  private static double largestWrongShare(int[][] counts) {
    double largest = 0;
    for (int known = 0; known < counts.length; known++) {
      int total = IntStream.of(counts[known]).sum();
      for (int predicted = 0; predicted < counts.length; predicted++) {
        if (predicted != known && total > 0) {
          largest = Math.max(largest, (double) counts[known][predicted] / total);
        }
      }
    }
    return largest;
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
