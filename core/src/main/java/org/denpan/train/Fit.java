package org.denpan.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.denpan.Seed;
import org.denpan.Version;
import org.denpan.data.DataException;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.kernel.Kernels;
import org.denpan.model.Evaluation;
import org.denpan.model.Inference;
import org.denpan.model.Model;
import org.denpan.model.Specs;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Workers;

/// One run of [Trainer#fit]: the loop over epochs and batches.
final class Fit {
  private static final long PROGRESS_NANOS = 100_000_000;

  private final Settings settings;
  private final Network network;
  private final Encoder encoder;
  private final Rows train;
  private final Optional<Examples> validation;
  private final Loss loss;
  private final Parameters parameters;

  /// What validation and the model see: an average, or what is learnt itself.
  private final Parameters shown;

  private final Learner learner;
  private final EpochRows rows;
  private final Sanity sanity;
  private final Best best = new Best();
  private final Examiner examiner;
  private final Sample sample;
  private final Inference inference;
  private final Workers workers;
  private final int batchSize;
  private final List<TrainingEvent.EpochEnded> history = new ArrayList<>();
  private final List<TrainingEvent.EpochEnded> seen = Collections.unmodifiableList(history);
  private final EpochSums sums = new EpochSums();
  private final Optional<RunKeeper> keeper;
  private long begin = System.nanoTime();
  private double trainingSeconds;
  private long samples;

  /// The steps of the last epoch where it was asked to end within it, so that the same run can be
  /// made again; else 0.
  private int stoppedAfter;

  /// Rows of the epoch to come that were done before training went on.
  private int skipped;

  Fit(Settings settings, Network network, Encoder encoder, Rows train, Optional<Table> validation) {
    this.settings = settings;
    this.network = network;
    this.encoder = encoder;
    this.train = train;
    this.validation = validation.map(encoder::encode);
    if (validation.isPresent() && validation.get().rows() == 0) {
      throw new DataException(validation.get().name() + " has no rows to validate with");
    }
    new Specs().write(network); // what could not be saved is found before training
    workers = settings.workers();
    loss = settings.lossFor(encoder.target());
    Seed seed = settings.source();
    batchSize = settings.batchSizeFor(train.count());
    int capacity = EpochRows.capacity(train.count(), batchSize);
    parameters = settings.start.parameters(network, encoder.width(), seed);
    shown = settings.restraints.averaging > 0 ? parameters.copy() : parameters;
    Program program = network.compile(parameters, encoder.width(), capacity, workers, seed);
    learner = Learner.of(settings, program, loss, workers);
    rows = new EpochRows(train, batchSize, learner.takesAll(), workers);
    inference = new Inference(network, shown, encoder.width(), loss, workers);
    sanity = new Sanity(loss, train.sample(), train.sample().rows() == train.count());
    examiner = new Examiner(learner, InputScale.of(train.sample(), seed), sanity.guess());
    sample = new Sample(train.sample(), program.maxRows(), seed);
    keeper = settings.keeper(this::conditions);
  }

  Model run() {
    try {
      return learn();
    } finally {
      rows.end();
    }
  }

  private Model learn() {
    started();
    int epoch = resume();
    // the process may have ended before the checkpoint's epoch was found to be the last
    Optional<String> stop = epoch > 0 ? over() : Optional.empty();
    while (epoch < settings.epochs && stop.isEmpty()) {
      epoch++;
      stop = diagnosed(epoch);
    }
    if (best.any()) {
      best.putInto(shown);
    } else {
      learner.show(shown);
    }
    int kept = best.any() ? best.epoch() : epoch;
    String reason = stop.orElse("all epochs are done");
    tell(new TrainingEvent.Ended(epoch, kept, reason, seconds(begin), samples / trainingSeconds));
    return model(epoch, kept, reason);
  }

  private void started() {
    tell(
        new TrainingEvent.Started(
            train.count(),
            validation.map(Examples::rows).orElse(0),
            settings.epochs,
            batchSize,
            parameters.learnt(),
            workers.threads()));
  }

