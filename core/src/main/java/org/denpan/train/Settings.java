package org.denpan.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Encoder;
import org.denpan.data.Preparation;
import org.denpan.data.Spool;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.ShapeException;
import org.denpan.net.Workers;

/// How to train, as the methods of [Trainer] set it; and what follows from it once the rows are
/// known.
final class Settings {
  private static final int LARGEST_DEFAULT_BATCH = 128;
  private static final int SMALLEST_DEFAULT_BATCH = 8;
  private static final int LARGEST_DEFAULT_PART = 4096;
  private static final int DEFAULT_STEPS_AN_EPOCH = 50;

  final Start start;
  final Restraints restraints = new Restraints();
  final List<StopRule> stopRules = new ArrayList<>();
  final List<Consumer<TrainingEvent>> listeners = new ArrayList<>();
  Optimizer optimizer = Optimizer.adam(1e-3);
  Schedule schedule = Schedule.constant();
  int epochs = 20;
  long seed = 42;
  boolean replacement;
  int threads = Runtime.getRuntime().availableProcessors();
  Optional<Encoder> encoder = Optional.empty();
  Optional<Shuffle> shuffle = Optional.empty();
  Preparation preparation = Preparation.standard();
  Optional<Loss> loss = Optional.empty();
  Optional<ClassWeights> classWeights = Optional.empty();
  OptionalInt batchSize = OptionalInt.empty();
  Optional<Keeping> keeping = Optional.empty();

  /// Where and how often checkpoints are kept.
  ///
  /// @param conditions further facts that must be the same when training goes on
  record Keeping(Checkpoints folder, Every every, Map<String, String> conditions) {
    Keeping {
      conditions = new LinkedHashMap<>(conditions);
    }
  }

  Settings(Start start) {
    this.start = start;
  }

  Seed source() {
    return new Seed(seed);
  }

  Workers workers() {
    return Workers.of(threads);
  }

  /// Whether a step takes all rows.
  boolean takesAll() {
    return optimizer instanceof Optimizer.Lbfgs;
  }

  /// From the rows to the network's inputs, and all that suits them.
  Encoder encoder(Table train) {
    return checked(encoder.orElseGet(() -> start.encoder(train, preparation)));
  }

  /// The same of rows beyond memory.
  Encoder encoder(Spool train) {
    return checked(encoder.orElseGet(() -> start.encoder(train, preparation)));
  }

  private Encoder checked(Encoder fitted) {
    checkSuits(fitted.target());
    return fitted;
  }

  /// What keeps the checkpoints, if they are asked for.
  ///
  /// @param facts all that the result follows from, which takes a pass over the rows to find
  Optional<RunKeeper> keeper(Supplier<Map<String, String>> facts) {
    return keeping.map(kept -> {
      Map<String, String> all = new LinkedHashMap<>(kept.conditions());
      all.putAll(facts.get());
      return new RunKeeper(kept.folder(), kept.every(), all);
    });
  }

  Network networkFor(Encoder encoder) {
    return start.networkFor(encoder, lossFor(encoder.target()));
  }

  Loss lossFor(Target target) {
    Loss usual = Loss.of(target);
    Loss chosen = loss.orElse(usual);
    if (!chosen.suits(target)) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "the loss %s is not for a target such as '%s', which %s; %s is",
              chosen,
              target.column(),
              switch (target) {
                case Target.Number n -> "is a number";
                case Target.Classes c ->
                    String.format(Locale.ROOT, "has %,d classes", c.classes().size());
              },
              usual));
    }
    return chosen;
  }

  void checkSuits(Target target) {
    start.check(lossFor(target));
    classWeights.ifPresent(weights -> weights.check(target));
  }

  void check() {
    if (takesAll()) {
      restraints.checkForLbfgs(replacement);
    }
  }

  /// Refuses rules that look at validation rows where there are none.
  void checkStopRules(boolean validation) {
    if (stopRules.stream().anyMatch(StopRule::needsValidation) && !validation) {
      throw new DenpanException("patience looks at val_loss; give a validation table to fit");
    }
  }

  void checkLayers(Network network) {
    if (takesAll()) {
      FullLearner.checkLayers(network);
    }
  }

  void checkBatchSize(Network network, int rows) {
    int batch = batchSizeFor(rows);
    Optional<Network.Part> mixing = FullLearner.mixing(network);
    if (takesAll()) {
      FullLearner.checkParts(mixing, batch < rows ? 2 : 1);
    } else if (batch == 1 && mixing.isPresent()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s (%s) looks at the rows of a batch together and cannot train on a batch of 1 row;"
                  + " choose a batch size of 2 or more, or leave it out",
              mixing.get().name(),
              mixing.get().layer()));
    }
  }

  /// The batch size for so many rows.
  int batchSizeFor(int rows) {
    int fitting = Math.max(1, rows / DEFAULT_STEPS_AN_EPOCH);
    int usual =
        Math.clamp(Integer.highestOneBit(fitting), SMALLEST_DEFAULT_BATCH, LARGEST_DEFAULT_BATCH);
    return Math.min(rows, batchSize.orElse(takesAll() ? LARGEST_DEFAULT_PART : usual));
  }

  /// The settings as facts of provenance.
  Map<String, String> facts(int rows) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.putAll(start.facts());
    facts.put("seed", Long.toString(seed));
    loss.ifPresent(chosen -> facts.put("loss", chosen.toString()));
    classWeights.ifPresent(weights -> facts.put("class_weights", weights.toString()));
    facts.put("optimizer", optimizer.toString());
    facts.put("schedule", schedule.toString());
    facts.put("epochs", Integer.toString(epochs));
    facts.put("batch_size", Integer.toString(batchSizeFor(rows)));
    facts.put("with_replacement", Boolean.toString(replacement));
    facts.putAll(restraints.facts());
    facts.put("train_rows", Integer.toString(rows));
    return facts;
  }
}
