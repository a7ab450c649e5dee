package org.denpan.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.denpan.cli.chart.Figures;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan export`: a model for other programs; one option a format.
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Mixin(name = "Formats")
  private Formats formats = new Formats();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  ExportCommand(Streams streams) {
    this.streams = streams;
  }

  /// Where to, and so as what.
  @Command
  static final class Formats {
    @Option(
        names = "--safetensors",
        paramLabel = "FILE",
        description =
            "The tensors alone, in the layout of PyTorch; without preprocessing and output unit.")
    @Nullable Path safetensors;
  }

  @Override
  public Integer call() {
    Path to = formats.safetensors;
    if (to == null) {
      throw new ParameterException(
          spec.commandLine(), "export to what? --safetensors FILE names the file to write");
    }
    OutputFile.check(to);
    OutputFile.refuseInput(to, file.toString());
    Model model = Model.load(file);
    model.exportSafetensors(to);
    streams.say(
        "wrote "
            + Figures.count(model.parameters().tensors().size(), "tensor")
            + " to "
            + to
            + "; preprocessing and output unit are not in it");
    return 0;
  }
}
