package org.denpan.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `denpan verify`: trains a model again, as its file says that it was trained, and compares.
/// [StoredRun] reads what the file says; [VerifyRun] does the work.
@Command(
    name = "verify",
    footer = {"", "Exit codes: 0 confirmed, 1 not confirmed. Nothing is written."})
final class VerifyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "What it was trained on. By default what the model file names, if that is built in or a"
              + " file here.")
  private @Nullable String data;

  @Mixin(name = "Sources")
  private Sources sources = new Sources();

  @Mixin(name = "Run")
  private RerunOptions run = new RerunOptions();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  private final Streams streams;

  VerifyCommand(Streams streams) {
    this.streams = streams;
  }

  /// What is needed beside DATA, where it is not where the model file says.
  @Command
  static final class Sources {
    @Option(
        names = "--test",
        paramLabel = "DATA",
        description = "The data it was tested with, if they were others.")
    @Nullable String test;

    @Option(
        names = "--from",
        paramLabel = "MODEL",
        description = "The model that it went on from, if it did.")
    @Nullable Path from;
  }

  @Override
  public Integer call() {
    Model model = Model.load(file);
    StoredRun stored = StoredRun.of(model, streams);
    run.applyTo(stored.words(), stored.command());
    stored.take(data, sources);
    Verdict verdict = new VerifyRun(file, model, stored).run();
    if (run.json) {
      Json.print(streams, verdict.json());
    } else {
      verdict.print(new Layout(streams.out()));
    }
    return verdict.confirmed() ? 0 : Failures.FAILED;
  }
}
