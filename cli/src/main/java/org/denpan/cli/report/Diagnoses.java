package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.LineChart;
import org.denpan.train.Finding;
import org.denpan.train.LayerStatistics;
import org.denpan.train.TrainingEvent.EpochEnded;

/// What seemed to be wrong with the run, a sentence each, and the gradient's size by layer.
final class Diagnoses implements Section {
  private static final int MOST_NAMES = 8;

  @Override
  public String title() {
    return "Diagnosis";
  }

  @Override
  public List<Html> content(Report report) {
    List<EpochEnded> history = report.history();
    if (history.isEmpty() || history.getLast().layers().isEmpty()) {
      return List.of();
    }
    List<Html> sentences =
        Finding.of(history).stream()
            .map(f -> (Html) element("li", f.sentence(history.getLast().epoch())))
            .toList();
    List<Html> content = new ArrayList<>();
    content.add(
        sentences.isEmpty()
            ? element("p", "Nothing unusual was seen in gradients, updates and units.")
            : element("ul", sentences));
    if (names(history.getFirst()).size() > 1) {
      content.add(gradients(history));
    }
    return content;
  }

  private static List<String> names(EpochEnded epoch) {
    return weighted(epoch).stream().map(LayerStatistics::name).toList();
  }

  private static List<LayerStatistics> weighted(EpochEnded epoch) {
    return epoch.layers().stream().filter(layer -> layer.weights() > 0).toList();
  }

  /// The first, the middle and the last epoch, as far as they differ.
  private static Html gradients(List<EpochEnded> history) {
    List<String> names = names(history.getFirst());
    boolean named = names.size() <= MOST_NAMES;
    int first = named ? 0 : 1;
    double[] places = IntStream.range(0, names.size()).mapToDouble(i -> i + first).toArray();
    List<LineChart.Line> lines = new ArrayList<>();
    int last = history.size() - 1;
    for (int i : IntStream.of(0, last / 2, last).distinct().toArray()) {
      double[] sizes =
          weighted(history.get(i)).stream()
              .mapToDouble(LayerStatistics::gradientNorm)
              .map(size -> size > 0 && Double.isFinite(size) ? size : Double.NaN)
              .toArray();
      String name = "epoch " + history.get(i).epoch();
      lines.add(new LineChart.Line(name, lines.size(), lines.isEmpty(), places, sizes));
    }
    double[][] all = lines.stream().map(LineChart.Line::y).toArray(double[][]::new);
    LineChart drawing =
        new LineChart(
            "Gradient size by layer",
            "From %s to %s.".formatted(names.getFirst(), names.getLast()),
            named ? Axis.named("layer", names) : Axis.counting("layer", 1, names.size()),
            Axis.fitting("‖∂E/∂W‖", all),
            lines);
    String caption =
        "The norm of ∂E/∂W in the layers with weights, from the input on; in the last step of the"
            + " epoch.";
    return Chart.of("gradients", "Gradient size by layer", drawing, caption);
  }
}
