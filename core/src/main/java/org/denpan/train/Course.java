package org.denpan.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.denpan.net.Loss;

/// What is known of a run so far: all that a [Symptom] looks at.
///
/// @param inputs how large they are
/// @param guess the loss of a network that gives out zeros
/// @param looks the first step, as epoch 0, and every epoch since
record Course(InputScale inputs, double guess, List<Look> looks) {
  private static final List<Symptom> SYMPTOMS = Symptom.all();
  private static final List<Symptom> CAUSES =
      List.of(
          new RunSymptom.UnscaledInputs(),
          new LayerSymptom.ExplodingGradients(),
          new LayerSymptom.SaturatedUnits());

  /// One look at a run.
  ///
  /// @param epoch 0 for the first step
  /// @param loss the mean of the epoch, or that of the first step
  /// @param valLoss NaN without validation rows
  /// @param rate the learning rate of the last step
  /// @param rows over how many the units were watched
  record Look(
      int epoch, double loss, double valLoss, double rate, int rows, List<LayerStatistics> layers) {
    /// The layers that have weights, from the input on.
    List<LayerStatistics> weighted() {
      return layers.stream().filter(layer -> layer.weights() > 0).toList();
    }

    /// The layer with the largest ‖Δw‖/‖w‖.
    LayerStatistics mostMoved() {
      return layers.stream()
          .max(Comparator.comparingDouble(LayerStatistics::updateRatio))
          .orElseThrow();
    }

    /// The largest ‖Δw‖/‖w‖ of all layers.
    double updateRatio() {
      return mostMoved().updateRatio();
    }
  }

  Course(InputScale inputs, double guess) {
    this(inputs, guess, new ArrayList<>());
  }

  void add(Look look) {
    looks.add(look);
  }

  /// All that is to be said by now.
  List<Diagnosis> diagnoses() {
    if (looks.isEmpty()) {
      return List.of();
    }
    return SYMPTOMS.stream().map(s -> s.seen(this)).flatMap(Optional::stream).toList();
  }

  /// What was wrong before the first update already, and is more likely to blame for a divergence
  /// than the learning rate.
  ///
  /// @param failed the step that failed
  Optional<Diagnosis> cause(Look failed) {
    Course start = new Course(inputs, guess, List.of(looks.isEmpty() ? failed : looks.getFirst()));
    return CAUSES.stream().map(s -> s.seen(start)).flatMap(Optional::stream).findFirst();
  }

  Look last() {
    return looks.getLast();
  }

  /// The looks after whole epochs.
  List<Look> epochs() {
    return looks.subList(1, looks.size());
  }

  /// The mean loss of a network that gives out zeros for these targets.
  ///
  /// @param targets [rows, width]
  static double guess(Loss loss, int outputs, float[] targets, int rows, int width) {
    double[] zeros = loss.last().formula(new double[outputs]);
    float[] target = new float[width];
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(targets, row * width, target, 0, width);
      sum += loss.formula(zeros, target);
    }
    return sum / rows;
  }
}
