package org.denpan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.report.DataCard;
import org.denpan.cli.report.Evidence;
import org.denpan.cli.report.Measured;
import org.denpan.cli.report.Report;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.train.CrossValidation;
import org.denpan.train.Finding;
import org.denpan.train.StopRule;
import org.denpan.train.Trainer;
import org.denpan.train.TrainingDivergedException;
import org.denpan.train.TrainingEvent;
import org.denpan.train.WarmUp;

/// One run of `denpan train`: reads, splits, trains, tests, writes and tells.
final class TrainRun {
  private final TrainCommand words;
  private final Streams streams;
  private final Path file;
  private String command;
  private final List<TrainingEvent.EpochEnded> history = new ArrayList<>();
  private Map<String, Object> more = Map.of();
  private Optional<TrainingEvent.Ended> ended = Optional.empty();

  /// What a preset has set, in words.
  private Optional<String> preset = Optional.empty();

  private Optional<RunFolder> keeping = Optional.empty();

  /// @param file the model file to write
  /// @param command what reproduces the run
  TrainRun(TrainCommand words, Path file, String command) {
    this.words = words;
    this.streams = words.streams();
    this.file = file;
    this.command = command;
  }

  /// Lets the run keep checkpoints.
  TrainRun keepingIn(RunFolder folder) {
    keeping = Optional.of(folder);
    return this;
  }

  void run() {
    Prepared prepared;
    WarmUp warmUp = WarmUp.start();
    try {
      prepared = Prepared.of(words);
    } finally {
      warmUp.stop();
    }
    Layout layout = new Layout(streams.out());
    if (!words.output().json) {
      new Understood(prepared).print(layout);
    }
    run(prepared, Interrupt.watch(streams), layout, Map.of());
  }

  /// The rest of it.
  ///
  /// @param besides what the JSON says besides
  void run(Prepared prepared, Interrupt interrupt, Layout layout, Map<String, Object> besides) {
    more = besides;
    preset = prepared.preset();
    if (prepared.data().beyond().isPresent() && words.memory().memory == null) {
      // with more memory the rows would be divided and shuffled otherwise
      command += " --memory " + words.memory().budget().words();
    }
    TrainingData data = prepared.data();
    Optional<CrossValidation> folds = folds(data, interrupt, layout);
    if (folds.isPresent() && interrupt.asked()) {
      stoppedInFolds(data, folds.get());
      return;
    }
    keeping.ifPresent(folder -> {
      folder.describe(command);
      folder.keep(prepared.trainer(), data, prepared.encoder());
    });
    Model model = train(prepared.trainer(), data, interrupt, layout);
    SeenInRows seen = prepared.seen();
    DataCard card = DataCard.of(data.split(), prepared.encoder().target(), seen.drift());
    Evidence evidence = new Evidence(data.split().rule(), folds, seen.leakage(), Optional.of(card));
    finish(model, data, evidence, interrupt, layout);
    keeping.ifPresent(folder -> tellOf(folder, interrupt));
  }

  private void tellOf(RunFolder folder, Interrupt interrupt) {
    if (interrupt.asked()) {
      String name = ShellWords.quote(folder.path().toString());
      streams.say("'denpan resume %s' goes on from where it was stopped".formatted(name));
    } else {
      folder.finished(file);
    }
  }

  private Optional<CrossValidation> folds(TrainingData data, Interrupt interrupt, Layout layout) {
    return words
        .split()
        .folds(data.table(), words.training().seed)
        .map(folds -> new FoldRun(words, data, folds, interrupt, layout).run());
  }

