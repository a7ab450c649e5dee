package org.denpan.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.denpan.DenpanException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `denpan resume`: goes on with what `denpan train --checkpoint` began, to the bits that it would
/// have given.
@Command(name = "resume")
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder named as --checkpoint.")
  private Path folder = Path.of("");

  @Mixin(name = "Run")
  private Run run = new Run();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  private final Streams streams;

  ResumeCommand(Streams streams) {
    this.streams = streams;
  }

  /// What may be other than before.
  @Command
  static final class Run {
    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "Threads that share the work; default as before. Does not change the result.")
    @Nullable Integer threads;

    @Option(
        names = "--trust",
        description = "Run the query and load the JDBC driver that DIR names.")
    boolean trust;

    @Option(
        names = "--json",
        description = "Print one JSON object, and nothing else, as the result.")
    boolean json;

    @Option(
        names = {"-q", "--quiet"},
        description = "Show no progress.")
    boolean quiet;
  }

  @Override
  public Integer call() {
    try (RunFolder runs = RunFolder.open(folder)) {
      RunFolder.Description description = runs.description();
      if (description.finished()) {
        finished(description);
        return 0;
      }
      if (!description.folder().equals(RunFolder.here())) {
        throw new DenpanException(
            "the run was begun in %s, where its names are meant: go there, and resume it with the path of %s from there"
                .formatted(description.folder(), folder));
      }
      TrainCommand words = StoredRun.parse(description.command(), folder + " names", streams);
      refuseUntrusted(words.reading(), description.command());
      words.output().json = run.json;
      words.output().quiet = run.quiet;
      if (run.threads != null) {
        words.training().threads = run.threads;
      }
      if (!run.quiet) {
        streams.err().println("going on with: " + description.command());
      }
      words.train(runs, description.command());
      return 0;
    }
  }

  private void finished(RunFolder.Description description) {
    streams.say("the run in %s is done: %s".formatted(folder, description.model()));
    if (run.json) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("finished", true);
      json.put("model", description.model());
      Json.print(streams, json);
    }
  }

  /// What stands in a folder is not run unasked.
  private void refuseUntrusted(ReadingOptions reading, String command) {
    if (!run.trust && (reading.sql != null || reading.driver != null)) {
      throw new DenpanException(
          "the run has %s, which a file must not make run unasked; if it is yours, add --trust: %s"
              .formatted(reading.sql != null ? "a query" : "a JDBC driver", command));
    }
  }
}