  /// All that the result follows from, by name.
  private Map<String, String> conditions() {
    Map<String, String> facts = facts();
    for (StopRule rule : settings.stopRules) {
      if (rule instanceof StopRule.Patience patience) {
        facts.put("patience", Integer.toString(patience.epochs()));
      }
    }
    facts.put("network", network.toString());
    facts.put("loss", loss.toString());
    encoder.inputs().forEach(input -> facts.put("input " + input.column(), input.toString()));
    facts.put("target", encoder.target().toString());
    facts.put("training rows (SHA-256)", train.sha256());
    facts.put("validation rows (SHA-256)", validation.map(Examples::sha256).orElse("none"));
    facts.put("denpan", Version.text()); // bits may differ from one to another
    return facts;
  }

  /// Goes on where the newest checkpoint stands, if there is one.
  ///
  /// @return how many epochs were done
  private int resume() {
    return keeper
        .flatMap(kept -> kept.newest(trouble -> tell(new TrainingEvent.Warned(trouble))))
        .map(this::restore)
        .orElse(0);
  }

  private int restore(Snapshot from) {
    from.into("parameters", parameters.values());
    learner.restore(from);
    sums.restore(from);
    best.restore(from, parameters.values().length);
    sanity.restore(from);
    examiner.restore(from);
    history.addAll(HistoryText.read(from.text("history"), TrainingEvent.EpochEnded.class));
    trainingSeconds = from.number("training_seconds");
    samples = from.whole("samples");
    skipped = from.whole("rows_done", 0, train.count() - 1);
    double spent = from.number("seconds");
    begin -= (long) (1e9 * spent);
    tell(new TrainingEvent.Resumed(history.size() + 1, learner.steps(), spent, seen));
    return history.size();
  }

  /// Writes a checkpoint between two steps.
  ///
  /// @param done rows of the epoch after those in the history
  private void keep(RunKeeper into, int done) {
    Snapshot state = new Snapshot();
    state.put("rows_done", done);
    state.put("seconds", seconds(begin));
    state.put("training_seconds", trainingSeconds);
    state.put("samples", samples);
    state.put("history", HistoryText.of(history));
    state.put("parameters", parameters.values());
    learner.save(state);
    sums.save(state);
    best.save(state);
    sanity.save(state);
    examiner.save(state);
    tell(into.write(history.size() + 1, learner.steps(), state));
  }

  /// The same where it is due, or where training is about to stop.
  private void keepIfDue(int done, boolean stopping) {
    if (keeper.isPresent() && (stopping || keeper.get().due(learner.steps()))) {
      keep(keeper.get(), done);
    }
  }

  /// An epoch; where it runs away, the exception says where, and carries the best model before.
  private Optional<String> diagnosed(int epoch) {
    try {
      return epoch(epoch);
    } catch (TrainingDivergedException e) {
      String message =
          String.format(
              Locale.ROOT,
              "training diverged in epoch %d, %s. %s%s",
              epoch,
              e.getMessage(),
              cause(),
              best.any()
                  ? String.format(
                      Locale.ROOT, ". The best model so far, of epoch %d, is kept", best.epoch())
                  : "");
      Optional<Model> kept = Optional.empty();
      if (best.any()) {
        best.putInto(shown);
        kept = Optional.of(model(epoch, best.epoch(), "diverged"));
      }
      throw new TrainingDivergedException(message, kept);
    }
  }

  /// Why training diverged: what was wrong from the start, else the learning rate.
  private String cause() {
    double rate = settings.optimizer.learningRate();
    return examiner
        .cause(rows.batch().rows())
        .orElseGet(() ->
            String.format(
                Locale.ROOT,
                "The learning rate %s is probably too large: try %s",
                shortest(rate),
                shortest(rate / 10)));
  }

  private static String shortest(double value) {
    return Float.toString((float) value);
  }

  /// Goes through the rows once. Returns the reason to stop, if there is one.
  private Optional<String> epoch(int epoch) {
    long epochBegin = System.nanoTime();
    long lastProgress = epochBegin;
    int before = skipped;
    Optional<String> stop = Optional.empty();
    rows.begin(epoch);
    rows.skip(before);
    skipped = 0;
    while (stop.isEmpty() && rows.next()) {
      double value = step(epoch, (epoch == 1 && sums.steps() == 0) || rows.last());
      sums.add(value, rows.weight(), learner.gradientNorm());
      long now = System.nanoTime();
      if (now - lastProgress >= PROGRESS_NANOS) {
        lastProgress = now;
        tell(progress(epoch, (rows.done() - before) / seconds(epochBegin)));
      }
      stop = asked();
      if (!rows.last()) {
        keepIfDue(rows.done(), stop.isPresent());
      }
    }
    stoppedAfter = stop.isPresent() ? sums.steps() : 0;
    trainingSeconds += seconds(epochBegin);
    samples += rows.done() - before;
    sanity.check(sums.loss(), parameters);
    TrainingEvent.EpochEnded ended = ended(epoch, (rows.done() - before) / seconds(epochBegin));
    history.add(ended);
    sums.clear();
    tell(ended);
    if (rows.last()) {
      keepIfDue(0, stop.isPresent());
    }
    return stop.or(this::over);
  }