  /// Tells what was finished; there is no model.
  private void stoppedInFolds(TrainingData data, CrossValidation folds) {
    if (words.output().json) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("data", data.source().name());
      json.put("folds", new FoldFigures(folds).json());
      json.put("ended", "stopped by Ctrl-C");
      Json.print(streams, json);
    }
    streams.say(
        "stopped by Ctrl-C after %d of %s: no model was saved"
            .formatted(folds.tests().size(), Figures.count(folds.planned(), "fold")));
  }

  private Model train(Trainer trainer, TrainingData data, Interrupt interrupt, Layout layout) {
    trainer.stopWhen(StopRule.when("stopped by Ctrl-C", interrupt::asked));
    trainer.listener(event -> heard(event, layout));
    Optional<Progress> progress =
        words.output().quiet
            ? Optional.empty()
            : Optional.of(new Progress(streams.err(), streams.live().getAsBoolean()));
    progress.ifPresentOrElse(trainer::listener, () -> trainer.listener(this::warned));
    try {
      return data.fit(trainer);
    } catch (TrainingDivergedException e) {
      progress.ifPresent(Progress::close);
      throw e.best().isEmpty() ? e : kept(e, e.best().get(), data);
    }
  }

  /// Writes the best model before training ran away.
  private DenpanException kept(TrainingDivergedException e, Model best, TrainingData data) {
    Evaluation test = best.evaluate(data.split().test());
    best.withProvenance(facts(data, test.metrics())).save(file);
    return new DenpanException(e.getMessage() + ": " + file, e);
  }

  /// What is said even to those who want no progress.
  private void warned(TrainingEvent event) {
    if (event instanceof TrainingEvent.Warned warning) {
      streams.say(warning.message());
    }
  }

  private void heard(TrainingEvent event, Layout layout) {
    switch (event) {
      case TrainingEvent.Started s when !words.output().json -> {
        layout.line("Training", words.training().describe(s.batchSize(), s.rows()));
        layout.gap();
        streams.out().flush();
      }
      case TrainingEvent.Resumed r -> history.addAll(r.history());
      case TrainingEvent.EpochEnded e -> history.add(e);
      case TrainingEvent.Ended e -> ended = Optional.of(e);
      default -> {}
    }
  }

  private void finish(
      Model trained, TrainingData data, Evidence evidence, Interrupt interrupt, Layout layout) {
    Adjusted adjusted = Adjusted.of(trained, data.split().validation(), words.measures());
    Tested test = test(adjusted.model(), data, interrupt);
    Model model = adjusted.model().withProvenance(facts(data, test.measured().metrics()));
    model.save(file);
    Optional<Path> report =
        words.output().noReport ? Optional.empty() : Optional.of(OutputOptions.report(file));
    Outcome outcome =
        new Outcome(
            model,
            test,
            adjusted.remarks(),
            data,
            evidence,
            ended.orElseThrow(),
            file,
            report,
            command,
            words.training(),
            Finding.of(history));
    report.ifPresent(path -> writeReport(path, outcome));
    if (words.output().json) {
      Map<String, Object> json = outcome.json();
      json.putAll(more);
      Json.print(streams, json);
    } else {
      outcome.print(layout);
    }
  }

  private Tested test(Model model, TrainingData data, Interrupt interrupt) {
    long seed = words.training().seed;
    // who has asked to stop does not wait for another model
    Linear linear =
        words.measures().noLinear || interrupt.asked()
            ? Linear.NONE
            : Linear.of(
                model,
                data.split(),
                data.trainRows(),
                words.preparation(),
                Optional.ofNullable(words.training().classWeights),
                seed);
    Tested tested = Tested.of(model, data.split().test(), linear, seed);
    return words.measures().noImportance || interrupt.asked()
        ? tested
        : tested.withImportance(model, data.split().test(), seed);
  }

  private Map<String, String> facts(TrainingData data, Map<String, Double> metrics) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.putAll(data.source().facts("data"));
    data.given().ifPresent(test -> facts.putAll(test.facts("test_data")));
    facts.put("split", data.split().rule());
    facts.put("validation_rows", Integer.toString(data.split().validation().rows()));
    facts.put("test_rows", Integer.toString(data.split().test().rows()));
    metrics.forEach((name, value) -> facts.put("test_" + name, Double.toString(value)));
    preset.ifPresent(words -> facts.put("preset", words));
    facts.put("command", command);
    return facts;
  }

  private void writeReport(Path path, Outcome outcome) {
    TrainingData data = outcome.data();
    Report report =
        new Report(
            "%s: %s".formatted(data.source().name(), outcome.model().target().column()),
            command,
            outcome.model(),
            history,
            outcome.test().evaluation(),
            data.split().test(),
            outcome.evidence(),
            outcome.remarks(),
            new Measured(
                outcome.test().measured(),
                outcome.test().linear().metrics(),
                outcome.test().guessed().metrics(),
                outcome.test().importance()));
    OutputFile.write(path, writer -> writer.write(report.html()));
  }
}
