package org.denpan.train;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.denpan.Range;

/// Decides when training ends before its last epoch.
public sealed interface StopRule {
  /// The reason to stop, in words, if there is one after these epochs.
  ///
  /// @param history the epochs so far, at least one
  default Optional<String> afterEpoch(List<TrainingEvent.EpochEnded> history) {
    return Optional.empty();
  }

  /// The reason to stop at once, in words, if there is one.
  default Optional<String> afterStep() {
    return Optional.empty();
  }

  /// Whether the rule looks at validation metrics.
  default boolean needsValidation() {
    return false;
  }

  /// When val_loss has not improved for so many epochs.
  static StopRule patience(int epochs) {
    return new Patience(epochs);
  }

  /// When asked to, such as by Ctrl-C.
  static StopRule when(String reason, BooleanSupplier asked) {
    return new Asked(reason, asked);
  }

  /// A user's own.
  non-sealed interface Custom extends StopRule {}

  record Patience(int epochs) implements StopRule {
    public Patience {
      Range.check(epochs >= 1, "patience", epochs, "at least 1 epoch");
    }

    @Override
    public Optional<String> afterEpoch(List<TrainingEvent.EpochEnded> history) {
      int waited = 0;
      for (int i = history.size() - 1; i >= 0 && !history.get(i).best(); i--) {
        waited++;
      }
      return waited < epochs
          ? Optional.empty()
          : Optional.of("val_loss did not improve for " + waited + " epochs");
    }

    @Override
    public boolean needsValidation() {
      return true;
    }
  }

  record Asked(String reason, BooleanSupplier asked) implements StopRule {
    @Override
    public Optional<String> afterStep() {
      return asked.getAsBoolean() ? Optional.of(reason) : Optional.empty();
    }
  }
}
