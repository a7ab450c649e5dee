package org.denpan.cli;

import org.denpan.DenpanException;
import org.denpan.web.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What a server takes on.
@Command
final class ServeLimits {
  private static final Limits STANDARD = Limits.standard();
  private static final int MOST_MEGABYTES = 1024;

  @Option(
      names = "--max-body",
      paramLabel = "MB",
      description = "The largest body of a request in megabytes; default 16. Beyond, 413.")
  private int megabytes = STANDARD.bodyBytes() >> 20;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      description = "The most rows of a request; default 10,000. Beyond, 413.")
  private int rows = STANDARD.rows();

  @Option(
      names = "--max-seconds",
      paramLabel = "N",
      description = "How long a request may take to arrive, and to wait for its turn; default 10.")
  private int seconds = STANDARD.seconds();

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "How many requests are worked on at the same time; default 256.")
  private int concurrent = STANDARD.concurrent();

  @Option(
      names = "--max-waiting",
      paramLabel = "N",
      description = "How many more may wait; default 1,024. Beyond, 503.")
  private int waiting = STANDARD.waiting();

  @Option(
      names = "--batch-rows",
      paramLabel = "N",
      description = "The most rows of several requests predicted together; default 256.")
  private int batchRows = STANDARD.batchRows();

  @Option(
      names = "--batch-wait",
      paramLabel = "MICROSECONDS",
      description =
          "How long a request waits for others to be predicted with; default 0: what waits anyway"
              + " is predicted together, and nothing is kept waiting.")
  private int batchMicros = STANDARD.batchMicros();

  @Option(
      names = "--stop-seconds",
      paramLabel = "N",
      description = "How long a stop waits for requests in flight; default 20.")
  private int stopSeconds = STANDARD.stopSeconds();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  Limits limits() {
    if (megabytes < 1 || megabytes > MOST_MEGABYTES) {
      throw new ParameterException(
          spec.commandLine(), "--max-body is from 1 to 1024 megabytes, got " + megabytes);
    }
    try {
      return new Limits(
          megabytes << 20, rows, seconds, concurrent, waiting, batchRows, batchMicros, stopSeconds);
    } catch (DenpanException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
