package org.denpan.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.denpan.model.Predictions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `denpan predict`: the rows of a table with what a model says of them, as CSV.
@Command(
    name = "predict",
    description = {
      "Writes the rows of DATA as CSV, with what a model says of them: a column 'prediction' and,"
          + " for classes, a column 'probability_CLASS' each. Of images, only the row's number is"
          + " kept."
    })
final class PredictCommand implements Callable<Integer> {
  private static final String PREDICTION = "prediction";

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = NamedData.DESCRIPTION)
  private String data = "";

  @Mixin(name = "Reading")
  private ReadingOptions reading = new ReadingOptions();

  @Mixin(name = "Output")
  private Output output = new Output();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  private final Streams streams;

  PredictCommand(Streams streams) {
    this.streams = streams;
  }

  /// Where predictions go.
  @Command
  static final class Output {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "OUT.csv",
        description = "The file to write; default, and -, is standard output.")
    @Nullable String to;
  }

  @Override
  public Integer call() throws IOException {
    reading.check(data);
    boolean standard = output.to == null || output.to.equals("-");
    Path path = Path.of(standard ? "-" : String.valueOf(output.to));
    if (!standard) {
      OutputFile.check(path);
      OutputFile.refuseInput(path, data, file.toString());
    }
    Model model = Model.load(file);
    Table table = NamedData.open(data, reading, Rows.allButNumbers(model), streams).forTest();
    Predictions predictions = model.predict(table);
    if (standard) {
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8));
      write(table, predictions, writer);
      writer.flush();
    } else {
      OutputFile.write(path, writer -> write(table, predictions, writer));
      streams.say("wrote " + Figures.count(table.rows(), "row") + " to " + path);
    }
    return 0;
  }

  private void write(Table table, Predictions predictions, Writer writer) throws IOException {
    List<String> added = added(predictions.target());
    List<Column> kept =
        table.columns().stream()
            .filter(c -> !(c instanceof Column.Pixels) && !added.contains(c.name()))
            .toList();
    boolean images = table.columns().stream().anyMatch(Column.Pixels.class::isInstance);
    // not closed: who opened the writer closes it
    CsvWriter lines = CsvWriter.builder().build(writer);
    List<String> line = new ArrayList<>(images ? List.of("row") : List.of());
    kept.forEach(c -> line.add(c.name()));
    line.addAll(added);
    lines.writeRecord(line);
    for (int row = 0; row < table.rows(); row++) {
      line.clear();
      if (images) {
        line.add(Integer.toString(row + 1));
      }
      for (Column column : kept) {
        line.add(column.text(row));
      }
      add(predictions.row(row), line);
      lines.writeRecord(line);
    }
    lines.flush();
  }

  private static List<String> added(Target target) {
    List<String> names = new ArrayList<>(List.of(PREDICTION));
    if (target instanceof Target.Classes classes) {
      classes.classes().forEach(c -> names.add("probability_" + c));
    }
    return names;
  }

  private static void add(Prediction prediction, List<String> line) {
    switch (prediction.target()) {
      case Target.Number n -> line.add(Float.toString((float) prediction.value()));
      case Target.Classes c -> {
        line.add(prediction.label());
        for (int k = 0; k < c.classes().size(); k++) {
          line.add(Float.toString(prediction.probability(k)));
        }
      }
    }
  }
}
