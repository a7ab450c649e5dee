package org.denpan.train;

import java.util.List;
import java.util.Optional;

/// What is known of a run so far: all that a [Symptom] looks at.
///
/// @param inputs how large they are
/// @param guess the loss of a network that gives out zeros
/// @param lineSearch whether the optimizer finds the length of its steps itself
/// @param rows over how many the units were watched in the last observation
/// @param observations the first step, and every epoch since
record Course(
    InputScale inputs, double guess, boolean lineSearch, int rows, List<Observation> observations) {
  private static final List<Symptom> SYMPTOMS = Symptom.all();
  private static final List<Symptom> CAUSES =
      List.of(
          new RunSymptom.UnscaledInputs(),
          new LayerSymptom.ExplodingGradients(),
          new LayerSymptom.SaturatedUnits());

  /// All that is to be said by now.
  List<Diagnosis> diagnoses() {
    return SYMPTOMS.stream().map(s -> s.seen(this)).flatMap(Optional::stream).toList();
  }

  /// What is more likely to blame for a divergence than the learning rate, where these observations
  /// end before the first update.
  Optional<Diagnosis> cause() {
    return CAUSES.stream().map(s -> s.seen(this)).flatMap(Optional::stream).findFirst();
  }

  /// Whether a loss is at least this part of that of guessing. Of a loss that knows no guess, such
  /// as the perceptron's, which is 0 for outputs of 0, nothing can be said.
  boolean isFromGood(double loss, double part) {
    return guess > 0 && loss >= part * guess;
  }

  Observation first() {
    return observations.getFirst();
  }

  Observation last() {
    return observations.getLast();
  }

  /// The observations after whole epochs.
  List<Observation> epochs() {
    return observations.subList(1, observations.size());
  }
}
