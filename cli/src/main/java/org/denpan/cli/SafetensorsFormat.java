package org.denpan.cli;

import java.nio.file.Path;
import org.denpan.cli.chart.Figures;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `--safetensors`: the tensors alone, under the layers' names.
@Command
final class SafetensorsFormat implements ExportFormat {
  private static final String OPTION = "--safetensors";

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description =
          "The tensors alone, in the layout of PyTorch; without preprocessing and output unit.")
  private @Nullable Path file;

  @Override
  public String option() {
    return OPTION;
  }

  @Override
  public @Nullable Path file() {
    return file;
  }

  @Override
  public String write(Model model, Path to) {
    model.exportSafetensors(to);
    return Figures.count(model.parameters().tensors().size(), "tensor")
        + " to "
        + to
        + "; preprocessing and output unit are not in it";
  }
}
