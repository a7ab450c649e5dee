package org.denpan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.denpan.cli.chart.Figures;
import org.denpan.data.LeftOut;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.denpan.net.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `denpan inspect`: what is in a model file.
@Command(name = "inspect")
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  private final Streams streams;

  InspectCommand(Streams streams) {
    this.streams = streams;
  }

  /// One layer: what comes in, what goes out, what is learnt.
  private record LayerRow(String name, String layer, int inputs, int outputs, long parameters) {}

  @Override
  public Integer call() throws IOException {
    Model model = Model.load(file);
    if (json.on) {
      Json.print(streams, json(model));
    } else {
      print(model);
    }
    return 0;
  }

  private void print(Model model) throws IOException {
    Layout layout = new Layout(streams.out());
    layout.line("Model", file + ", " + Figures.count(Files.size(file), "byte"));
    layout.line("Network", model.network().toString());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("layer", "", "inputs", "outputs", "parameters"));
    for (LayerRow r : layers(model)) {
      rows.add(
          List.of(
              r.name(),
              Layout.cut(r.layer(), 30),
              Figures.count(r.inputs()),
              Figures.count(r.outputs()),
              Figures.count(r.parameters())));
    }
    long total = model.parameters().learnt();
    rows.add(List.of("in all", "", "", "", Figures.count(total)));
    layout.table("Layers", rows, 2);
    layout.gap();
    layout.table(
        "Inputs", model.encoder().inputs().stream().map(InspectCommand::input).toList(), 2);
    for (LeftOut out : model.encoder().leftOut()) {
      layout.line("Left out", out.column() + ": " + out.reason());
    }
    layout.line("Target", Descriptions.target(model.target()));
    model.encoder().weights().ifPresent(column -> layout.line("Weighted", "by " + column));
    layout.line("Loss", model.loss().toString());
    Adjusted.lines(model.adjustment(), model.target()).forEach(layout::line);
    layout.gap();
    Provenance.print(model.provenance(), layout);
    layout.line("Weights", model.weightsSha256());
  }

  private static List<LayerRow> layers(Model model) {
    List<LayerRow> rows = new ArrayList<>();
    Network network = model.network();
    int width = model.inputs();
    for (int i = 0; i < network.layers().size(); i++) {
      String name = network.names().get(i);
      int outputs = network.layers().get(i).outputs(width);
      long learnt =
          model.parameters().tensors().stream()
              .filter(t -> t.layer().equals(name) && t.learnt())
              .mapToLong(Tensor::length)
              .sum();
      rows.add(new LayerRow(name, network.layers().get(i).toString(), width, outputs, learnt));
      width = outputs;
    }
    return rows;
  }

  private static List<String> input(Transform transform) {
    String how =
        switch (transform) {
          case NumberTransform.Standardize s ->
              "number, mean %s, deviation %s%s"
                  .formatted(
                      Layout.number(s.mean()),
                      Layout.number(s.deviation()),
                      orMissing(s.indicator()));
          case NumberTransform.Robust r ->
              "number, median %s, spread %s%s"
                  .formatted(
                      Layout.number(r.median()),
                      Layout.number(r.spread()),
                      orMissing(r.indicator()));
          case NumberTransform.Quantiles q ->
              "number by rank, %s … %s%s"
                  .formatted(
                      Layout.number(q.knots().getFirst()),
                      Layout.number(q.knots().getLast()),
                      orMissing(q.indicator()));
          case TextTransform.OneHot o -> texts(o);
          case TextTransform.Embedding e -> "vectors of %d for %s".formatted(e.size(), texts(e));
          case Transform.Calendar c ->
              "time: %s%s".formatted(String.join(", ", c.parts()), orMissing(c.indicator()));
          case Transform.Images i -> "images of %d×%d".formatted(i.height(), i.columns());
        };
    return List.of(Layout.cut(transform.column(), 20), Layout.cut(how, 47));
  }

  private static String orMissing(boolean indicator) {
    return indicator ? ", may be missing" : "";
  }

  private static String texts(TextTransform transform) {
    return Figures.count(transform.categories().size(), "text")
        + orMissing(transform.indicator())
        + ": "
        + String.join(", ", transform.categories());
  }

  private Map<String, Object> json(Model model) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("model", file.toString());
    object.put("bytes", Files.size(file));
    object.put("network", model.network().toString());
    object.put(
        "layers",
        layers(model).stream()
            .map(r ->
                Map.of(
                    "name", r.name(),
                    "layer", r.layer(),
                    "inputs", r.inputs(),
                    "outputs", r.outputs(),
                    "parameters", r.parameters()))
            .toList());
    object.put("parameters", model.parameters().learnt());
    object.put(
        "inputs",
        model.encoder().inputs().stream()
            .collect(
                Collectors.toMap(
                    Transform::column, t -> input(t).get(1), (a, b) -> a, LinkedHashMap::new)));
    object.put("left_out", Descriptions.leftOut(model.encoder()));
    object.put("target", model.target().column());
    object.put("classes", model.target() instanceof Target.Classes c ? c.classes() : List.of());
    model.encoder().weights().ifPresent(column -> object.put("weights", column));
    object.put("loss", model.loss().toString());
    object.putAll(Adjusted.json(model.adjustment()));
    object.put("provenance", model.provenance());
    object.put("weights_sha256", model.weightsSha256());
    return object;
  }
}
