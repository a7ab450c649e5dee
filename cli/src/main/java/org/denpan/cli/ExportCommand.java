package org.denpan.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.denpan.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan export`: a model for other programs, in one format or several. A new format is an
/// [ExportFormat] that is listed here.
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Mixin(name = "ONNX")
  private OnnxFormat onnx = new OnnxFormat();

  @Mixin(name = "Java")
  private JavaFormat java = new JavaFormat();

  @Mixin(name = "Tensors")
  private SafetensorsFormat safetensors = new SafetensorsFormat();

  @Mixin(name = "PyTorch")
  private StateDictFormat stateDict = new StateDictFormat();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  ExportCommand(Streams streams) {
    this.streams = streams;
  }

  private List<ExportFormat> formats() {
    return List.of(onnx, java, safetensors, stateDict);
  }

  @Override
  public Integer call() {
    Map<ExportFormat, Path> wanted = wanted();
    Map<Path, String> taken = new HashMap<>();
    wanted.forEach((format, to) -> {
      String other = taken.putIfAbsent(to.toAbsolutePath().normalize(), format.option());
      if (other != null) {
        throw wrong(other + " and " + format.option() + " name one file, " + to);
      }
      OutputFile.check(to);
      OutputFile.refuseInput(to, file.toString());
    });
    Model model = Model.load(file);
    wanted.forEach((format, to) -> streams.say("wrote " + format.write(model, to)));
    return 0;
  }

  /// The formats that were asked for, and their files.
  private Map<ExportFormat, Path> wanted() {
    Map<ExportFormat, Path> wanted = new LinkedHashMap<>();
    for (ExportFormat format : formats()) {
      format
          .problem()
          .ifPresent(problem -> {
            throw wrong(problem);
          });
      Path to = format.file();
      if (to != null) {
        wanted.put(format, to);
      }
    }
    if (wanted.isEmpty()) {
      String options =
          formats().stream().map(f -> f.option() + " FILE").collect(Collectors.joining(" or "));
      throw wrong("export to what? " + options + " names the file to write");
    }
    return wanted;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
