package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.List;
import org.denpan.cli.chart.Bars;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.model.Importance;

/// What each column is worth to the model.
final class ImportanceBars implements Section {
  private static final int MOST = 20;

  @Override
  public String title() {
    return "Importance of columns";
  }

  @Override
  public List<Html> content(Report report) {
    return report.measured().importance().map(ImportanceBars::content).orElse(List.of());
  }

  private static List<Html> content(Importance importance) {
    List<Importance.Score> shown =
        importance.columns().subList(0, Math.min(MOST, importance.columns().size()));
    String worse = importance.metric() + (importance.metric().equals("rmse") ? " added" : " lost");
    Importance.Score first = shown.getFirst();
    Bars bars =
        new Bars(
            "Importance of columns",
            "%s has the most: %s %s."
                .formatted(Figures.brief(first.column()), Figures.number(first.drop()), worse),
            worse,
            false,
            shown.stream().map(score -> Figures.brief(score.column())).toList(),
            List.of(
                new Bars.Group(
                    worse, 0, shown.stream().mapToDouble(Importance.Score::drop).toArray())));
    String rest =
        importance.columns().size() > MOST
            ? " %s are not shown."
                .formatted(Figures.count(importance.columns().size() - MOST, "more column"))
            : "";
    Grid grid = Grid.of("Importance").texts("Column").numbers(worse, "sd");
    importance
        .columns()
        .forEach(score ->
            grid.row(
                List.of(
                    Html.text(Figures.brief(score.column())),
                    Html.text(Figures.number(score.drop())),
                    Html.text(Figures.number(score.deviation())))));
    return List.of(
        element(
            "p",
            "How much worse the model gets when a column's values are put into disorder: the mean"
                + " of %d times, on %s. Columns that say the same share their importance."
                    .formatted(Importance.REPEATS, Figures.count(importance.rows(), "row"))),
        Chart.sideBySide(
            List.of(Chart.of("importance", "By column", bars, "The longest bars first." + rest))),
        grid.folded("All columns"));
  }
}
