package org.denpan.net;

import java.util.Arrays;
import java.util.List;
import org.denpan.Seed;

/// The circumstances of a formula in double precision, as [Wiring] and [Pass] are those of a step.
///
/// @param layer the layer's full name, as in [Wiring]
/// @param rows the rows of the batch
/// @param inputs the width of what comes in
/// @param parameters where the tensors stand in `values`
/// @param values the network's flat vector
/// @param seed the source of chance
/// @param step the number of the training step
public record Reference(
    String layer,
    int rows,
    int inputs,
    Parameters parameters,
    double[] values,
    Seed seed,
    long step) {
  /// The layer's tensor of this name.
  ///
  /// @throws IllegalArgumentException if the layer has no such tensor
  public double[] parameter(String name) {
    Tensor tensor = parameters.tensor(layer + "." + name);
    return Arrays.copyOfRange(values, tensor.at(), tensor.at() + tensor.length());
  }

  /// The same circumstances for another width.
  Reference widened(int width) {
    return new Reference(layer, rows, width, parameters, values, seed, step);
  }

  /// The circumstances of a layer within this one.
  public Reference child(String name, int width) {
    return new Reference(
        layer.isEmpty() ? name : layer + "." + name, rows, width, parameters, values, seed, step);
  }

  /// The formulas of layers one after the other, within this one.
  ///
  /// @param x [rows, inputs]
  /// @return what comes out of the last, [rows, its outputs]
  public double[] chain(List<Layer> layers, double[] x) {
    List<String> names = Network.names(layers);
    double[] z = x;
    for (int i = 0; i < names.size(); i++) {
      z = layers.get(i).formula(child(names.get(i), z.length / rows), z);
    }
    return z;
  }

  /// A whole network's formula.
  ///
  /// @param values the network's flat vector, in the places of `parameters`
  /// @param x [rows, inputs]
  /// @return the logits, [rows, outputs]
  public static double[] network(
      Network network, Parameters parameters, double[] values, double[] x, int rows, Seed seed) {
    return new Reference("", rows, x.length / rows, parameters, values, seed, 0)
        .chain(network.layers(), x);
  }
}
