package org.denpan.net;

import org.denpan.Seed;

/// What a layer is connected to when it is compiled.
///
/// @param layer the layer's full name: `dense1`, or `residual1.dense1` within another
/// @param inputs the width of what comes in
/// @param maxRows the largest batch
/// @param parameters the values
/// @param gradients as long as the learnt values, at the same places; empty for inference alone
/// @param seed the source of chance
/// @param training whether it will train; where not, only forward passes at inference will follow,
///   while the values stay as they are
public record Wiring(
    String layer,
    int inputs,
    int maxRows,
    Parameters parameters,
    float[] gradients,
    Workers workers,
    Seed seed,
    boolean training) {
  /// The layer's tensor of this name.
  public Tensor tensor(String name) {
    return parameters.tensor(layer + "." + name);
  }

  /// The same wiring for what comes after so many inputs became so many units.
  Wiring widened(int width) {
    return new Wiring(layer, width, maxRows, parameters, gradients, workers, seed, training);
  }

  /// The wiring of a layer within this one, whose tensors are called `name.weight` and so on.
  public Wiring child(String name, int width) {
    return new Wiring(
        layer.isEmpty() ? name : layer + "." + name,
        width,
        maxRows,
        parameters,
        gradients,
        workers,
        seed,
        training);
  }
}
