package org.denpan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.denpan.DenpanException;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.train.StopRule;
import org.denpan.train.Trainer;
import org.denpan.train.TrainingDivergedException;
import org.denpan.train.TrainingEvent;

/// One run of `denpan verify`: compares the data with what the model says of them, trains again and
/// compares all that came out.
final class VerifyRun {
  /// Facts that may differ between runs that give the same.
  private static final Set<String> PASSING =
      Set.of("data", "test_data", "ended", "stopped_after_step", "denpan", "java", "kernels");

  private final Path file;
  private final Model model;
  private final StoredRun stored;
  private final TrainCommand words;
  private final Streams streams;
  private final Layout layout;
  private Optional<TrainingEvent.Ended> ended = Optional.empty();

  VerifyRun(Path file, Model model, StoredRun stored) {
    this.file = file;
    this.model = model;
    this.stored = stored;
    words = stored.words();
    streams = words.streams();
    layout = new Layout(streams.out());
  }

  /// @throws DenpanException if it cannot be trained again
  Verdict run() {
    Optional<StopRule> stop = stop();
    tell("Model", file + madeBy(model));
    tell("Command", stored.command());
    Optional<Model> origin = words.from();
    Optional<Verdict> other = origin.flatMap(this::compareOrigin);
    if (other.isPresent()) {
      return other.get();
    }
    NamedData source = TrainingData.open(words, origin);
    List<Differing> differences = new ArrayList<>(told(source, "data", "Data"));
    if (!differences.isEmpty()) {
      return before(differences);
    }
    TrainingData data = TrainingData.of(words, origin, source);
    data.given().ifPresent(test -> differences.addAll(told(test, "test_data", "Test")));
    differences.addAll(Differing.of(model.provenance(), Map.of("split", data.split().rule())));
    if (!differences.isEmpty()) {
      return before(differences);
    }
    Prepared prepared = Prepared.of(words, origin, data);
    stop.ifPresent(prepared.trainer()::stopWhen);
    return compare(again(prepared));
  }

  private static String madeBy(Model model) {
    Map<String, String> facts = model.provenance();
    String java = facts.getOrDefault("java", "");
    return facts.containsKey("denpan")
        ? ", by Denpan " + facts.get("denpan") + (java.isEmpty() ? "" : " on Java " + java)
        : "";
  }

  private void tell(String label, String text) {
    if (!words.output().json) {
      layout.line(label, text);
    }
  }

  /// Where a run was asked to end within an epoch, it ends there again.
  private Optional<StopRule> stop() {
    Map<String, String> facts = model.provenance();
    if (facts.containsKey("stopped_after_step")) {
      return Optional.of(
          new StopAgain(
              Integer.parseInt(facts.getOrDefault("epochs_run", "")),
              Integer.parseInt(facts.getOrDefault("stopped_after_step", ""))));
    }
    if (facts.getOrDefault("ended", "").startsWith("stopped by")) {
      throw new DenpanException(
          file
              + " cannot be verified: its training was "
              + facts.get("ended")
              + ", and the file does not say after which step");
    }
    return Optional.empty();
  }

  /// Ends after a step of an epoch.
  private static final class StopAgain implements StopRule.Custom {
    private final int lastEpoch;
    private final int lastStep;
    private int epoch = 1;
    private int step;

    StopAgain(int lastEpoch, int lastStep) {
      this.lastEpoch = lastEpoch;
      this.lastStep = lastStep;
    }

    @Override
    public Optional<String> afterStep() {
      step++;
      return epoch == lastEpoch && step == lastStep
          ? Optional.of("as in the run to be verified")
          : Optional.empty();
    }

    @Override
    public Optional<String> afterEpoch(List<TrainingEvent.EpochEnded> history) {
      epoch = history.size() + 1;
      step = 0;
      return Optional.empty();
    }
  }

  private Optional<Verdict> compareOrigin(Model origin) {
    String now = origin.weightsSha256();
    List<Differing> differences = Differing.of(model.provenance(), Map.of("continued_from", now));
    if (differences.isEmpty()) {
      tell("From", words.options().from + ", as in training");
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(before(differences));
  }

  /// Says what the data are.
  ///
  /// @return what is another than when the model was made
  private List<Differing> told(NamedData source, String as, String label) {
    Map<String, String> facts = source.facts(as);
    facts.remove(as);
    List<Differing> differences = Differing.of(model.provenance(), facts);
    tell(label, source.describe());
    tell("SHA-256", source.sha256().orElse("none, as there are no files"));
    if (differences.isEmpty()) {
      tell("", "as in training");
    }
    return differences;
  }

  private Verdict before(List<Differing> differences) {
    return new Verdict(
        file, model, stored.command(), Optional.empty(), Optional.empty(), differences);
  }

  private Model again(Prepared prepared) {
    Trainer trainer = prepared.trainer();
    TrainingData data = prepared.data();
    trainer.listener(this::heard);
    Optional<Progress> progress =
        words.output().quiet
            ? Optional.empty()
            : Optional.of(new Progress(streams.err(), streams.live().getAsBoolean()));
    progress.ifPresent(trainer::listener);
    Table test = data.split().test();
    try {
      Model trained = data.fit(trainer);
      Model adjusted = Adjusted.of(trained, data.split().validation(), words.measures()).model();
      Tested tested = Tested.of(adjusted, test, Linear.NONE, words.training().seed);
      return withFigures(adjusted, tested.measured().metrics());
    } catch (TrainingDivergedException e) {
      progress.ifPresent(Progress::close);
      Model best = e.best().orElseThrow(() -> e);
      return withFigures(best, best.evaluate(test).metrics());
    }
  }

  private static Model withFigures(Model trained, Map<String, Double> metrics) {
    Map<String, String> facts = new LinkedHashMap<>();
    metrics.forEach((name, value) -> facts.put("test_" + name, Double.toString(value)));
    return trained.withProvenance(facts);
  }

  private void heard(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started s -> {
        tell("Training", words.training().describe(s.batchSize(), s.rows()));
        streams.out().flush();
      }
      case TrainingEvent.Ended e -> ended = Optional.of(e);
      default -> {}
    }
  }

  private Verdict compare(Model now) {
    ended.ifPresent(e ->
        tell(
            "Trained",
            "%s in %s"
                .formatted(Figures.count(e.epochs(), "epoch"), Layout.duration(e.seconds()))));
    List<Differing> differences = new ArrayList<>();
    String hash = now.weightsSha256();
    part(differences, "weights", model.weightsSha256(), hash);
    part(differences, "network", model.network(), now.network());
    part(differences, "preprocessing", model.encoder(), now.encoder());
    part(differences, "loss", model.loss(), now.loss());
    part(differences, "adjustment", model.adjustment(), now.adjustment());
    Map<String, String> facts = new LinkedHashMap<>(now.provenance());
    facts.keySet().removeAll(PASSING);
    differences.addAll(Differing.of(model.provenance(), facts));
    return new Verdict(
        file,
        model,
        stored.command(),
        Optional.of(hash),
        ended.map(TrainingEvent.Ended::seconds),
        differences);
  }

  private static void part(List<Differing> differences, String name, Object stored, Object now) {
    if (!stored.equals(now)) {
      differences.add(new Differing(name, stored.toString(), now.toString()));
    }
  }
}
