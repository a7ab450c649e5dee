package org.denpan.cli;

import java.nio.file.Path;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `--state-dict`: the tensors alone, as a PyTorch network of the same layers names them.
@Command
final class StateDictFormat implements ExportFormat {
  private static final String OPTION = "--state-dict";

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description =
          "The same as the state_dict of a torch.nn.Sequential: 0.weight, 0.bias, 2.weight, …")
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
    String modules = model.exportStateDict(to);
    return "the state_dict of "
        + modules
        + " to "
        + to
        + "; preprocessing and output unit are not in it";
  }
}
