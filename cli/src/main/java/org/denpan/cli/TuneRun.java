package org.denpan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.cli.chart.Figures;
import org.denpan.search.Domain;
import org.denpan.search.Found;
import org.denpan.search.Goal;
import org.denpan.search.Halving;
import org.denpan.search.Journal;
import org.denpan.search.Search;
import org.denpan.search.SearchEvent;
import org.denpan.search.SearchSpace;
import org.denpan.search.Settings;
import org.denpan.search.TrainedAttempt;
import org.denpan.train.Optimizer;
import org.denpan.train.Trainer;
import org.denpan.train.WarmUp;
import org.jspecify.annotations.Nullable;

/// One run of `denpan tune`: reads, searches or goes on searching, tells, and trains with what was
/// found.
final class TuneRun {
  private static final int USUAL_BATCH = 128;

  private final List<String> words;
  private final List<String> lasting;
  private final SearchOptions options;
  private final OutputOptions output;
  private final String again;
  private final Streams streams;
  private final TrainCommand train;
  private Halving plan;
  private final Goal goal;
  private final Optional<Duration> limit;
  private final Path model;
  private final Path folder;
  private final Layout layout;

  /// Checks all that can be before anything is read.
  ///
  /// @param words of train, without what is searched
  /// @param lasting those of the words that a trial's result depends on
  /// @param again the command itself
  /// @throws picocli.CommandLine.ParameterException naming what is wrong in them
  TuneRun(
      List<String> words,
      List<String> lasting,
      SearchOptions options,
      OutputOptions output,
      String again,
      Streams streams) {
    this.words = words;
    this.lasting = lasting;
    this.options = options;
    this.output = output;
    this.again = again;
    this.streams = streams;
    train = of(words);
    options.space(Integer.MAX_VALUE);
    plan = options.plan(Integer.MAX_VALUE); // the other numbers of it
    goal = options.goal();
    limit = options.limit();
    model = train.checkOutputs();
    folder =
        model.resolveSibling(
            String.valueOf(model.getFileName()).replaceFirst("\\.denpan$", "") + ".tune");
    layout = new Layout(streams.out());
  }

  void run() {
    Prepared prepared = prepared();
    TrainingData data = prepared.data();
    plan = options.plan(train.training().epochs); // which a preset may have set by now
    SearchSpace space = options.space(data.trainRows()).startingWith(start());
    TrainedAttempt attempt =
        new TrainedAttempt(
            settings -> trainer(settings, prepared), data::fit, data.split().validation());
    options.checkMetric(() -> attempt.check(goal, prepared.encoder(), space.settings(seed(), 0)));
    Interrupt interrupt = Interrupt.watch(streams);
    Found found;
    Path journal = folder.resolve("trials.jsonl");
    try (Journal lines = Journal.open(journal, facts(prepared, space))) {
      tell(prepared, space, lines, journal);
      found = search(space, attempt, lines, interrupt);
    }
    Trials trials = new Trials(found, goal, folder);
    trials.draw();
    finish(prepared, trials, interrupt);
  }

  private Prepared prepared() {
    WarmUp warmUp = WarmUp.start();
    try {
      return Prepared.of(train);
    } finally {
      warmUp.stop();
    }
  }

  private long seed() {
    return train.training().seed;
  }

  /// What would be trained with these settings.
  private TrainCommand command(Settings settings) {
    return of(with(settings));
  }

  /// What would be trained without a search, as nearly as settings can say it.
  private Settings start() {
    @Nullable BatchSize batch = train.training().batch;
    return Settings.near(
        train.network().network(),
        train.training().optimizer(),
        batch == null ? USUAL_BATCH : batch.rows());
  }

  /// In words, with what a preset sets of it and a search does not.
  private String optimizer(Settings settings) {
    String words = settings.optimizerWords();
    return train.training().optimizer() instanceof Optimizer.Moments usual
            && usual.beta2() != new Optimizer.Adam().beta2()
        ? words + " beta2=" + usual.beta2()
        : words;
  }

  private Trainer trainer(Settings settings, Prepared prepared) {
    TrainCommand command = command(settings);
    TrainingData data = prepared.data();
    command.settle(data.split().train().task(), data.trainRows());
    return Prepared.trainer(command, Optional.empty(), prepared.encoder());
  }

  private TrainCommand of(List<String> all) {
    TrainCommand command = TrainCommand.of(all, streams);
    command.output().json = output.json; // what is printed is no part of a command to repeat
    command.output().quiet = output.quiet;
    return command;
  }

