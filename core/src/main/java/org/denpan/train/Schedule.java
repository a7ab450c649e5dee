package org.denpan.train;

import java.util.Locale;
import org.denpan.DenpanException;

/// What the learning rate is multiplied by in the course of training.
public sealed interface Schedule {
  /// The factor at a moment.
  ///
  /// @param epoch epochs done, with the fraction of the one under way
  /// @param epochs how many there will be at the most
  double factor(double epoch, int epochs);

  /// 1 throughout.
  static Schedule constant() {
    return new Constant();
  }

  /// Multiplied by `factor` after every `every` epochs.
  static Schedule step(int every, double factor) {
    return new Step(every, factor);
  }

  /// A user's own.
  non-sealed interface Custom extends Schedule {}

  record Constant() implements Schedule {
    @Override
    public double factor(double epoch, int epochs) {
      return 1;
    }

    @Override
    public String toString() {
      return "constant()";
    }
  }

  record Step(int every, double factor) implements Schedule {
    public Step() {
      this(10, 0.1);
    }

    public Step {
      if (every < 1 || !(factor > 0) || factor > 1) {
        throw new DenpanException(
            String.format(
                Locale.ROOT,
                "step: every must be at least 1 epoch and the factor in (0, 1], got %s and %s",
                every,
                factor));
      }
    }

    @Override
    public double factor(double epoch, int epochs) {
      double product = 1;
      for (int i = 0; i < (int) epoch / every; i++) {
        product *= factor;
      }
      return product;
    }

    @Override
    public String toString() {
      return "step(" + every + ", " + factor + ")";
    }
  }
}
