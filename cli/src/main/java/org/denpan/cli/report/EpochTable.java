package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.train.TrainingEvent.EpochEnded;

/// The figures behind the learning curves, a row an epoch.
final class EpochTable {
  private static final int MOST_ROWS = 200;

  private EpochTable() {}

  static Html of(List<EpochEnded> history) {
    TreeSet<String> metrics = new TreeSet<>();
    history.forEach(epoch -> metrics.addAll(epoch.metrics().keySet()));
    Grid grid =
        Grid.of("Figures by epoch")
            .numbers("epoch", "loss")
            .numbers(metrics.toArray(String[]::new))
            .numbers("learning rate", "gradient norm", "samples/s", "seconds");
    int best =
        history.stream().filter(EpochEnded::best).mapToInt(EpochEnded::epoch).max().orElse(0);
    int stride = Math.ceilDiv(history.size(), MOST_ROWS);
    for (int i = 0; i < history.size(); i++) {
      boolean last = i == history.size() - 1;
      if (i % stride == 0 || last) {
        grid.row(cells(history.get(i), metrics, best));
      }
    }
    return grid.folded(
        stride == 1 ? "Figures by epoch" : "Figures of every " + stride + "th epoch and the last");
  }

  private static List<Html> cells(EpochEnded epoch, Set<String> metrics, int best) {
    List<Html> cells = new ArrayList<>();
    cells.add(text(Figures.count(epoch.epoch()) + (epoch.epoch() == best ? " (best)" : "")));
    cells.add(text(Figures.number(epoch.loss())));
    for (String metric : metrics) {
      cells.add(text(Figures.number(epoch.metrics().getOrDefault(metric, Double.NaN))));
    }
    cells.add(text(Figures.number(epoch.learningRate())));
    cells.add(text(Figures.number(epoch.gradientNorm())));
    cells.add(text(Figures.count(Math.round(epoch.samplesPerSecond()))));
    cells.add(text(Figures.number(epoch.seconds())));
    return cells;
  }
}
