package org.denpan.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a training run leaves behind, and what it says.
@Command
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      description = "The model file to write; default NAME-OF-DATA.denpan in this folder.")
  @Nullable Path output;

  @Option(
      names = "--no-report",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Do not write report.html beside the model.")
  boolean noReport;

  @Option(names = "--json", description = "Print one JSON object, and nothing else, as the result.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  boolean quiet;

  /// Where the model goes for data of this name.
  Path model(String data) {
    return output == null ? Path.of(Rerun.plainName(data) + ".denpan") : output;
  }

  /// Where the report goes: beside the model.
  static Path report(Path model) {
    return model.resolveSibling("report.html");
  }
}
