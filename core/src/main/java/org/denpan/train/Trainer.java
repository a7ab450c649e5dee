package org.denpan.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.denpan.DenpanException;
import org.denpan.data.Batch;
import org.denpan.data.DataException;
import org.denpan.data.Encoder;
import org.denpan.data.Preparation;
import org.denpan.data.Spool;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.net.Embedding;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Periodic;
import org.denpan.net.Program;

/// Trains a network: settings, then [#fit], or [#step] for those who bring their own batches.
///
/// ```java
/// Model model = Trainer.of(Network.of(Dense.of(64, relu())))
///     .optimizer(adam(1e-3)).epochs(20).batchSize(128).seed(42)
///     .fit(split.train(), split.validation());
/// ```
///
/// The same settings and rows give the same bits whatever the number of threads and the kernels.
public final class Trainer {
  final Settings settings;
  private Optional<OwnSteps> own = Optional.empty();

  private Trainer(Start start) {
    settings = new Settings(start);
  }

  /// A trainer with default settings.
  ///
  /// @param network the hidden layers; [#fit] adds the layers that inputs and target need, see
  ///   [#networkFor]
  public static Trainer of(Network network) {
    return new Trainer(new Start.Fresh(network));
  }

  /// A trainer that goes on from a trained model with more rows: with the same network, encoder,
  /// loss and, to start with, weights. What the encoder was fitted to stays as it is; a class that
  /// the model does not know is refused. The optimizer starts anew, with default settings.
  public static Trainer from(Model model) {
    return new Trainer(new Start.Continued(model)).loss(model.loss());
  }

  /// How a step changes the weights; Adam with 0.001 by default.
  public Trainer optimizer(Optimizer chosen) {
    settings.optimizer = chosen;
    return this;
  }

  /// The way from columns to inputs and target, where it was fitted to the training rows already;
  /// it takes a pass over them. A model that is continued keeps its own.
  ///
  /// @throws IllegalStateException if a model is continued
  public Trainer encoder(Encoder chosen) {
    if (settings.start instanceof Start.Continued) {
      throw new IllegalStateException("a model that is continued keeps its own encoder");
    }
    settings.encoder = Optional.of(chosen);
    return this;
  }

  /// In what order rows are learnt from: all orders equally likely by default, by blocks where the
  /// table is beyond memory.
  public Trainer shuffle(Shuffle chosen) {
    settings.shuffle = Optional.of(chosen);
    return this;
  }

  /// How columns become inputs; [Preparation#standard] by default. A model that is continued keeps
  /// its own.
  public Trainer preparation(Preparation chosen) {
    settings.preparation = chosen;
    return this;
  }

  /// The error; by default the one that follows from the target: squared error for a number,
  /// cross-entropy for classes.
  public Trainer loss(Loss chosen) {
    settings.loss = Optional.of(chosen);
    return this;
  }

  /// How much more or less the training rows of a class count, by its name; 1 for classes not
  /// named. It multiplies the weights that rows have themselves, in the training loss only:
  /// validation and tests do not know of it. The batches of [#step] have weights of their own.
  ///
  /// @throws DenpanException for a weight that is not a finite number of at least 0
  public Trainer classWeights(Map<String, Double> weights) {
    settings.classWeights =
        weights.isEmpty() ? Optional.empty() : Optional.of(new ClassWeights(weights));
    return this;
  }

  /// The same in words, as provenance has them: `balanced`, or `yes=3, no=1`.
  ///
  /// @throws DenpanException for other words, and as the weights themselves do
  public Trainer classWeights(String words) {
    settings.classWeights = Optional.of(ClassWeights.parse(words));
    return this;
  }

  /// Lets the rows of each of the K classes count W/(K·W_k), for training rows of the weight W in
  /// all, W_k of this class: all classes then count the same. See [#classWeights].
  public Trainer balancedClasses() {
    settings.classWeights = Optional.of(ClassWeights.BALANCED);
    return this;
  }

  /// How the learning rate changes; constant by default.
  public Trainer schedule(Schedule chosen) {
    settings.schedule = chosen;
    return this;
  }

  /// How often all rows are gone through; 20 by default.
  ///
  /// @throws DenpanException unless at least 1
  public Trainer epochs(int count) {
    settings.epochs = atLeastOne("epochs", count);
    return this;
  }

  /// Rows a step, from 1 to all. By default 128, and less for small tables, so that an epoch has
  /// about 50 steps. With L-BFGS, which takes all rows in every step, the rows that are in memory
  /// at once.
  ///
  /// @throws DenpanException unless at least 1
  public Trainer batchSize(int rows) {
    settings.batchSize = OptionalInt.of(atLeastOne("the batch size", rows));
    return this;
  }

  /// The seed of all chance: weights, shuffling, dropout; 42 by default.
  public Trainer seed(long value) {
    settings.seed = value;
    return this;
  }

