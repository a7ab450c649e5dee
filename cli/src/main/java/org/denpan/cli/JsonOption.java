package org.denpan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// For commands whose results programs may read.
@Command
final class JsonOption {
  @Option(names = "--json", description = "Print one JSON object, and nothing else, as the result.")
  boolean on;
}
