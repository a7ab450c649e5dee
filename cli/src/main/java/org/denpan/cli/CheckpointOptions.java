package org.denpan.cli;

import java.nio.file.Path;
import org.denpan.train.Every;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How a run survives the end of its process.
@Command
final class CheckpointOptions {
  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "Keep checkpoints in this folder; after a crash, 'denpan resume DIR' goes on to the same"
              + " bits.")
  @Nullable Path folder;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "HOW-OFTEN",
      description = "\"30 s\", \"5 min\" or \"1000 steps\"; default 30 s.")
  @Nullable String every;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// How often.
  ///
  /// @throws ParameterException if what was typed is not understood, or there is no folder
  Every every() {
    if (every == null) {
      return Every.seconds(30);
    }
    if (folder == null) {
      throw new ParameterException(
          spec.commandLine(), "--checkpoint-every needs --checkpoint DIR, the folder to keep them");
    }
    String words = every;
    return Usage.of(spec, "--checkpoint-every", () -> Every.parse(words));
  }
}
