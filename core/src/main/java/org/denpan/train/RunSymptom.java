package org.denpan.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What can be seen to be wrong with a run as a whole.
sealed interface RunSymptom extends Symptom {
  /// A value for a sentence: `0.33`, `3`.
  static String rounded(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal two = BigDecimal.valueOf(value).round(new MathContext(2)).stripTrailingZeros();
    return Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6 ? two.toString() : two.toPlainString();
  }

  /// Inputs of which one is far from 0, as the network sees them. Through [Trainer#fit] numbers are
  /// standardised, and only an outlier gets so far; it pushes all others together near 0.
  ///
  /// @param largest a value at such a distance from 0; of 1,000 normal values the largest is near
  ///   3, and the real tables that were tried reach 90
  /// @param rms the root mean square of a column, which standardising makes 1
  /// @param smallest where no value is larger than this, none has any effect
  record UnscaledInputs(double largest, double rms, double smallest) implements RunSymptom {
    UnscaledInputs() {
      this(100, 10, 0.01);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      InputScale inputs = course.inputs();
      boolean fits =
          inputs.largest() < largest && inputs.columnRms() < rms && inputs.largest() > smallest;
      if (fits) {
        return Optional.empty();
      }
      return of(
          inputs.largest(),
          "the inputs are not scaled: %s reaches %s; try to standardise it, (x − mean)/deviation,"
              + "%s",
          inputs.column(),
          rounded(inputs.largest()),
          inputs.largest() > smallest
              ? " or where it is so already, its logarithm or no outliers"
              : " for nothing is larger");
    }
  }

  /// The loss stays above that of guessing, or jumps, after steps that were nearly as large as the
  /// weights.
  ///
  /// @param above a loss so many times that of guessing, which does not fall either, is no accident
  /// @param jump a rise from one epoch to the next, beside the loss of guessing
  /// @param ratio ‖Δw‖/‖w‖: a thousandth is a healthy habit; runs that learn reach 0.16 where
  ///   weights start at 0.01·N(0, 1)
  /// @param learnt the loss beside that of guessing below which nothing is wrong
  record LearningRateTooLarge(double above, double jump, double ratio, double learnt)
      implements RunSymptom {
    LearningRateTooLarge() {
      this(1.05, 0.05, 0.3, 0.5);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      List<Observation> looks = course.observations();
      Observation last = course.last();
      if (looks.size() < 2 || course.lineSearch() || !course.isFromGood(last.loss(), learnt)) {
        return Optional.empty();
      }
      Observation before = looks.get(looks.size() - 2);
      if (before.epoch() == 0 && before.loss() == last.loss()) {
        return Optional.empty(); // an epoch of one step, whose loss is from before it
      }
      boolean high = last.loss() > above * course.guess() && last.loss() > 0.9 * before.loss();
      boolean jumped = last.epoch() > 1 && last.loss() > before.loss() + jump * course.guess();
      Observation largest =
          looks.stream().max(Comparator.comparingDouble(Observation::updateRatio)).orElseThrow();
      if ((!high && !jumped) || largest.updateRatio() < ratio) {
        return Optional.empty();
      }
      LayerStatistics layer = largest.mostMoved();
      return in(
          layer,
          layer.updateRatio(),
          "the learning rate %s is probably too large: a step changed the weights by %.0f %% of"
              + " their size, and the loss is %.3g where guessing has %.3g; try %s or %s",
          rounded(last.rate()),
          100 * layer.updateRatio(),
          last.loss(),
          course.guess(),
          rounded(last.rate() / 3),
          rounded(last.rate() / 10));
    }
  }

