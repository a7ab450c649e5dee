package org.denpan.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.denpan.cli.chart.Figures;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.denpan.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `denpan evaluate`: how good a model is on data with known targets.
@Command(name = "evaluate")
final class EvaluateCommand implements Callable<Integer> {
  /// Of the intervals' resamples, as of training.
  private static final long SEED = 42;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = NamedData.DESCRIPTION)
  private String data = "";

  @Mixin(name = "Reading")
  private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--importance",
      description =
          "Measure what each column is worth: how much worse its disorder makes the model.")
  private boolean importance;

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  private final Streams streams;

  EvaluateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    reading.check(data);
    Model model = Model.load(file);
    NamedData source =
        NamedData.open(data, reading, Rows.texts(model), new MemoryOptions().budget(), streams);
    source.saySample(streams);
    if (source.ownTest().isEmpty() && Rows.learntFrom(model, source)) {
      streams.say("the model learnt from rows of this data: new rows will fare worse");
    }
    Table all = source.forTest();
    Table known = Rows.withTarget(all, model.target().column());
    int unknown = all.rows() - known.rows();
    if (known.rows() == 0) {
      throw new DataException(
          "%s: no row has a value of the target '%s' to compare with; 'denpan predict' needs none"
              .formatted(all.name(), model.target().column()));
    }
    Tested measured = Tested.of(model, known, Linear.NONE, SEED);
    Tested tested = importance ? measured.withImportance(model, known, SEED) : measured;
    if (json.on) {
      Json.print(streams, json(model, known, tested, unknown));
    } else {
      print(model, known, tested, unknown);
    }
    return 0;
  }

  private void print(Model model, Table known, Tested tested, int unknown) {
    Layout layout = new Layout(streams.out());
    layout.line("Model", file.toString());
    layout.line("Data", data.isEmpty() ? "query" : data);
    layout.line("Target", Descriptions.target(model.target()));
    if (unknown > 0) {
      layout.line("Left out", Figures.count(unknown, "row") + " without a target");
    }
    model.encoder().weights(known).ifPresent(column -> layout.line("Weighted", "by " + column));
    Adjusted.lines(model.adjustment(), model.target()).forEach(layout::line);
    Remarks.weights(known, model.encoder()).forEach(remark -> layout.line("Note", remark));
    Remarks.dots(known, model.target()).forEach(remark -> layout.line("Note", remark));
    tested.remarks().forEach(remark -> layout.line("Note", remark));
    layout.gap();
    new Scores(tested).print(layout, "Result");
  }

  private Map<String, Object> json(Model model, Table known, Tested tested, int unknown) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("model", file.toString());
    object.put("data", data.isEmpty() ? "query" : data);
    object.put("target", model.target().column());
    object.put("rows", tested.evaluation().rows());
    object.put("rows_without_target", unknown);
    model.encoder().weights(known).ifPresent(column -> object.put("weights", column));
    object.putAll(Adjusted.json(model.adjustment()));
    object.putAll(new Scores(tested).json(""));
    object.put("weights_sha256", model.weightsSha256());
    return object;
  }
}
