package org.denpan.check;

import java.util.Arrays;
import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Reference;

/// The error E of a batch by the plain formulas, in double precision, as a function of everything
/// that it depends on. It can be taken up at any layer, because moving a weight leaves what comes
/// in below it as it was.
final class PlainError {
  private final Network network;
  private final List<String> names;
  private final Loss loss;
  private final Batch batch;
  private final Reference circumstances;
  private final double[][] inputs;

  PlainError(Network network, Parameters parameters, Loss loss, Batch batch, Seed seed) {
    this.network = network;
    this.names = network.names();
    this.loss = loss;
    this.batch = batch;
    circumstances =
        new Reference(
            "", batch.rows(), batch.width(), parameters, doubles(parameters.values()), seed, 0);
    inputs = new double[names.size() + 1][];
    inputs[0] = doubles(batch.inputs());
    for (int i = 0; i < names.size(); i++) {
      inputs[i + 1] = apply(i, inputs[i]);
    }
  }

  /// The live values, to be moved and put back.
  double[] values() {
    return circumstances.values();
  }

  /// What comes into a layer, to be moved and put back; of one beyond the last, the logits.
  double[] input(int layer) {
    return inputs[layer];
  }

  /// E, from what comes into this layer on.
  double from(int layer) {
    double[] z = inputs[layer];
    for (int i = layer; i < names.size(); i++) {
      z = apply(i, z);
    }
    return error(z);
  }

  /// About what rounding makes of E.
  double rounding() {
    double largest = Arrays.stream(inputs[names.size()]).map(Math::abs).max().orElse(0);
    return 4 * Difference.EPSILON * (1 + Math.abs(from(names.size())) + largest);
  }

  private double[] apply(int i, double[] z) {
    Reference here = circumstances.child(names.get(i), z.length / batch.rows());
    return network.layers().get(i).formula(here, z);
  }

  private double error(double[] logits) {
    int outputs = logits.length / batch.rows();
    int width = batch.targetWidth();
    double sum = 0;
    double total = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double error =
          loss.formula(
              Arrays.copyOfRange(logits, row * outputs, (row + 1) * outputs),
              Arrays.copyOfRange(batch.targets(), row * width, (row + 1) * width));
      sum += batch.weights()[row] * error;
      total += batch.weights()[row];
    }
    return sum / total;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
