package org.denpan.net;

import org.denpan.Seed;

/// What a layer is connected to when it is compiled.
///
/// @param layer the layer's name in the network
/// @param inputs the width of what comes in
/// @param maxRows the largest batch
/// @param parameters the values
/// @param gradients as long as the learnt values, at the same places
/// @param seed the source of chance
public record Wiring(
    String layer,
    int inputs,
    int maxRows,
    Parameters parameters,
    float[] gradients,
    Workers workers,
    Seed seed) {
  /// The layer's tensor of this name.
  public Tensor tensor(String name) {
    return parameters.tensor(layer, name);
  }
}
