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

  private final Trainer settings;
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
  private final long begin = System.nanoTime();
  private double trainingSeconds;
  private long samples;

  /// The steps of the last epoch where it was asked to end within it, so that the same run can be
  /// made again; else 0.
  private int stoppedAfter;

  Fit(
      Trainer settings,
      Network network,
      Encoder encoder,
      Rows train,
      Optional<Table> validation,
      Workers workers) {
    this.settings = settings;
    this.network = network;
    this.encoder = encoder;
    this.train = train;
    this.validation = validation.map(encoder::encode);
    if (validation.isPresent() && validation.get().rows() == 0) {
      throw new DataException(validation.get().name() + " has no rows to validate with");
    }
    new Specs().write(network); // what could not be saved is found before training
    this.workers = workers;
    loss = settings.lossFor(encoder.target());
    Seed seed = new Seed(settings.seed);
    batchSize = settings.batchSizeFor(train.count());
    int capacity = EpochRows.capacity(train.count(), batchSize);
    parameters = settings.start().parameters(network, encoder.width(), seed);
    shown = settings.restraints.averaging > 0 ? parameters.copy() : parameters;
    Program program = network.compile(parameters, encoder.width(), capacity, workers, seed);
    learner = Learner.of(settings, program, loss, workers);
    rows = new EpochRows(train, batchSize, learner.takesAll(), workers);
    inference = new Inference(network, shown, encoder.width(), loss, workers);
    sanity = new Sanity(loss, train.sample(), train.sample().rows() == train.count());
    examiner = new Examiner(learner, InputScale.of(train.sample(), seed), sanity.guess());
    sample = new Sample(train.sample(), program.maxRows(), seed);
  }

  Model run() {
    try {
      return learn();
    } finally {
      rows.end();
    }
  }

  private Model learn() {
    tell(
        new TrainingEvent.Started(
            train.count(),
            validation.map(Examples::rows).orElse(0),
            settings.epochs,
            batchSize,
            parameters.learnt(),
            workers.threads()));
    Optional<String> stop = Optional.empty();
    int epoch = 0;
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
    double lossSum = 0;
    double weightSum = 0;
    double normSum = 0;
    int steps = 0;
    Optional<String> stop = Optional.empty();
    rows.begin(epoch);
    while (stop.isEmpty() && rows.next()) {
      double value = step(epoch, (epoch == 1 && steps == 0) || rows.last());
      lossSum += value * rows.weight();
      weightSum += rows.weight();
      normSum += learner.gradientNorm();
      steps++;
      long now = System.nanoTime();
      if (now - lastProgress >= PROGRESS_NANOS) {
        lastProgress = now;
        tell(progress(epoch, mean(lossSum, weightSum), epochBegin));
      }
      stop = asked();
    }
    stoppedAfter = stop.isPresent() ? steps : 0;
    trainingSeconds += seconds(epochBegin);
    samples += rows.done();
    double mean = mean(lossSum, weightSum);
    sanity.check(mean, parameters);
    TrainingEvent.EpochEnded ended =
        ended(epoch, mean, normSum / steps, rows.done() / seconds(epochBegin));
    history.add(ended);
    tell(ended);
    return stop.or(learner::finished).or(this::afterEpoch);
  }

  /// Of rows that all weigh nothing the loss is 0.
  private static double mean(double sum, double weight) {
    return weight > 0 ? sum / weight : 0;
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

  private TrainingEvent.EpochEnded ended(
      int epoch, double mean, double norm, double samplesPerSecond) {
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
        norm,
        samplesPerSecond,
        elapsed,
        elapsed / epoch * (settings.epochs - epoch),
        better,
        layers,
        examiner.diagnoses(Observation.of(history, now), sample.rows()));
  }

  private TrainingEvent.Progress progress(int epoch, double mean, long epochBegin) {
    double part = (double) rows.done() / train.count();
    double all = epoch - 1 + part;
    double left = seconds(begin) / all * (settings.epochs - all);
    return new TrainingEvent.Progress(
        epoch, settings.epochs, part, mean, rows.done() / seconds(epochBegin), left);
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
    Map<String, String> facts = settings.facts(train.count());
    if (!train.shuffle().equals(Shuffle.full())) {
      facts.put("shuffle", train.shuffle().toString());
    }
    encoder.weights(train.sample().table()).ifPresent(column -> facts.put("weights", column));
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

  private void tell(TrainingEvent event) {
    settings.listeners.forEach(listener -> listener.accept(event));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
