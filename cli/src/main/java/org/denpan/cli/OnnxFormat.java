package org.denpan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.denpan.cli.chart.Figures;
import org.denpan.model.Model;
import org.denpan.onnx.Onnx;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `--onnx`: what the model says of a row of a table, or with `--raw` of encoded numbers, as a
/// graph for ONNX Runtime and its like.
@Command
final class OnnxFormat implements ExportFormat {
  private static final String OPTION = "--onnx";
  private static final String RAW = "--raw";

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description =
          "The network and its preprocessing as one ONNX graph, an input for each column.")
  private @Nullable Path file;

  @Option(
      names = RAW,
      description = "The ONNX graph without preprocessing: one input of encoded numbers.")
  private boolean raw;

  @Override
  public String option() {
    return OPTION;
  }

  @Override
  public @Nullable Path file() {
    return file;
  }

  @Override
  public Optional<String> problem() {
    return raw && file == null
        ? Optional.of(RAW + " is for " + OPTION + " FILE, which names the file to write")
        : Optional.empty();
  }

  @Override
  public String write(Model model, Path to) {
    if (raw) {
      Onnx.exportRaw(model, to);
      return "the network to "
          + to
          + ": one input of "
          + Figures.count(model.inputs(), "number")
          + "; preprocessing is not in it";
    }
    Onnx.export(model, to);
    return "the network and its preprocessing to "
        + to
        + ": "
        + Figures.count(model.encoder().inputs().size(), "input")
        + ", one a column";
  }
}
