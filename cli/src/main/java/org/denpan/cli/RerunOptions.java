package org.denpan.cli;

import org.denpan.DenpanException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// For commands that train what a file says: what it may run, and what is said.
@Command
final class RerunOptions {
  @Option(
      names = "--trust",
      description = "Run the query and load the JDBC driver that the stored command names.")
  boolean trust;

  @Option(names = "--json", description = "Print one JSON object, and nothing else, as the result.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  boolean quiet;

  /// Lets the words say as much as these options want.
  ///
  /// @param command as it stands in the file
  /// @throws DenpanException if it would run what a file must not make run unasked
  void applyTo(TrainCommand words, String command) {
    ReadingOptions reading = words.reading();
    if (!trust && (reading.sql != null || reading.driver != null)) {
      throw new DenpanException(
          "the stored command has %s, which a file must not make run unasked; if you trust it, add --trust: %s"
              .formatted(reading.sql != null ? "a query" : "a JDBC driver", command));
    }
    words.output().json = json;
    words.output().quiet = quiet;
  }
}
