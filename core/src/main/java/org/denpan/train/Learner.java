package org.denpan.train;

import java.util.Optional;
import org.denpan.net.Loss;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Workers;

/// Changes what is learnt, one step after another. A step allocates nothing.
sealed interface Learner permits StepLearner, FullLearner {
  static Learner of(Settings settings, Program program, Loss loss, Workers workers) {
    return switch (settings.optimizer) {
      case Optimizer.Stepwise s -> new StepLearner(s, settings, program, loss, workers);
      case Optimizer.Lbfgs l -> new FullLearner(l, settings, program, loss, workers);
    };
  }

  /// One step.
  ///
  /// @param factor what the learning rate is multiplied by
  /// @return the rows' mean loss before the step
  /// @throws TrainingDivergedException if the loss or the gradient is not finite; what is learnt
  ///   stays as it was
  double step(Feed feed, double factor);

  /// Whether a step takes all rows, in as many parts as it needs.
  boolean takesAll();

  /// Why further steps would change nothing, if so.
  Optional<String> finished();

  /// The Euclidean norm of the gradient before the last step.
  double gradientNorm();

  /// The learning rate of the last step.
  double rate();

  Program program();

  /// Puts in what further steps depend on, besides the parameters.
  void save(Snapshot to);

  /// Takes it out again, so that the next step is as it would have been.
  void restore(Snapshot from);

  /// How many steps were done.
  long steps();

  /// The values that the model is to have, put into parameters of its own.
  void show(Parameters shown);
}
