package org.denpan.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `denpan completion`: lets the shell complete commands, options and files.
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footer = {
      "",
      "To use it at once, and in every new shell:",
      "  source <(denpan completion)",
      "  echo 'source <(denpan completion)' >> ~/.bashrc      # or ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  CompletionCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    streams.out().println(AutoComplete.bash("denpan", spec.root().commandLine()));
    return 0;
  }
}