  /// Why no further epoch is needed after those in the history, if so.
  private Optional<String> over() {
    return learner.finished().or(this::afterEpoch);
  }

  /// @param measured whether this step is looked at for the diagnosis
  private double step(int epoch, boolean measured) {
    double moment = epoch - 1 + rows.progress();
    double factor = settings.schedule.factor(moment, settings.epochs, seen);
    if (!measured) {
      return learner.step(rows, factor);
    }
    examiner.before();
    double value = learner.step(rows, factor);
    List<LayerStatistics> layers = examiner.after(rows.batch().rows());
    if (!examiner.begun()) {
      examiner.begin(value, learner.rate(), layers);
    }
    return value;
  }

  private TrainingEvent.EpochEnded ended(int epoch, double samplesPerSecond) {
    double mean = sums.loss();
    Map<String, Double> metrics = new LinkedHashMap<>();
    boolean better = false;
    if (validation.isPresent()) {
      learner.show(shown);
      Evaluation evaluation = inference.evaluate(validation.get());
      if (!Double.isFinite(evaluation.loss())) {
        throw new TrainingDivergedException("val_loss is " + evaluation.loss());
      }
      evaluation.metrics().forEach((name, value) -> metrics.put("val_" + name, value));
      better = best.offer(epoch, evaluation.loss(), mean, shown);
    }
    double valLoss = metrics.getOrDefault("val_loss", Double.NaN);
    List<LayerStatistics> layers = examiner.look(sample);
    Observation now = new Observation(epoch, mean, valLoss, learner.rate(), layers);
    double elapsed = seconds(begin);
    return new TrainingEvent.EpochEnded(
        epoch,
        settings.epochs,
        mean,
        metrics,
        learner.rate(),
        sums.gradientNorm(),
        samplesPerSecond,
        elapsed,
        elapsed / epoch * (settings.epochs - epoch),
        better,
        layers,
        examiner.diagnoses(Observation.of(history, now), sample.rows()));
  }

  private TrainingEvent.Progress progress(int epoch, double samplesPerSecond) {
    double part = (double) rows.done() / train.count();
    double all = epoch - 1 + part;
    double left = seconds(begin) / all * (settings.epochs - all);
    return new TrainingEvent.Progress(
        epoch, settings.epochs, part, sums.loss(), samplesPerSecond, left);
  }

  private Optional<String> asked() {
    for (int i = 0; i < settings.stopRules.size(); i++) {
      Optional<String> reason = settings.stopRules.get(i).afterStep();
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private Optional<String> afterEpoch() {
    return settings.stopRules.stream()
        .map(rule -> rule.afterEpoch(List.copyOf(history)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Model model(int epoch, int kept, String reason) {
    Map<String, String> facts = facts();
    facts.put("epochs_run", Integer.toString(epoch));
    facts.put("best_epoch", Integer.toString(kept));
    facts.put("ended", reason);
    if (stoppedAfter > 0) {
      facts.put("stopped_after_step", Integer.toString(stoppedAfter));
    }
    history.stream()
        .filter(ended -> ended.epoch() == kept)
        .forEach(ended ->
            ended.metrics().forEach((name, value) -> facts.put(name, Double.toString(value))));
    facts.put("denpan", Version.text());
    facts.put("java", Runtime.version().toString());
    facts.put("kernels", Kernels.chosen().name());
    return new Model(network, shown, encoder, loss, facts);
  }

  private Map<String, String> facts() {
    Map<String, String> facts = settings.facts(train.count());
    if (!train.shuffle().equals(Shuffle.full())) {
      facts.put("shuffle", train.shuffle().toString());
    }
    encoder.weights(train.sample().table()).ifPresent(column -> facts.put("weights", column));
    return facts;
  }

  private void tell(TrainingEvent event) {
    settings.listeners.forEach(listener -> listener.accept(event));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
