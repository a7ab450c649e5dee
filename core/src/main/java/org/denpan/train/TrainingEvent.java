package org.denpan.train;

import java.util.List;
import java.util.Map;

/// What happens in training, for those who watch: the command line's progress, reports, tests.
/// Losses are means over rows; times are in seconds.
public sealed interface TrainingEvent {
  /// Training begins.
  ///
  /// @param rows training rows
  /// @param validationRows validation rows, 0 for none
  /// @param epochs the most there will be
  /// @param batchSize rows a step
  /// @param parameters how many numbers are learnt
  record Started(
      int rows, int validationRows, int epochs, int batchSize, int parameters, int threads)
      implements TrainingEvent {}

  /// Training goes on from a checkpoint; told after [Started].
  ///
  /// @param epoch the one that it is in, or that begins
  /// @param steps how many are done in all
  /// @param seconds that were spent before
  /// @param history the epochs that have ended, as they were told then
  record Resumed(int epoch, long steps, double seconds, List<EpochEnded> history)
      implements TrainingEvent {
    public Resumed {
      history = List.copyOf(history);
    }
  }

  /// A checkpoint is on disk.
  ///
  /// @param epoch the one that training is in, or that begins
  /// @param steps how many are done in all
  /// @param seconds that writing took
  record Checkpointed(int epoch, long steps, double seconds) implements TrainingEvent {}

  /// Something went wrong that training survives: in words, without a full stop at their end.
  record Warned(String message) implements TrainingEvent {}

  /// Some time has passed within an epoch; about ten a second.
  ///
  /// @param epoch from 1
  /// @param done the fraction of this epoch's rows that are done
  /// @param loss the mean over the rows of this epoch so far
  record Progress(
      int epoch, int epochs, double done, double loss, double samplesPerSecond, double secondsLeft)
      implements TrainingEvent {}

  /// An epoch has ended, in full or because training was stopped.
  ///
  /// @param epoch from 1
  /// @param loss the mean over the epoch, without penalties
  /// @param metrics of the validation rows, `val_loss`, `val_accuracy`, …; empty without such rows
  /// @param learningRate of the epoch's last step
  /// @param gradientNorm the mean of the gradient's Euclidean norm over the epoch's steps
  /// @param samplesPerSecond training rows a second, validation left out
  /// @param seconds since training began
  /// @param best whether these are the best weights so far
  /// @param layers what was measured in each, in the order of the forward pass
  /// @param diagnoses what seems to be wrong by now
  record EpochEnded(
      int epoch,
      int epochs,
      double loss,
      Map<String, Double> metrics,
      double learningRate,
      double gradientNorm,
      double samplesPerSecond,
      double seconds,
      double secondsLeft,
      boolean best,
      List<LayerStatistics> layers,
      List<Diagnosis> diagnoses)
      implements TrainingEvent {
    public EpochEnded {
      layers = List.copyOf(layers);
      diagnoses = List.copyOf(diagnoses);
    }

    /// An epoch in which no layer was looked at.
    public EpochEnded(
        int epoch,
        int epochs,
        double loss,
        Map<String, Double> metrics,
        double learningRate,
        double gradientNorm,
        double samplesPerSecond,
        double seconds,
        double secondsLeft,
        boolean best) {
      this(
          epoch,
          epochs,
          loss,
          metrics,
          learningRate,
          gradientNorm,
          samplesPerSecond,
          seconds,
          secondsLeft,
          best,
          List.of(),
          List.of());
    }
  }

  /// Training has ended.
  ///
  /// @param epochs how many were begun
  /// @param bestEpoch the one whose weights the model has
  /// @param reason why it ended, in words
  record Ended(int epochs, int bestEpoch, String reason, double seconds, double samplesPerSecond)
      implements TrainingEvent {}
}
