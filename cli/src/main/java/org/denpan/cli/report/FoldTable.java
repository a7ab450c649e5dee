package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.train.CrossValidation;
import org.denpan.train.CrossValidation.Spread;

/// What folds have shown: each figure's mean and deviation, and fold by fold.
final class FoldTable implements Section {
  @Override
  public String title() {
    return "Folds";
  }

  @Override
  public List<Html> content(Report report) {
    return report
        .evidence()
        .folds()
        .filter(folds -> !folds.tests().isEmpty())
        .map(FoldTable::content)
        .orElse(List.of());
  }

  private static List<Html> content(CrossValidation folds) {
    return List.of(
        element(
            "p",
            "%s: %s models with the settings of this one, each tested with rows that it had not"
                    .formatted(folds.rule(), Figures.count(folds.tests().size()))
                + " learnt from."),
        means(folds).html(),
        element(
                "p",
                "sd is how much a figure varies from fold to fold. The model of this page is"
                    + " another one; its own test is the figure above.")
            .in("caption"),
        each(folds).folded("Fold by fold"));
  }

  private static Grid means(CrossValidation folds) {
    boolean linear = !folds.linear().isEmpty();
    Grid grid = Grid.of("Figures over the folds").texts("Figure").numbers("Mean", "sd");
    if (linear) {
      grid.numbers("Linear model");
    }
    grid.numbers("Always the same");
    folds
        .model()
        .forEach((name, spread) -> {
          List<Html> row = new ArrayList<>();
          row.add(text(name));
          row.add(text(Figures.number(spread.mean())));
          row.add(text(Figures.number(spread.deviation())));
          if (linear) {
            row.add(text(mean(folds.linear(), name)));
          }
          row.add(text(mean(folds.baseline(), name)));
          grid.row(row);
        });
    return grid;
  }

  private static String mean(Map<String, Spread> figures, String name) {
    Spread spread = figures.get(name);
    return spread == null ? "" : Figures.number(spread.mean());
  }

  private static Grid each(CrossValidation folds) {
    List<String> names = List.copyOf(folds.model().keySet());
    Grid grid =
        Grid.of("Fold by fold")
            .numbers("Fold", "Learnt from", "Tested")
            .numbers(names.toArray(String[]::new));
    for (int i = 0; i < folds.tests().size(); i++) {
      CrossValidation.Test test = folds.tests().get(i);
      List<Html> row = new ArrayList<>();
      row.add(text(Figures.count(i + 1)));
      row.add(text(Figures.count(test.learnt())));
      row.add(text(Figures.count(test.rows())));
      for (String name : names) {
        row.add(text(Figures.number(test.model().getOrDefault(name, Double.NaN))));
      }
      grid.row(row);
    }
    return grid;
  }
}
