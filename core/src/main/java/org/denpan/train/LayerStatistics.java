package org.denpan.train;

/// What one layer did when it was looked at: in one measured step, the last of an epoch, and on a
/// sample of training rows after it. Activations that stand as layers, and layers within blocks,
/// have statistics of their own. Values that overflowed are infinite or NaN.
///
/// @param name the layer's full name: `dense1`, `residual1.dense1`
/// @param weights how many weights it learns, biases and scales not counted; often 0
/// @param gradientNorm the Euclidean norm of ∂E/∂(its weights), or of what else it learns where it
///   has none
/// @param delta the root mean square of ∂E/∂output over the batch's rows and the layer's units
/// @param weightNorm the Euclidean norm of the weights before the step
/// @param updateRatio ‖Δw‖/‖w‖ of that step; 0 without weights, or where all of them are 0
/// @param dead the part of the units that stand on the flat, low side of their function on every
///   row, such as 0 of ReLU; 0 for functions without one
/// @param saturated the part of the outputs that stand at either end of a function that has two,
///   such as the logistic's 0 and 1; 0 for others
/// @param mean of the outputs
/// @param deviation of the outputs
public record LayerStatistics(
    String name,
    int weights,
    double gradientNorm,
    double delta,
    double weightNorm,
    double updateRatio,
    double dead,
    double saturated,
    double mean,
    double deviation) {
  /// The root mean square of the outputs.
  double size() {
    return Math.sqrt(mean * mean + deviation * deviation);
  }

  /// Whether all that was measured are numbers.
  boolean finite() {
    return Double.isFinite(gradientNorm) && Double.isFinite(delta) && Double.isFinite(size());
  }
}