  /// The threads that share a step; all processors by default. Does not change the result.
  ///
  /// @throws DenpanException unless at least 1
  public Trainer threads(int count) {
    settings.threads = atLeastOne("threads", count);
    return this;
  }

  /// All rows in every step: gradient descent as it was first.
  public Trainer fullBatch() {
    return batchSize(Integer.MAX_VALUE);
  }

  /// λ of the penalty λ‖W‖₁ on the weights; 0 by default. Reported losses leave it out.
  ///
  /// @throws DenpanException if negative
  public Trainer l1(double lambda) {
    settings.restraints.l1 = atLeastZero("l1", lambda);
    return this;
  }

  /// λ of the penalty ½λ‖W‖² on the weights; 0 by default. Reported losses leave it out.
  ///
  /// @throws DenpanException if negative
  public Trainer l2(double lambda) {
    settings.restraints.l2 = atLeastZero("l2", lambda);
    return this;
  }

  /// The largest norm of the weights that come into a unit, to which they are scaled back after
  /// each step; 0, by default, for none. Srivastava et al. 2014 use 3 to 4 beside dropout.
  ///
  /// @throws DenpanException if negative
  public Trainer maxNorm(double bound) {
    settings.restraints.maxNorm = atLeastZero("max-norm", bound);
    return this;
  }

  /// The largest Euclidean norm of a step's gradient, to which it is scaled back; 0, by default,
  /// for none. Pascanu, Mikolov and Bengio 2013.
  ///
  /// @throws DenpanException if negative
  public Trainer clipNorm(double bound) {
    settings.restraints.clipNorm = atLeastZero("clip-norm", bound);
    return this;
  }

  /// The largest size of each number in a gradient, to which it is cut; 0, by default, for none.
  ///
  /// @throws DenpanException if negative
  public Trainer clipValue(double bound) {
    settings.restraints.clipValue = atLeastZero("clip-value", bound);
    return this;
  }

