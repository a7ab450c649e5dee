package org.denpan.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `denpan completion`: lets the shell complete commands, options and files.
@Command(
    name = "completion",
    footer = {
      "",
      "To use it at once, and in every new shell:",
      "  source <(denpan completion)",
      "  echo 'source <(denpan completion)' >> ~/.bashrc      # or ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  private final Streams streams;

  CompletionCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    streams
        .out()
        .println(AutoComplete.bash("denpan", Denpan.commandLine(streams, Commands.names())));
    return 0;
  }
}