  private List<String> with(Settings settings) {
    List<String> all = new ArrayList<>(words);
    all.addAll(
        List.of(
            "--layers",
            Stream.of(before(), settings.layerWords())
                .filter(layers -> !layers.isEmpty())
                .collect(Collectors.joining(", ")),
            "--optimizer",
            optimizer(settings),
            "--learning-rate",
            Domain.text(settings.learningRate()),
            "--batch",
            Integer.toString(settings.batchSize())));
    return all;
  }

  /// What a preset puts before the first dense layer.
  private String before() {
    String layers = Optional.ofNullable(train.network().layers).orElse("");
    return Stream.of(layers.split(",", -1))
        .map(String::strip)
        .takeWhile(layer -> !layer.isEmpty() && !Character.isDigit(layer.charAt(0)))
        .collect(Collectors.joining(", "));
  }

  /// All that results follow from: what must be the same for a search to go on.
  private Map<String, String> facts(Prepared prepared, SearchSpace space) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("data", prepared.data().source().name());
    prepared.data().source().sha256().ifPresent(sha256 -> facts.put("data_sha256", sha256));
    facts.put("split", prepared.data().split().rule());
    facts.put("target", prepared.encoder().target().column());
    if (!lasting.isEmpty()) {
      facts.put("options", ShellWords.join(lasting));
    }
    facts.put("metric", goal.metric());
    facts.put("trials", Integer.toString(plan.trials()));
    facts.put("epochs", Integer.toString(plan.epochs()));
    facts.put("min-epochs", Integer.toString(plan.leastEpochs()));
    facts.put("eta", Integer.toString(plan.factor()));
    facts.put("seed", Long.toString(seed()));
    facts.putAll(space.words());
    facts.put("start", space.start().toString());
    return facts;
  }

  private void tell(Prepared prepared, SearchSpace space, Journal lines, Path journal) {
    if (lines.torn()) {
      streams.say("a torn last line of " + journal + " was dropped; its trial is done again");
    }
    if (output.json) {
      return;
    }
    new Understood(prepared).data(layout);
    layout.line("Search", TrialWords.plan(plan, goal, limit));
    layout.line("", TrialWords.space(space));
    long before = lines.events().stream().filter(SearchEvent.Finished.class::isInstance).count();
    if (before > 0) {
      layout.line("Going on", "after %s of %s".formatted(Figures.count(before, "result"), journal));
    }
    layout.gap();
    streams.out().flush();
  }

  private Found search(
      SearchSpace space, TrainedAttempt attempt, Journal lines, Interrupt interrupt) {
    Search search =
        new Search(space, plan, goal, seed())
            .threads(train.training().threads)
            .stopWhen(interrupt::asked)
            .past(lines.events())
            .listener(lines::append);
    limit.ifPresent(search::limit);
    if (output.quiet) {
      return search.run(attempt);
    }
    SearchProgress progress =
        new SearchProgress(streams, plan, goal, limit, train.training().threads);
    lines.events().forEach(progress::before);
    search.listener(progress);
    try {
      return search.run(attempt);
    } finally {
      progress.close();
    }
  }

  private void finish(Prepared prepared, Trials trials, Interrupt interrupt) {
    boolean json = output.json;
    if (!json) {
      trials.print(layout);
    }
    Optional<SearchEvent.Finished> best = trials.found().best();
    if (!trials.found().complete()) {
      stopped(trials, best);
      return;
    }
    if (best.isEmpty()) {
      throw new DenpanException(trials.none());
    }
    TrainCommand winner = command(best.get().settings());
    Prepared ready = Prepared.of(winner, Optional.empty(), prepared.data());
    if (!json) {
      layout.gap();
      new Understood(ready).network(layout);
    }
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("search", trials.json());
    more.put("tune_command", again);
    new TrainRun(winner, model, reproduces(best.get().settings()))
        .run(ready, interrupt, layout, more);
  }

  private String reproduces(Settings settings) {
    List<String> all = new ArrayList<>(List.of("denpan", "train"));
    all.addAll(with(settings));
    return ShellWords.join(all);
  }

  /// Ctrl-C ends the search; training what it found might take longer than one waits then.
  private void stopped(Trials trials, Optional<SearchEvent.Finished> best) {
    if (output.json) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("search", trials.json());
      json.put("tune_command", again);
      best.ifPresent(b -> json.put("command", reproduces(b.settings())));
      Json.print(streams, json);
      return;
    }
    layout.gap();
    layout.line("Stopped", "by Ctrl-C; what is done is kept, and no model was trained with it");
    layout.lines("Go on", List.of(again));
    best.ifPresent(b -> layout.lines("Or train", List.of(reproduces(b.settings()))));
  }
}
