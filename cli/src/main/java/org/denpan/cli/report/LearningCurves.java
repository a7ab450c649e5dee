package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.LineChart;
import org.denpan.data.Target;
import org.denpan.train.TrainingEvent.EpochEnded;

/// Loss and the metric of the target over the epochs, as pictures and as figures.
final class LearningCurves implements Section {
  @Override
  public String title() {
    return "Learning curves";
  }

  @Override
  public List<Html> content(Report report) {
    List<EpochEnded> history = report.history();
    if (history.isEmpty()) {
      return List.of();
    }
    List<Html> charts = new ArrayList<>();
    charts.add(chart("Loss", "loss", history, 1, lossCaption(report)));
    String metric = report.test().target() instanceof Target.Classes ? "accuracy" : "rmse";
    if (history.stream().anyMatch(e -> e.metrics().containsKey("val_" + metric))) {
      charts.add(
          metric.equals("accuracy")
              ? chart("Accuracy", metric, history, 100, "In percent of the rows.")
              : chart(
                  "RMSE",
                  metric,
                  history,
                  1,
                  "In the unit of %s.".formatted(report.test().target().column())));
    }
    return List.of(element("p", outcome(report)), Chart.sideBySide(charts), EpochTable.of(history));
  }

  private static String lossCaption(Report report) {
    return report.test().target() instanceof Target.Number
        ? "The mean over the rows; the target is standardised here."
        : "The mean over the rows.";
  }

  private static OptionalInt bestEpoch(List<EpochEnded> history) {
    return history.stream()
        .filter(EpochEnded::best)
        .mapToInt(EpochEnded::epoch)
        .reduce((a, b) -> b);
  }

  private static String outcome(Report report) {
    List<EpochEnded> history = report.history();
    int last = history.getLast().epoch();
    String end = report.model().provenance().getOrDefault("ended", "");
    String ended =
        "Training ended after epoch %s%s.".formatted(last, end.isEmpty() ? "" : ": " + end);
    OptionalInt best = bestEpoch(history);
    return ended
        + (best.isPresent()
            ? " The model has the weights of epoch %s, where val_loss was lowest."
                .formatted(best.getAsInt())
            : " There were no validation rows; the model has the last weights.");
  }

  private static Html chart(
      String heading, String metric, List<EpochEnded> history, double factor, String caption) {
    double[] epochs = history.stream().mapToDouble(EpochEnded::epoch).toArray();
    List<LineChart.Line> lines = new ArrayList<>();
    for (int series = 0; series < 2; series++) {
      String name = (series == 0 ? "" : "val_") + metric;
      double[] values = history.stream().mapToDouble(value(name)).map(v -> v * factor).toArray();
      if (Arrays.stream(values).anyMatch(Double::isFinite)) {
        lines.add(new LineChart.Line(name, series, series == 0, epochs, values));
      }
    }
    double[][] all = lines.stream().map(LineChart.Line::y).toArray(double[][]::new);
    Axis y = factor == 1 ? Axis.fitting(metric, all) : Axis.linear(metric + " (%)", all);
    LineChart drawing =
        new LineChart(
            "Learning curve: " + metric + " by epoch",
            description(lines),
            Axis.counting("epoch", (int) epochs[0], (int) epochs[epochs.length - 1]),
            y,
            lines,
            mark(history));
    return Chart.of("curve-" + metric, heading, drawing, caption);
  }

  private static ToDoubleFunction<EpochEnded> value(String name) {
    return name.equals("loss")
        ? EpochEnded::loss
        : epoch -> epoch.metrics().getOrDefault(name, Double.NaN);
  }

  private static Optional<LineChart.Mark> mark(List<EpochEnded> history) {
    OptionalInt best = bestEpoch(history);
    return best.isPresent()
        ? Optional.of(new LineChart.Mark(best.getAsInt(), "best: epoch " + best.getAsInt()))
        : Optional.empty();
  }

  private static String description(List<LineChart.Line> lines) {
    TreeSet<String> words = new TreeSet<>();
    for (LineChart.Line line : lines) {
      int[] drawn = line.drawn();
      words.add(
          "%s goes from %s to %s"
              .formatted(
                  line.name(),
                  Figures.number(line.y()[drawn[0]]),
                  Figures.number(line.y()[drawn[drawn.length - 1]])));
    }
    return words.isEmpty() ? "No finite values." : String.join("; ", words) + ".";
  }
}