  /// Keeps an average a ← da + (1−d)w of what is learnt, from the first weights on, with d = min(
  /// `decay`, (1+t)/(10+t)) after step t. Validation and the model use the average, together with
  /// the running statistics as they are. 0, by default, for none. Polyak and Juditsky 1992, in the
  /// exponential form.
  ///
  /// @throws DenpanException unless in [0, 1)
  public Trainer averaging(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new DenpanException("averaging: the decay must be in [0, 1), got " + decay);
    }
    settings.restraints.averaging = decay;
    return this;
  }

  /// Draws every batch at random with replacement, instead of going through a shuffled table; an
  /// epoch is then as many draws as there are rows.
  public Trainer withReplacement(boolean draw) {
    settings.replacement = draw;
    return this;
  }

  /// Ends training when the rule says so; several rules may be given.
  public Trainer stopWhen(StopRule rule) {
    settings.stopRules.add(rule);
    return this;
  }

  /// Ends training when val_loss has not improved for so many epochs.
  public Trainer patience(int count) {
    return stopWhen(StopRule.patience(count));
  }

  /// Keeps checkpoints of [#fit], and goes on from the newest where there is one: to the weights,
  /// bit for bit, that come without a pause, with any number of threads and any kernels. The same
  /// settings and rows are asked for; others are refused, saying where they differ.
  ///
  /// A checkpoint that cannot be written, as on a full disk, does not end training:
  /// [TrainingEvent.Warned] tells of it.
  ///
  /// @param folder of this run alone; stays open
  public Trainer checkpoints(Checkpoints folder, Every every) {
    return checkpoints(folder, every, Map.of());
  }

  /// The same with further facts that must be the same when training goes on, by name, such as a
  /// file's fingerprint.
  public Trainer checkpoints(Checkpoints folder, Every every, Map<String, String> conditions) {
    settings.keeping = Optional.of(new Settings.Keeping(folder, every, conditions));
    return this;
  }

  /// Tells the listener what happens, on the training thread.
  public Trainer listener(Consumer<TrainingEvent> listener) {
    settings.listeners.add(listener);
    return this;
  }

  private static int atLeastOne(String what, int value) {
    if (value < 1) {
      throw new DenpanException(what + " must be at least 1, got " + value);
    }
    return value;
  }

  private static double atLeastZero(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new DenpanException(what + " must be a finite number of at least 0, got " + value);
    }
    return value;
  }

  /// Trains on a table that names its target, without validation: the last weights are kept.
  ///
  /// @throws DataException if the table cannot be learnt from
  /// @throws TrainingDivergedException if training runs away
  public Model fit(Table train) {
    return fit(train, Optional.empty());
  }

  /// Trains on a table that names its target. After every epoch the validation rows are evaluated;
  /// the weights of the epoch with the lowest val_loss are kept.
  ///
  /// @throws DataException if a table cannot be learnt from
  /// @throws TrainingDivergedException if training runs away; it holds the best model so far
  public Model fit(Table train, Table validation) {
    return fit(train, Optional.of(validation));
  }

  /// Trains on a table beyond memory, which names its target. The rows are shuffled by blocks; with
  /// the same shuffle the result is, bit for bit, that of the same rows in memory.
  ///
  /// @throws DataException if a table cannot be learnt from
  /// @throws DenpanException for settings that need all rows in memory: L-BFGS, drawing with
  ///   replacement, a full shuffle, a batch larger than a window
  /// @throws TrainingDivergedException if training runs away; it holds the best model so far
  public Model fit(Spool train, Table validation) {
    Encoder encoder = settings.encoder(train);
    return fit(
        encoder, TrainingRows.beyondMemory(settings, encoder, train), Optional.of(validation));
  }

  private Model fit(Table train, Optional<Table> validation) {
    settings.checkStopRules(validation.isPresent());
    Encoder encoder = settings.encoder(train);
    return fit(encoder, TrainingRows.inMemory(settings, encoder, train), validation);
  }

  private Model fit(Encoder encoder, Rows train, Optional<Table> validation) {
    Network complete = networkFor(encoder);
    complete.outputs(encoder.width());
    complete.checkTrainable();
    checkBatchSize(complete, train.count());
    return new Fit(settings, complete, encoder, train, validation).run();
  }

  /// The network that [#fit] trains: with the output layer that the target and the loss ask for,
  /// and with the layers before the hidden ones that the inputs ask for: an [Embedding] of the
  /// columns whose inputs are codes. A [Periodic] that stands first without naming its inputs is
  /// given those that hold numbers.
  ///
  /// @throws DenpanException if the loss that was chosen is for another kind of target
  public Network networkFor(Encoder encoder) {
    return settings.networkFor(encoder);
  }

  /// Refuses a loss or class weights that are not for such a target; [#fit] does so too.
  ///
  /// @throws DenpanException saying which setting does not suit, and what would
  public void checkSuits(Target target) {
    settings.checkSuits(target);
  }

  /// Refuses settings that do not go together; [#fit] does so too.
  ///
  /// @throws DenpanException naming the one to leave out
  public void checkSettings() {
    settings.check();
  }

  /// Refuses layers that the optimizer cannot train; [#fit] does so too.
  ///
  /// @throws DenpanException naming the first
  public void checkLayers(Network network) {
    settings.checkLayers(network);
  }

  /// Refuses a batch size that the layers cannot be trained with on so many rows; [#fit] does so
  /// too.
  ///
  /// @throws DenpanException naming the first, and a size that will do
  public void checkBatchSize(Network network, int rows) {
    settings.checkBatchSize(network, rows);
  }

  /// One step on a batch of one's own, at the optimizer's learning rate. The network is taken as it
  /// is, its last layer giving the logits; the first call compiles it, with the settings made so
  /// far, for the batch's width and capacity.
  ///
  /// @return the batch's mean loss before the step
  /// @throws IllegalStateException if no [#loss] was chosen
  /// @throws TrainingDivergedException if the loss or the gradient is not finite
  public double step(Batch batch) {
    if (own.isEmpty()) {
      own = Optional.of(OwnSteps.of(settings, batch));
    }
    return own.get().step(batch);
  }

  /// The network that [#step] trains, ready to be asked.
  ///
  /// @throws IllegalStateException before the first step
  public Program program() {
    return own().program();
  }

  /// What the layers did in the last [#step], even if it failed: how large the gradients were, how
  /// far the weights went, how the outputs are distributed.
  ///
  /// @throws IllegalStateException before the first step
  public List<LayerStatistics> statistics() {
    return own().statistics();
  }

  /// What seems to be wrong after the [#step]s so far, even if the last one failed. What shows only
  /// in the course of losses, such as a plateau, is seen over epochs: [#endEpoch] says where they
  /// end.
  ///
  /// @throws IllegalStateException before the first step
  public List<Diagnosis> diagnoses() {
    return own().diagnoses();
  }

  /// Says that an epoch of [#step]s ends here; its loss is that of the last step. Nothing but the
  /// diagnosis depends on it.
  ///
  /// @return what seems to be wrong by now, as [#diagnoses] has it
  /// @throws IllegalStateException before the first step
  public List<Diagnosis> endEpoch() {
    return own().endEpoch();
  }

  private OwnSteps own() {
    return own.orElseThrow(() -> new IllegalStateException("no step was made yet"));
  }

  /// What [#step] has learnt so far, as [#fit] would put it into a model: the average, where one is
  /// kept.
  ///
  /// @throws IllegalStateException before the first step
  public Parameters learnt() {
    Parameters shown = program().parameters().copy();
    own().learner().show(shown);
    return shown;
  }

  /// The loss for a target: the one that was chosen, else what follows from the target.
  ///
  /// @throws DenpanException if the loss that was chosen is for another kind of target
  public Loss lossFor(Target target) {
    return settings.lossFor(target);
  }
}
