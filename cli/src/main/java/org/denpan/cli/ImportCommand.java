package org.denpan.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.denpan.Words;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.onnx.read.Naming;
import org.denpan.onnx.read.OnnxNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `denpan import`: a model of a network that another program wrote.
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      description = "The model file to write; default NAME-OF-FILE.denpan in this folder.")
  private @Nullable Path output;

  @Option(
      names = "--take",
      paramLabel = "OUTPUT",
      description = "Which of the graph's outputs to take, if it has several of numbers.")
  private @Nullable String take;

  @Mixin(name = "Names")
  private ImportNames names = new ImportNames();

  @Mixin(name = "Reading")
  private ReadingOptions reading = new ReadingOptions();

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  private final Streams streams;

  ImportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    names.check();
    Path to = output == null ? Path.of(Rerun.plainName(name()) + ".denpan") : output;
    OutputFile.check(to);
    OutputFile.refuseInput(to, file.toString(), names.like);
    OnnxNetwork network = OnnxNetwork.read(file, Optional.ofNullable(take));
    Naming naming = naming(network);
    Model model = network.model(naming);
    model.save(to);
    sayAssumed(naming);
    if (json.on) {
      Json.print(streams, json(network, model, to));
    } else {
      print(network, model, to);
    }
    return 0;
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private Naming naming(OnnxNetwork network) {
    String like = names.like;
    if (like == null) {
      return names.naming(network);
    }
    reading.check(like);
    Table table = NamedData.open(like, reading, streams).table();
    return names.naming(network, table);
  }

  /// What nobody said.
  private void sayAssumed(Naming naming) {
    if (names.classes.isEmpty() && !naming.classes().isEmpty()) {
      streams.say(
          "the outputs are taken for the classes in this order: %s; --classes says another"
              .formatted(Words.list(naming.classes())));
    }
  }

  private void print(OnnxNetwork network, Model model, Path to) {
    Layout layout = new Layout(streams.out());
    layout.line("Model", to.toString());
    layout.line("From", file + (network.producer().isEmpty() ? "" : ", by " + network.producer()));
    layout.line("Network", model.network().toString());
    layout.line("Inputs", inputs(model));
    layout.line("Target", Descriptions.named(model.target()));
    layout.line("Weights", model.weightsSha256());
  }

  private static String inputs(Model model) {
    return Figures.count(model.inputs(), "number")
        + " from "
        + Words.list(
            model.encoder().inputs().stream().map(t -> Layout.cut(t.column(), 30)).toList());
  }

  private Map<String, Object> json(OnnxNetwork network, Model model, Path to) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("model", to.toString());
    object.put("from", file.toString());
    object.put("producer", network.producer());
    object.put("network", model.network().toString());
    object.put("columns", model.encoder().inputs().stream().map(t -> t.column()).toList());
    object.put("inputs", model.inputs());
    object.put("target", model.target().column());
    if (model.target() instanceof Target.Classes classes) {
      object.put("classes", classes.classes());
    }
    object.put("weights_sha256", model.weightsSha256());
    return object;
  }
}
