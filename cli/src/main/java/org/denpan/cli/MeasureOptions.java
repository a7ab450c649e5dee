package org.denpan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a trained model is compared with.
@Command
final class MeasureOptions {
  @Option(
      names = "--no-linear",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Train no linear model on the same rows to compare with.")
  boolean noLinear;
}
