package org.denpan.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.denpan.DenpanException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan resume`: goes on with what `denpan train --checkpoint` began, to the bits that it would
/// have given.
@Command(name = "resume")
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder named as --checkpoint.")
  private Path folder = Path.of("");

  @Mixin(name = "Training")
  private Other other = new Other();

  @Mixin(name = "Run")
  private RerunOptions run = new RerunOptions();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  ResumeCommand(Streams streams) {
    this.streams = streams;
  }

  /// What may be other than before.
  @Command
  static final class Other {
    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "Threads that share the work; default as before. Does not change the result.")
    @Nullable Integer threads;
  }

  @Override
  public Integer call() {
    if (other.threads != null && other.threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads must be at least 1, got " + other.threads);
    }
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
      run.applyTo(words, description.command());
      if (other.threads != null) {
        words.training().threads = other.threads;
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
}
