package org.denpan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What every command understands.
@Command
final class CommonOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  boolean help;

  /// Read by [Failures] from the words themselves.
  @Option(names = "--debug", description = "On failure, show where it happened in the program.")
  boolean debug;
}
