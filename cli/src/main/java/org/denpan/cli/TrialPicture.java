package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Dots;
import org.denpan.cli.chart.Drawing;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.LineChart;
import org.denpan.cli.chart.Picture;
import org.denpan.search.Found;
import org.denpan.search.Goal;
import org.denpan.search.Halving;
import org.denpan.search.SearchEvent;

/// The trials of a search drawn: what the learning rate did to each, and how those that came to the
/// end got there.
///
/// @param found with a best trial
record TrialPicture(Found found, Goal goal) {
  private static final int MOST_LINES = 8;

  Picture picture() {
    List<Drawing> drawings = new ArrayList<>(List.of(rates()));
    if (found.plan().rungs().size() > 1) {
      drawings.add(course());
    }
    SearchEvent.Finished best = found.best().orElseThrow();
    return Picture.of(
        Figures.count(found.trials(), "trial"),
        "The best is trial %d, with a val_%s of %s after %s."
            .formatted(
                best.trial(),
                goal.metric(),
                Figures.number(value(best)),
                Figures.count(best.epochs(), "epoch")),
        2,
        drawings);
  }

  private double value(SearchEvent.Finished result) {
    return goal.of(result.metrics());
  }

  /// Each trial with its last result.
  private Dots rates() {
    List<Dots.Group> groups = new ArrayList<>();
    List<Halving.Rung> rungs = found.plan().rungs();
    List<SearchEvent.Finished> last =
        found.ranking().stream().filter(f -> f.diverged().isEmpty()).toList();
    for (int r = 0; r < rungs.size(); r++) {
      int rung = r;
      List<SearchEvent.Finished> here = last.stream().filter(f -> f.rung() == rung).toList();
      groups.add(
          new Dots.Group(
              Figures.count(rungs.get(r).epochs(), "epoch"),
              r,
              here.stream().mapToDouble(f -> f.settings().learningRate()).toArray(),
              here.stream().mapToDouble(this::value).toArray(),
              here.stream()
                  .map(f -> "trial %d: %s".formatted(f.trial(), f.settings().layerWords()))
                  .toList()));
    }
    return new Dots(
        "What the learning rate did",
        "val_%s of %s, each with its last result."
            .formatted(goal.metric(), Figures.count(last.size(), "trial")),
        Axis.logarithmic(
            "learning rate", last.stream().mapToDouble(f -> f.settings().learningRate()).toArray()),
        Axis.fitting("val_" + goal.metric(), last.stream().mapToDouble(this::value).toArray()),
        groups);
  }

  /// The trials that came highest, on all rungs.
  private LineChart course() {
    List<LineChart.Line> lines = new ArrayList<>();
    List<Integer> trials =
        found.ranking().stream()
            .filter(f -> f.diverged().isEmpty())
            .limit(MOST_LINES)
            .map(SearchEvent.Finished::trial)
            .toList();
    for (int i = 0; i < trials.size(); i++) {
      int trial = trials.get(i);
      List<SearchEvent.Finished> results =
          found.results().stream()
              .filter(f -> f.trial() == trial && f.diverged().isEmpty())
              .toList();
      lines.add(
          new LineChart.Line(
              "trial " + trial,
              i,
              results.stream().mapToDouble(SearchEvent.Finished::epochs).toArray(),
              results.stream().mapToDouble(this::value).toArray()));
    }
    return new LineChart(
        "From rung to rung",
        "val_%s of the best trials, trained afresh for more and more epochs."
            .formatted(goal.metric()),
        Axis.logarithmic(
            "epochs", found.plan().rungs().stream().mapToDouble(Halving.Rung::epochs).toArray()),
        Axis.fitting(
            "val_" + goal.metric(), lines.stream().map(LineChart.Line::y).toArray(double[][]::new)),
        lines);
  }
}
