package org.denpan.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.DataException;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.model.Evaluation;
import org.denpan.model.Inference;
import org.denpan.model.Model;
import org.denpan.model.Specs;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Workers;

/// One run of [Trainer#fit]: the loop over epochs and batches.
final class Fit {
  private static final long PROGRESS_NANOS = 100_000_000;

  /// An epoch whose loss is this many times that of guessing, or of the first epoch where that was
  /// more, has run away.
  private static final double RUNAWAY = 10;

  private final Trainer settings;
  private final Network network;
  private final Encoder encoder;
  private final Examples train;
  private final Optional<Examples> validation;
  private final Loss loss;
  private final Seed seed;
  private final Parameters parameters;

  /// What validation and the model see: an average, or what is learnt itself.
  private final Parameters shown;

  private final Learner learner;
  private final Examiner examiner;
  private final Inference inference;
  private final Workers workers;
  private final int batchSize;
  private final Batch batch;
  private final Rows rowsOfStep = new Rows();
  private final List<TrainingEvent.EpochEnded> history = new ArrayList<>();
  private final List<TrainingEvent.EpochEnded> seen = Collections.unmodifiableList(history);
  private final long begin = System.nanoTime();

  private float[] bestValues = {};
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double bestTrainingLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;
  private double usualLoss;
  private double trainingSeconds;
  private long samples;

  Fit(
      Trainer settings,
      Network network,
      Encoder encoder,
      Table train,
      Optional<Table> validation,
      Workers workers) {
    this.settings = settings;
    this.network = network;
    this.encoder = encoder;
    this.train = settings.weighted(encoder.encode(train));
    this.validation = validation.map(encoder::encode);
    if (validation.isPresent() && validation.get().rows() == 0) {
      throw new DataException(validation.get().name() + " has no rows to validate with");
    }
    new Specs().write(network); // what could not be saved is found before training
    this.workers = workers;
    loss = settings.lossFor(encoder.target());
    seed = new Seed(settings.seed);
    batchSize = settings.batchSizeFor(train.rows());
    int capacity = Math.min(train.rows(), batchSize + 1);
    parameters = settings.start(network, encoder.width(), seed);
    shown = settings.averaging > 0 ? parameters.copy() : parameters;
    learner =
        Learner.of(
            settings,
            network.compile(parameters, encoder.width(), capacity, workers, seed),
            loss,
            workers);
    inference =
        new Inference(
            network,
            shown,
            encoder.width(),
            loss,
            this.validation.map(Examples::rows).orElse(1),
            workers);
    double guessing = guessing();
    usualLoss = guessing > 0 ? guessing : Double.POSITIVE_INFINITY;
    batch = new Batch(capacity, encoder.width(), 1);
    examiner = new Examiner(learner.program(), this.train, guessing, seed);
  }

