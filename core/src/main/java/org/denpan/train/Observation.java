package org.denpan.train;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One look at a run: after its first step, or after an epoch.
///
/// @param epoch 0 for the first step
/// @param loss the mean of the epoch, or that of the first step
/// @param valLoss NaN without validation rows
/// @param rate the learning rate of the last step
record Observation(
    int epoch, double loss, double valLoss, double rate, List<LayerStatistics> layers) {
  /// The epochs that have ended, and the one that is ending.
  static List<Observation> of(List<TrainingEvent.EpochEnded> history, Observation last) {
    return Stream.concat(history.stream().map(Observation::of), Stream.of(last)).toList();
  }

  private static Observation of(TrainingEvent.EpochEnded ended) {
    return new Observation(
        ended.epoch(),
        ended.loss(),
        ended.metrics().getOrDefault("val_loss", Double.NaN),
        ended.learningRate(),
        ended.layers());
  }

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
