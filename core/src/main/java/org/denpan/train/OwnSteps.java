package org.denpan.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Workers;

/// The steps of [Trainer#step]: each can be asked about afterwards. What is learnt is copied before
/// each, which costs little beside the passes.
final class OwnSteps {
  private final Learner learner;
  private final Examiner examiner;
  private final List<Observation> epochs = new ArrayList<>();
  private final Feed.One feed = new Feed.One();
  private Batch batch;
  private double value = Double.NaN;

  /// @param first what it is compared with: how large inputs are, and what guessing has
  OwnSteps(Learner learner, Loss loss, Batch first) {
    this.learner = learner;
    this.batch = first;
    int outputs = learner.program().outputs();
    double guess = Sanity.guess(loss, outputs, first.targets(), first.weights(), first.rows());
    examiner = new Examiner(learner, InputScale.of(first), guess);
  }

  /// The steps of a network as it is, compiled for a batch's width and capacity.
  ///
  /// @throws IllegalStateException if no loss was chosen
  static OwnSteps of(Settings settings, Batch first) {
    Loss loss =
        settings.loss.orElseThrow(
            () -> new IllegalStateException("a step needs a loss: choose one with Trainer.loss"));
    Network network = settings.start.network();
    network.checkTrainable();
    Seed seed = settings.source();
    Parameters parameters = settings.start.parameters(network, first.width(), seed);
    Workers workers = settings.workers();
    Program program = network.compile(parameters, first.width(), first.capacity(), workers, seed);
    return new OwnSteps(Learner.of(settings, program, loss, workers), loss, first);
  }

  /// One step.
  double step(Batch rows) {
    batch = rows;
    value = Double.NaN;
    examiner.before();
    try {
      value = learner.step(feed.of(rows), 1);
    } catch (TrainingDivergedException e) {
      throw examiner
          .cause(rows.rows())
          .map(cause -> new TrainingDivergedException(e.getMessage() + ". " + cause))
          .orElse(e);
    }
    if (!examiner.begun()) {
      examiner.begin(value, learner.rate(), statistics());
    }
    return value;
  }

  List<LayerStatistics> statistics() {
    return examiner.after(batch.rows());
  }

  /// What there is to say, as if an epoch ended here.
  List<Diagnosis> diagnoses() {
    return diagnoses(now());
  }

  /// Ends an epoch here. One without a first step does not count.
  List<Diagnosis> endEpoch() {
    Observation now = now();
    List<Diagnosis> found = diagnoses(now);
    if (examiner.begun()) {
      epochs.add(now);
    }
    return found;
  }

  private List<Diagnosis> diagnoses(Observation now) {
    List<Observation> all = Stream.concat(epochs.stream(), Stream.of(now)).toList();
    return examiner.diagnoses(all, batch.rows());
  }

  private Observation now() {
    return new Observation(epochs.size() + 1, value, Double.NaN, learner.rate(), statistics());
  }

  Learner learner() {
    return learner;
  }

  Program program() {
    return learner.program();
  }
}
