package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.List;
import java.util.Locale;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.model.Model;
import org.denpan.net.Layer;
import org.denpan.net.Network;
import org.denpan.net.Tensor;

/// The network: layers, shapes, how many numbers are learnt.
final class Layers implements Section {
  @Override
  public String title() {
    return "Network";
  }

  @Override
  public List<Html> content(Report report) {
    Model model = report.model();
    Network network = model.network();
    Grid grid =
        Grid.of("Layers").texts("Layer", "Description").numbers("Inputs", "Outputs", "Parameters");
    List<Tensor> layout = network.layout(model.inputs());
    int width = model.inputs();
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      String name = network.names().get(i);
      long learnt =
          layout.stream()
              .filter(t -> t.learnt() && t.layer().equals(name))
              .mapToLong(Tensor::length)
              .sum();
      int outputs = layer.outputs(width);
      grid.row(
          List.of(
              text(name),
              element("code", layer.toString()),
              text(Figures.count(width)),
              text(Figures.count(outputs)),
              text(Figures.count(learnt))));
      width = outputs;
    }
    return List.of(
        element(
            "p",
            "%s are learnt; the loss is the %s."
                .formatted(
                    Figures.count(network.parameterCount(model.inputs()), "parameter"),
                    spaced(model.loss().getClass().getSimpleName()))),
        grid.html());
  }

  /// `CrossEntropy` as `cross entropy`.
  private static String spaced(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
