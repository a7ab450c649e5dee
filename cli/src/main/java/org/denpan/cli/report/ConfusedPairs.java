package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;

/// Where there are too many classes for a matrix: which ones are taken for which.
final class ConfusedPairs implements Section {
  private static final int MOST_PAIRS = 20;

  /// One class taken for another.
  private record Pair(int known, int predicted) {}

  @Override
  public String title() {
    return "Most confused pairs";
  }

  @Override
  public List<Html> content(Report report) {
    if (!(report.test().target() instanceof Target.Classes target)
        || target.classes().size() <= Confusion.MOST_CLASSES) {
      return List.of();
    }
    Evaluation test = report.test();
    int[] rows = new int[target.classes().size()];
    Map<Pair, Integer> wrong = new HashMap<>();
    for (int row = 0; row < test.rows(); row++) {
      Pair pair = new Pair((int) test.known()[row], test.predictions().row(row).classIndex());
      rows[pair.known]++;
      if (pair.known != pair.predicted) {
        wrong.merge(pair, 1, Integer::sum);
      }
    }
    if (wrong.isEmpty()) {
      return List.of(element("p", "No test row was taken for another class."));
    }
    return List.of(
        table(target, rows, wrong).html(),
        element(
                "p",
                "There are %s classes, too many for a matrix; these are the %s most frequent of %s."
                    .formatted(
                        Figures.count(rows.length),
                        Math.min(MOST_PAIRS, wrong.size()),
                        Figures.count(wrong.size(), "kind of mistake")
                            .replace("mistakes", "mistake")))
            .in("caption"));
  }

  private static Grid table(Target.Classes target, int[] rows, Map<Pair, Integer> wrong) {
    Grid grid =
        Grid.of("Most confused pairs")
            .texts("Known", "Predicted")
            .numbers("Times", "Of the known class");
    wrong.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Pair, Integer> e) -> -e.getValue())
                .thenComparingInt(e -> e.getKey().known)
                .thenComparingInt(e -> e.getKey().predicted))
        .limit(MOST_PAIRS)
        .forEach(e ->
            grid.row(
                Figures.brief(target.classes().get(e.getKey().known)),
                Figures.brief(target.classes().get(e.getKey().predicted)),
                Figures.count(e.getValue()),
                Figures.share((double) e.getValue() / rows[e.getKey().known])));
    return grid;
  }
}
