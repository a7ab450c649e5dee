package org.denpan.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Chunks;
import org.denpan.data.Csv;
import org.denpan.data.DataException;
import org.denpan.data.Datasets;
import org.denpan.model.Model;
import org.denpan.tables.TableFormat;
import org.denpan.tables.TableReader;
import org.denpan.tables.TableWriter;
import org.denpan.tables.Tables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan predict`: the rows of a table with what a model says of them.
@Command(
    name = "predict",
    description = {
      "Writes the rows of DATA with what a model says of them: a column 'prediction' and, for"
          + " classes, a column 'probability_CLASS' each. Of images, only the row's number is"
          + " kept. Rows are read, predicted and written piece by piece, however many there are."
    })
final class PredictCommand implements Callable<Integer> {
  private static final int PIECE = 1 << 16;

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

  /// Where predictions go, and how.
  @Command
  static final class Output {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description =
            "The file to write, of the format that its name ends in: .csv, .jsonl, .parquet;"
                + " default, and -, is standard output.")
    @Nullable String to;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "What to write: csv (the default), jsonl or parquet.")
    @Nullable String format;

    @Option(
        names = "--keep",
        paramLabel = "COLUMN",
        description = "The columns of DATA to pass on; default all.",
        split = ",")
    @Nullable List<String> keep;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private boolean standard() {
      return to == null || to.equals("-");
    }

    private TableFormat format() {
      TableFormat chosen =
          switch (format) {
            case null -> standard() ? TableFormat.CSV : named(String.valueOf(to));
            case "csv" -> TableFormat.CSV;
            case "jsonl", "ndjson", "json" -> TableFormat.JSON_LINES;
            case "parquet" -> TableFormat.PARQUET;
            default -> throw wrong("--format is csv, jsonl or parquet, got " + format);
          };
      if (chosen == TableFormat.PARQUET && standard()) {
        throw wrong("--format parquet needs a file to write: name it with --output");
      }
      return chosen;
    }

    /// What a file's name says; CSV where it says nothing, as `/dev/stdout`.
    private TableFormat named(String file) {
      return TableFormat.of(file)
          .orElseGet(() -> {
            if (file.matches("(?i).*[^./]\\.(?!txt$)\\w+")) {
              throw wrong(
                  "%s is of no format that can be written: let its name end in .csv, .jsonl or"
                          .formatted(file)
                      + " .parquet, or say which with --format");
            }
            return TableFormat.CSV;
          });
    }

    private Optional<List<String>> kept() {
      return Optional.ofNullable(keep)
          .map(names -> names.stream().filter(name -> !name.isEmpty()).toList());
    }

    private ParameterException wrong(String message) {
      return new ParameterException(spec.commandLine(), message);
    }
  }

  @Override
  public Integer call() throws IOException {
    reading.check(data);
    TableFormat format = output.format();
    Path path = Path.of(output.standard() ? "-" : String.valueOf(output.to));
    if (!output.standard()) {
      OutputFile.check(path);
      OutputFile.refuseInput(path, data, file.toString());
    }
    Model model = Model.load(file);
    Map<String, String> types = new LinkedHashMap<>();
    try (Chunks source = source(model, types);
        Counted counted = new Counted(streams, "predicting");
        Predicted rows = new Predicted(model, source, output.kept(), counted)) {
      write(rows, new TableWriter(format, Predicted.types(types, model.target())), path);
    } catch (DataException e) {
      throw CsvFiles.advised(e);
    }
    return 0;
  }

  private void write(Predicted predicted, TableWriter writer, Path path) throws IOException {
    if (output.standard()) {
      Writer out =
          new BufferedWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8));
      writer.write(predicted, out);
      out.flush();
    } else {
      long rows = writer.write(predicted, path);
      streams.say("wrote " + Figures.count(rows, "row") + " to " + path);
    }
    predicted.remarks().forEach(streams::say);
  }

  /// The rows of the data. Columns that the model does not need as numbers or times stay as they
  /// are written.
  ///
  /// @param types filled with what columns are in the source, where that is known
  private Chunks source(Model model, Map<String, String> types) {
    Predicate<String> texts = Rows.allButNumbers(model);
    if (reading.isQuery(data) || TableFiles.reads(data, reading)) {
      TableReader reader = TableFiles.open(data, reading, texts);
      types.putAll(reader.about().types());
      TableFiles.say(reader.about(), streams);
      return reader;
    }
    boolean file = !data.equals("-") && !Datasets.names().contains(data);
    if (file && Files.isRegularFile(Path.of(data)) && !ImageFiles.areAt(Path.of(data))) {
      Predicate<String> times = Rows.times(model);
      return Tables.ahead(
          Csv.open(Path.of(data), reading.csv(), texts.negate().and(times.negate()), times));
    }
    return Chunks.of(NamedData.open(data, reading, texts, streams).forTest(), PIECE);
  }
}
