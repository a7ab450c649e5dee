package org.denpan.train;

import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.model.Model;

/// Training has run away: the loss or the gradient is no finite number, or the loss has grown far
/// beyond where it began. The message says in which epoch and layer, and what to try.
public final class TrainingDivergedException extends DenpanException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Model> best;

  public TrainingDivergedException(String message) {
    this(message, Optional.empty());
  }

  TrainingDivergedException(String message, Optional<Model> best) {
    super(message);
    this.best = best;
  }

  /// The model of the best epoch before, if there was one.
  public Optional<Model> best() {
    return best;
  }
}
