package org.denpan.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Range;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.net.ClassLoss;
import org.denpan.net.Loss;

/// What was chosen on the validation rows after the weights were learnt. See [Adjusting].
///
/// @param temperature T, by which logits are divided before the output unit: above 1 for less sure
///   probabilities. Guo, Pleiss, Sun and Weinberger 2017
/// @param threshold the probability above which a row is said to be of the second of two classes; ½
///   where there is none
/// @param rule by which the threshold was chosen, such as `f1`
/// @param bands around the prediction of a number, in its own unit
public record Adjustment(
    Optional<Double> temperature,
    Optional<Double> threshold,
    Optional<String> rule,
    List<Band> bands) {
  private static final Adjustment NONE = new Adjustment();

  /// @throws DenpanException for a temperature or a threshold out of range
  public Adjustment {
    bands = List.copyOf(bands);
    temperature.ifPresent(t -> Range.checkPositive("the temperature", t));
    threshold.ifPresent(t -> Range.check(t >= 0 && t <= 1, "the threshold", t, "in [0, 1]"));
  }

  /// Nothing: logits as they are, the most probable class.
  public Adjustment() {
    this(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  public static Adjustment none() {
    return NONE;
  }

  /// Refuses what is not for such a target.
  ///
  /// @throws DenpanException saying what it is for
  void check(Loss loss, Target target) {
    if (temperature.isPresent()) {
      checkCalibrates(loss, target);
    }
    if (threshold.isPresent()) {
      checkThreshold(target);
    }
    if (!bands.isEmpty() && !(target instanceof Target.Number)) {
      throw new DenpanException(
          "bands are for numbers; the target '" + target.column() + "' is a class");
    }
  }

  /// Refuses a temperature where there are no probabilities of logits.
  ///
  /// @throws DenpanException saying what it is for
  public static void checkCalibrates(Loss loss, Target target) {
    if (target instanceof Target.Number) {
      throw new DenpanException(
          "a temperature is for probabilities of classes; the target '"
              + target.column()
              + "' is a number");
    }
    if (!(loss instanceof ClassLoss.BinaryCrossEntropy || loss instanceof ClassLoss.CrossEntropy)) {
      throw new DenpanException(
          "a temperature divides logits; the loss "
              + loss
              + " has none: choose cross-entropy, the default for classes");
    }
  }

  /// Refuses a threshold where there are not two classes.
  ///
  /// @throws DenpanException saying what it is for
  public static void checkThreshold(Target target) {
    if (!(target instanceof Target.Classes classes)) {
      throw new DenpanException(
          "a threshold is for two classes; the target '" + target.column() + "' is a number");
    }
    if (classes.classes().size() != 2) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "a threshold is for two classes; the target '%s' has %,d",
              target.column(),
              classes.classes().size()));
    }
  }

  /// What logits are multiplied by.
  public float factor() {
    return temperature.map(t -> (float) (1 / t)).orElse(1f);
  }

  /// The probability above which a row is of the second of two classes.
  public float boundary() {
    return threshold.map(Double::floatValue).orElse(Prediction.HALF);
  }

  public Adjustment withTemperature(double t) {
    return new Adjustment(Optional.of(t), threshold, rule, bands);
  }

  /// The same with a threshold.
  ///
  /// @param chosenBy the rule in words
  public Adjustment withThreshold(double t, String chosenBy) {
    return new Adjustment(temperature, Optional.of(t), Optional.of(chosenBy), bands);
  }

  public Adjustment withBands(List<Band> others) {
    return new Adjustment(temperature, threshold, rule, others);
  }
}
