package org.denpan.train;

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
      boolean best)
      implements TrainingEvent {}

  /// Training has ended.
  ///
  /// @param epochs how many were begun
  /// @param bestEpoch the one whose weights the model has
  /// @param reason why it ended, in words
  record Ended(int epochs, int bestEpoch, String reason, double seconds, double samplesPerSecond)
      implements TrainingEvent {}
}