  Model run() {
    tell(
        new TrainingEvent.Started(
            train.rows(),
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
    if (bestValues.length > 0) {
      System.arraycopy(bestValues, 0, shown.values(), 0, bestValues.length);
    } else {
      learner.show(shown);
      bestEpoch = epoch;
    }
    String reason = stop.orElse("all epochs are done");
    tell(
        new TrainingEvent.Ended(
            epoch, bestEpoch, reason, seconds(begin), samples / trainingSeconds));
    return model(epoch, reason);
  }

  /// An epoch; where it runs away, the exception says where, and carries the best model before.
  private Optional<String> diagnosed(int epoch) {
    try {
      return epoch(epoch);
    } catch (TrainingDivergedException e) {
      boolean kept = bestValues.length > 0;
      String message =
          String.format(
              Locale.ROOT,
              "training diverged in epoch %d, %s. %s%s",
              epoch,
              e.getMessage(),
              cause(),
              kept
                  ? String.format(
                      Locale.ROOT, ". The best model so far, of epoch %d, is kept", bestEpoch)
                  : "");
      Optional<Model> best = Optional.empty();
      if (kept) {
        System.arraycopy(bestValues, 0, shown.values(), 0, bestValues.length);
        best = Optional.of(model(epoch, "diverged"));
      }
      throw new TrainingDivergedException(message, best);
    }
  }

  /// Why training diverged: what was wrong from the start, else the learning rate.
  private String cause() {
    double rate = settings.optimizer.learningRate();
    return examiner
        .cause(batch.rows())
        .map(diagnosis -> "The likely cause is there from the start: " + diagnosis.sentence())
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
    int[] order = order(epoch);
    long epochBegin = System.nanoTime();
    long lastProgress = epochBegin;
    double lossSum = 0;
    double normSum = 0;
    int steps = 0;
    int done = 0;
    double weightDone = 0;
    Optional<String> stop = Optional.empty();
    while (done < order.length && stop.isEmpty()) {
      int rows = learner.takesAll() ? order.length : rowsAt(done, order.length);
      rowsOfStep.set(order, done, rows);
      double progress = epoch - 1 + (double) done / order.length;
      boolean measured = (epoch == 1 && done == 0) || done + rows == order.length;
      double value = step(settings.schedule.factor(progress, settings.epochs, seen), measured);
      double weight = learner.takesAll() ? 1 : batchWeight(); // all rows are one step an epoch
      lossSum += value * weight;
      weightDone += weight;
      normSum += learner.gradientNorm();
      steps++;
      done += rows;
      long now = System.nanoTime();
      if (now - lastProgress >= PROGRESS_NANOS) {
        lastProgress = now;
        tell(
            progress(
                epoch, (double) done / order.length, mean(lossSum, weightDone), done, epochBegin));
      }
      stop = asked();
    }
    trainingSeconds += seconds(epochBegin);
    samples += done;
    double mean = mean(lossSum, weightDone);
    checkSane(mean);
    TrainingEvent.EpochEnded ended =
        ended(epoch, mean, normSum / steps, done / seconds(epochBegin));
    history.add(ended);
    tell(ended);
    return stop.or(learner::finished).or(this::afterEpoch);
  }

  private double batchWeight() {
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      sum += batch.weights()[row];
    }
    return sum;
  }

  /// Of rows that all weigh nothing the loss is 0.
  private static double mean(double sum, double weight) {
    return weight > 0 ? sum / weight : 0;
  }

  private double step(double factor, boolean measured) {
    if (!measured) {
      return learner.step(rowsOfStep, factor);
    }
    examiner.before();
    double value = learner.step(rowsOfStep, factor);
    examiner.after(batch.rows(), value, learner.rate());
    return value;
  }

  private void checkSane(double mean) {
    if (mean > RUNAWAY * usualLoss) {
      throw new TrainingDivergedException(
          String.format(
              Locale.ROOT, "the loss rose to %.3g; guessing has about %.3g", mean, guessing()));
    }
    usualLoss = Math.max(usualLoss, mean);
    for (float value : parameters.values()) {
      if (!Float.isFinite(value)) {
        throw new TrainingDivergedException("the last step made a weight " + value);
      }
    }
  }

  /// The mean loss of a guess that looks at no input. All rows, as one may outweigh the others.
  private double guessing() {
    double[] guess = loss.last().formula(new double[encoder.target().outputs()]);
    double sum = 0;
    double weight = 0;
    for (int row = 0; row < train.rows(); row++) {
      sum += train.weights()[row] * loss.formula(guess, new float[] {train.targets()[row]});
      weight += train.weights()[row];
    }
    return mean(sum, weight);
  }

  /// A single row left over at the end joins the last batch.
  private int rowsAt(int done, int total) {
    int left = total - done;
    return left == batchSize + 1 && batchSize > 1 ? left : Math.min(batchSize, left);
  }

  private int[] order(int epoch) {
    Seed.Stream random = seed.stream("shuffle", epoch);
    if (settings.replacement) {
      return IntStream.range(0, train.rows()).map(i -> random.nextInt(train.rows())).toArray();
    }
    int[] order = IntStream.range(0, train.rows()).toArray();
    if (!learner.takesAll()) {
      random.shuffle(order);
    }
    return order;
  }

  private TrainingEvent.EpochEnded ended(
      int epoch, double mean, double norm, double samplesPerSecond) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    boolean best = false;
    if (validation.isPresent()) {
      learner.show(shown);
      Evaluation evaluation = inference.evaluate(validation.get());
      if (!Double.isFinite(evaluation.loss())) {
        throw new TrainingDivergedException("val_loss is " + evaluation.loss());
      }
      evaluation.metrics().forEach((name, value) -> metrics.put("val_" + name, value));
      // of equal ones, as where no row is wrong, that of the lower training loss
      best =
          evaluation.loss() < bestLoss
              || (evaluation.loss() == bestLoss && mean <= bestTrainingLoss);
      if (best) {
        bestTrainingLoss = mean;
        bestLoss = evaluation.loss();
        bestEpoch = epoch;
        bestValues = shown.values().clone();
      }
    }
    double valLoss = metrics.getOrDefault("val_loss", Double.NaN);
    List<LayerStatistics> layers = examiner.look(epoch, mean, valLoss, learner.rate());
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
        best,
        layers,
        examiner.diagnoses());
  }

  private TrainingEvent.Progress progress(
      int epoch, double part, double mean, int done, long epochBegin) {
    double all = epoch - 1 + part;
    double left = seconds(begin) / all * (settings.epochs - all);
    return new TrainingEvent.Progress(
        epoch, settings.epochs, part, mean, done / seconds(epochBegin), left);
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

  private Model model(int epoch, String reason) {
    Map<String, String> facts = settings.facts(train.rows());
    encoder.weights(train.table()).ifPresent(column -> facts.put("weights", column));
    facts.put("epochs_run", Integer.toString(epoch));
    facts.put("best_epoch", Integer.toString(bestEpoch));
    facts.put("ended", reason);
    return new Model(network, shown, encoder, loss, facts);
  }

  private void tell(TrainingEvent event) {
    settings.listeners.forEach(listener -> listener.accept(event));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }

  /// The rows order[from, from + count), in parts of the batch size.
  private final class Rows implements Feed {
    private int[] order = {};
    private int from;
    private int count;

    void set(int[] ordered, int start, int rows) {
      order = ordered;
      from = start;
      count = rows;
    }

    @Override
    public int parts() {
      boolean joins = batchSize > 1 && count % batchSize == 1;
      return Math.max(1, (count + (joins ? 0 : batchSize - 1)) / batchSize);
    }

    @Override
    public Batch part(int i) {
      int start = from + i * batchSize;
      train.fill(order, start, rowsAt(start, from + count), batch);
      return batch;
    }

    @Override
    public boolean fixed() {
      return learner.takesAll();
    }
  }
}
