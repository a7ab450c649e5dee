package org.denpan.train;

import java.util.List;
import java.util.Locale;
import org.denpan.DenpanException;
import org.denpan.Range;
import org.jspecify.annotations.Nullable;

/// What the learning rate is multiplied by in the course of training, from simple to hard. A factor
/// follows from its arguments alone, so that training can be taken up again at any moment.
public sealed interface Schedule {
  /// The factor at a moment.
  ///
  /// @param epoch epochs done, with the fraction of the one under way
  /// @param epochs how many there will be at the most
  /// @param history the epochs that have ended; not to be kept
  double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history);

  /// 1 throughout.
  static Schedule constant() {
    return new Constant();
  }

  /// Multiplied by `factor` after every `every` epochs.
  static Schedule step(int every, double factor) {
    return new Step(every, factor);
  }

  /// Multiplied by `decay` in the course of each epoch.
  static Schedule exponential(double decay) {
    return new Exponential(decay);
  }

  /// Half a cosine from 1 to 0 over all epochs.
  static Schedule cosine() {
    return new Cosine(0);
  }

  /// So many waves from 0 to 1 and back, each twice as long as the one before.
  static Schedule coslog(int cycles) {
    return new Coslog(cycles);
  }

  /// 1 for the first half of training, then half a cosine down to 0.
  static Schedule flatCosine() {
    return new FlatCosine(0.5);
  }

  /// Up from 1/25 to 1 in the first 30 % of training, then down to almost nothing.
  static Schedule oneCycle() {
    return new OneCycle();
  }

  /// Up from almost nothing in so many epochs, then as `then` says.
  static Schedule warmup(double epochs, Schedule then) {
    return new Warmup(epochs, then);
  }

  /// Multiplied by `factor` whenever the loss has not improved for `patience` epochs.
  static Schedule plateau(double factor, int patience) {
    return new Plateau(factor, patience);
  }

  /// From `from` to `to` on half a cosine.
  ///
  /// @param part how much of the way is done, from 0 to 1
  private static double cosine(double from, double to, double part) {
    return to + (from - to) * 0.5 * (1 + StrictMath.cos(Math.PI * part));
  }

  /// A user's own.
  non-sealed interface Custom extends Schedule {}

  record Constant() implements Schedule {
    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      return 1;
    }

    @Override
    public String toString() {
      return "constant()";
    }
  }

  /// factor^⌊epoch/every⌋
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
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
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

  /// decay^epoch, within an epoch too.
  record Exponential(double decay) implements Schedule {
    public Exponential() {
      this(0.95);
    }

    public Exponential {
      Range.check(decay > 0 && decay <= 1, "exponential: decay", decay, "in (0, 1]");
    }

    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      return StrictMath.pow(decay, epoch);
    }

    @Override
    public String toString() {
      return "exponential(" + decay + ")";
    }
  }

  /// floor + (1−floor)·½(1 + cos(π·epoch/epochs)). Loshchilov and Hutter 2017, "SGDR", eq. 5,
  /// without restarts.
  record Cosine(double floor) implements Schedule {
    public Cosine() {
      this(0);
    }

    public Cosine {
      Range.check(floor >= 0 && floor < 1, "cosine: floor", floor, "in [0, 1)");
    }

    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      return cosine(1, floor, Math.min(1, epoch / epochs));
    }

    @Override
    public String toString() {
      return floor == 0 ? "cosine()" : "new Cosine(" + floor + ")";
    }
  }

  /// ½(1 − cos(2π·log₂(1 + (2^cycles − 1)·epoch/epochs))): `cycles` waves, each twice as long as
  /// the one before, the first beginning and the last ending at 0. Holzmüller, Grinsztajn and
  /// Steinwart 2024, "Better by default", arXiv 2407.04491, who take 4 ("coslog4").
  record Coslog(int cycles) implements Schedule {
    private static final int MOST = 30;

    public Coslog() {
      this(4);
    }

    public Coslog {
      Range.check(cycles >= 1 && cycles <= MOST, "coslog: cycles", cycles, "from 1 to " + MOST);
    }

    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      double part = Math.min(1, epoch / epochs);
      double waves = StrictMath.log1p(((1 << cycles) - 1) * part) / StrictMath.log(2);
      return 0.5 * (1 - StrictMath.cos(2 * Math.PI * waves));
    }

    @Override
    public String toString() {
      return "coslog(" + cycles + ")";
    }
  }

  /// 1 for the first part of training, then half a cosine down to 0 over the rest: "flat-cos".
  ///
  /// @param flat the part of training that stays at 1
  record FlatCosine(double flat) implements Schedule {
    public FlatCosine() {
      this(0.5);
    }

    public FlatCosine {
      Range.check(flat >= 0 && flat < 1, "flatcosine: flat", flat, "in [0, 1), a part of training");
    }

    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      double part = Math.min(1, epoch / epochs);
      return part < flat ? 1 : cosine(1, 0, (part - flat) / (1 - flat));
    }

    @Override
    public String toString() {
      return equals(flatCosine()) ? "flatCosine()" : "new FlatCosine(" + flat + ")";
    }
  }

  /// From `start` up to 1 in the first `warmup` of training, then down to `end`, both on half a
  /// cosine. Smith 2018, "A disciplined approach to neural network hyper-parameters", section 4;
  /// cosines for its straight lines, as the field uses. Momentum is not cycled.
  ///
  /// @param warmup the part of training that goes up
  record OneCycle(double warmup, double start, double end) implements Schedule {
    public OneCycle() {
      this(0.3, 0.04, 4e-6);
    }

    public OneCycle {
      Range.check(
          warmup > 0 && warmup < 1, "onecycle: warmup", warmup, "in (0, 1), a part of training");
      Range.check(start > 0 && start <= 1, "onecycle: start", start, "in (0, 1]");
      Range.check(end >= 0 && end <= 1, "onecycle: end", end, "in [0, 1]");
    }

    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      double part = Math.min(1, epoch / epochs);
      return part < warmup
          ? cosine(start, 1, part / warmup)
          : cosine(1, end, (part - warmup) / (1 - warmup));
    }

    @Override
    public String toString() {
      return equals(oneCycle())
          ? "oneCycle()"
          : "new OneCycle(" + warmup + ", " + start + ", " + end + ")";
    }
  }

  /// For so many epochs in a straight line from a hundredth up to what `then` says at their end;
  /// from there on what `then` says, which counts its epochs from the start of training. Goyal et
  /// al. 2017, "Accurate, large minibatch SGD", section 2.2.
  ///
  /// @param epochs may be a part of one
  record Warmup(double epochs, Schedule then) implements Schedule {
    private static final double FIRST = 0.01;

    public Warmup() {
      this(5, new Constant());
    }

    public Warmup {
      boolean right = epochs > 0 && epochs < Double.POSITIVE_INFINITY;
      Range.check(right, "warmup: epochs", epochs, "a positive number");
    }

    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      double part = epoch / this.epochs;
      return part < 1
          ? (FIRST + (1 - FIRST) * part) * then.factor(this.epochs, epochs, history)
          : then.factor(epoch, epochs, history);
    }

    @Override
    public String toString() {
      return "warmup(" + epochs + ", " + then + ")";
    }
  }

  /// Multiplied by `factor` whenever the lowest val_loss, or loss where nothing is validated, is
  /// `patience` epochs old; then it waits anew. The field's "reduce on plateau".
  record Plateau(double factor, int patience) implements Schedule {
    public Plateau() {
      this(0.1, 5);
    }

    public Plateau {
      Range.check(factor > 0 && factor < 1, "plateau: factor", factor, "in (0, 1)");
      Range.check(patience >= 1, "plateau: patience", patience, "at least 1 epoch");
    }

    @Override
    public double factor(double epoch, int epochs, List<TrainingEvent.EpochEnded> history) {
      double product = 1;
      double lowest = Double.POSITIVE_INFINITY;
      int waited = 0;
      for (int i = 0; i < history.size(); i++) {
        double loss = watched(history.get(i));
        waited++;
        if (loss < lowest) {
          lowest = loss;
          waited = 0;
        }
        if (waited == patience) {
          product *= factor;
          waited = 0;
        }
      }
      return product;
    }

    private static double watched(TrainingEvent.EpochEnded epoch) {
      @Nullable Double validated = epoch.metrics().get("val_loss");
      return validated == null ? epoch.loss() : validated;
    }

    @Override
    public String toString() {
      return "plateau(" + factor + ", " + patience + ")";
    }
  }
}
