package org.denpan.net;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.denpan.Seed;

/// The circumstances of a formula in double precision, as [Wiring] and [Pass] are those of a step.
///
/// @param layer the layer's name in its network
/// @param rows the rows of the batch
/// @param inputs the width of what comes in
/// @param parameters the layer's tensors by name
/// @param seed the source of chance
/// @param step the number of the training step
public record Reference(
    String layer, int rows, int inputs, Map<String, double[]> parameters, Seed seed, long step) {
  /// The layer's tensor of this name.
  ///
  /// @throws IllegalArgumentException if the layer has no such tensor
  public double[] parameter(String name) {
    double[] values = parameters.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no tensor " + layer + "." + name);
    }
    return values;
  }

  /// A whole network's formula: each layer's after the other.
  ///
  /// @param values the network's flat vector, in the places of `parameters`
  /// @param x [rows, inputs]
  /// @return the logits, [rows, outputs]
  public static double[] network(
      Network network, Parameters parameters, double[] values, double[] x, int rows, Seed seed) {
    double[] z = x;
    for (int i = 0; i < network.layers().size(); i++) {
      String name = network.names().get(i);
      Map<String, double[]> tensors = new HashMap<>();
      for (Tensor t : parameters.tensors()) {
        if (t.layer().equals(name)) {
          tensors.put(t.name(), Arrays.copyOfRange(values, t.at(), t.at() + t.length()));
        }
      }
      Reference here = new Reference(name, rows, z.length / rows, tensors, seed, 0);
      z = network.layers().get(i).formula(here, z);
    }
    return z;
  }
}