  /// The loss falls, but hardly, and so slowly do the weights change.
  ///
  /// @param epochs so many in which this was so
  /// @param fall of the loss from one epoch to the next
  /// @param ratio ‖Δw‖/‖w‖ of the layer that moves most; runs that learn start above 1e-4 and fall
  ///   below only when they have learnt
  /// @param learnt the loss beside that of guessing below which nothing is wrong
  record LearningRateTooSmall(int epochs, double fall, double ratio, double learnt)
      implements RunSymptom {
    LearningRateTooSmall() {
      this(3, 0.01, 1e-4, 0.5);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      List<Observation> looks = course.epochs();
      Observation last = course.last();
      if (looks.size() <= epochs
          || course.lineSearch()
          || !course.isFromGood(last.loss(), learnt)) {
        return Optional.empty();
      }
      for (int i = looks.size() - epochs; i < looks.size(); i++) {
        double now = looks.get(i).loss();
        double before = looks.get(i - 1).loss();
        boolean hardly = now < before && now > (1 - fall) * before;
        boolean lowered = looks.get(i).rate() < looks.get(i - 1).rate();
        double moved = looks.get(i).updateRatio();
        if (!hardly || lowered || moved > ratio || moved == 0) {
          return Optional.empty();
        }
      }
      LayerStatistics layer = last.mostMoved();
      return in(
          layer,
          layer.updateRatio(),
          "the learning rate %s is probably too small: a step changes the weights by only %.1e of"
              + " their size, and the loss fell by %.1g %% in the last epoch; try %s or %s",
          rounded(last.rate()),
          layer.updateRatio(),
          100 * (1 - last.loss() / looks.get(looks.size() - 2).loss()),
          rounded(last.rate() * 3),
          rounded(last.rate() * 10));
    }
  }

  /// The mean loss of some epochs is that of as many before, far from good, at a rate that was not
  /// lowered.
  ///
  /// @param epochs in each half at least; a fifth of the run where that is more
  /// @param fall from half to half. The slowest run that learns, the spirals, falls by 0.01
  /// @param rise from half to half; what rises more is not at rest
  /// @param learnt the loss beside that of guessing below which nothing is wrong: what is left may
  ///   be noise
  record Plateau(int epochs, double fall, double rise, double learnt) implements RunSymptom {
    Plateau() {
      this(5, 0.002, 0.02, 0.4);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      List<Observation> looks = course.epochs();
      int half = Math.max(epochs, looks.size() / 5);
      if (looks.size() < 2 * half) {
        return Optional.empty();
      }
      int end = looks.size();
      double now = mean(looks.subList(end - half, end));
      double before = mean(looks.subList(end - 2 * half, end - half));
      double highest = looks.stream().mapToDouble(Observation::rate).max().orElse(0);
      boolean lowered = course.last().rate() < 0.5 * highest;
      boolean still = now > (1 - fall) * before && now < (1 + rise) * before;
      if (lowered || !still || !course.isFromGood(now, learnt)) {
        return Optional.empty();
      }
      return of(
          now,
          "the loss no longer falls: its mean is %.4g over the last %,d epochs and was %.4g over"
              + " the %,d before, where guessing has %.4g; try another learning rate or a schedule,"
              + " momentum, more units or another seed",
          now,
          half,
          before,
          half,
          course.guess());
    }

    private static double mean(List<Observation> looks) {
      return looks.stream().mapToDouble(Observation::loss).average().orElseThrow();
    }
  }

  /// val_loss rises while the loss falls.
  ///
  /// @param epochs so many since the best, in each of the last three of which val_loss was higher
  /// @param rise of val_loss beside its lowest
  /// @param guess the same rise beside the loss of guessing, for what is large beside 0.01 may be
  ///   small
  /// @param fall of the loss since the best epoch
  record Overfitting(int epochs, double rise, double guess, double fall) implements RunSymptom {
    Overfitting() {
      this(5, 0.15, 0.05, 0.1);
    }

    @Override
    public Optional<Diagnosis> seen(Course course) {
      List<Observation> looks = course.epochs();
      Optional<Observation> lowest =
          looks.stream()
              .filter(look -> Double.isFinite(look.valLoss()))
              .min(Comparator.comparingDouble(Observation::valLoss));
      if (lowest.isEmpty() || course.last().epoch() - lowest.get().epoch() < epochs) {
        return Optional.empty();
      }
      Observation best = lowest.get();
      double limit = best.valLoss() + Math.max(rise * best.valLoss(), guess * course.guess());
      boolean higher =
          looks.subList(looks.size() - 3, looks.size()).stream()
              .allMatch(look -> look.valLoss() > limit);
      double loss = course.last().loss();
      boolean learnt = loss < course.guess() && loss < course.last().valLoss();
      if (!higher || !learnt || loss > (1 - fall) * best.loss()) {
        return Optional.empty();
      }
      return of(
          course.last().valLoss() - best.valLoss(),
          "overfitting: since epoch %,d val_loss rose from %.3g to %.3g while the loss fell from"
              + " %.3g to %.3g; try more data, l2, dropout, fewer units, or to stop early"
              + " (patience)",
          best.epoch(),
          best.valLoss(),
          course.last().valLoss(),
          best.loss(),
          loss);
    }
  }
}
