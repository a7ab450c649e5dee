package org.denpan.cli.textbook;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.check.Difference;
import org.denpan.check.GradientCheck;
import org.denpan.data.Batch;
import org.denpan.net.LayerView;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Reference;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// A network to look into: its values can be set and read by name, it runs as it does in training
/// and by its plain formulas, in double precision.
final class Net {
  private final Program program;
  private final double[] values;
  private final Seed seed;

  private Net(Program program, Seed seed) {
    this.program = program;
    this.seed = seed;
    values = doubles(program.parameters().values());
  }

  /// A network with weights as its initialisers draw them.
  ///
  /// @param rows the largest batch
  static Net of(Network network, int inputs, int rows, Seed seed) {
    Parameters parameters = network.initialise(inputs, seed);
    return new Net(network.compile(parameters, inputs, rows, Workers.single(), seed), seed);
  }

  static Net of(Network network, int inputs, int rows) {
    return of(network, inputs, rows, new Seed(42));
  }

  /// What another trained; the values are those of now.
  static Net of(Program program) {
    return new Net(program, new Seed(42));
  }

  Program program() {
    return program;
  }

  /// Sets a tensor, row by row.
  Net set(String tensor, double... numbers) {
    Tensor at = program.parameters().tensor(tensor);
    for (int i = 0; i < at.length(); i++) {
      values[at.at() + i] = numbers[i];
      program.parameters().values()[at.at() + i] = (float) numbers[i];
    }
    return this;
  }

  /// A tensor's values.
  double[] get(String tensor) {
    Tensor at = program.parameters().tensor(tensor);
    float[] all = program.parameters().values();
    return doubles(Arrays.copyOfRange(all, at.at(), at.at() + at.length()));
  }

  /// A tensor's gradient of the last backward pass.
  double[] gradient(String tensor) {
    Tensor at = program.parameters().tensor(tensor);
    return doubles(Arrays.copyOfRange(program.gradients(), at.at(), at.at() + at.length()));
  }

  /// What came out of a layer in the last forward pass of a full batch.
  double[] output(String layer) {
    return doubles(view(layer).output());
  }

  /// ∂E/∂(what came out of a layer) in the last backward pass of a full batch.
  double[] delta(String layer) {
    return doubles(view(layer).delta());
  }

  /// δ of the last layer, after a pass with a full batch.
  double[] delta() {
    return doubles(program.outputDelta());
  }

  private LayerView view(String layer) {
    return program.layers().stream()
        .filter(view -> view.name().equals(layer))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no layer " + layer));
  }

  /// What comes out of the last layer, as it does at inference.
  double[] run(double... x) {
    int rows = x.length / program.inputs();
    float[] output = program.forward(floats(x), rows);
    return doubles(Arrays.copyOf(output, rows * program.outputs()));
  }

  /// The same by the plain formulas.
  double[] plain(double... x) {
    return Reference.network(
        program.network(), program.parameters(), values, x, x.length / program.inputs(), seed);
  }

  /// Forward and back; the batch's error.
  double pass(Loss loss, Batch batch) {
    float[] logits = program.forward(batch.inputs(), batch.rows(), true, 0);
    double error =
        loss.value(
            logits, program.outputs(), batch, new double[batch.rows()], program.outputDelta());
    program.backward();
    return error;
  }

  /// ∂(Σ dy·y)/∂x for each x: forward, and dy back.
  double[] back(double[] x, double[] dy) {
    program.forward(floats(x), x.length / program.inputs(), true, 0);
    float[] dx = new float[x.length];
    System.arraycopy(floats(dy), 0, program.outputDelta(), 0, dy.length);
    program.backward(dx);
    return doubles(dx);
  }

  /// The batch's error by the plain formulas.
  double error(Loss loss, Batch batch) {
    double[] logits = plain(Arrays.copyOf(doubles(batch.inputs()), batch.rows() * batch.width()));
    int outputs = program.outputs();
    int width = batch.targetWidth();
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      sum +=
          loss.formula(
              Arrays.copyOfRange(logits, row * outputs, (row + 1) * outputs),
              Arrays.copyOfRange(batch.targets(), row * width, (row + 1) * width));
    }
    return sum / batch.rows();
  }

  /// The plain error's derivatives by one tensor's values, by central differences.
  double[] differences(String tensor, Loss loss, Batch batch) {
    return differences(Difference.central(), tensor, loss, batch);
  }

  /// The plain error's derivatives by one tensor's values.
  double[] differences(Difference rule, String tensor, Loss loss, Batch batch) {
    Tensor at = program.parameters().tensor(tensor);
    return IntStream.range(at.at(), at.at() + at.length())
        .mapToDouble(i -> difference(rule, i, loss, batch))
        .toArray();
  }

  private double difference(Difference rule, int i, Loss loss, Batch batch) {
    double here = values[i];
    DoubleUnaryOperator error =
        w -> {
          values[i] = w;
          return error(loss, batch);
        };
    double found = rule.derivative(error, here, rule.balancedStep(here));
    values[i] = here;
    return found;
  }

  /// The largest relative error of back-propagation beside differences of the plain formulas, for
  /// fresh weights on a random batch.
  static double worst(Network network, int inputs, Loss loss, Seed seed) {
    return GradientCheck.of(network, inputs, loss, seed.value()).run().worst();
  }

  static double[] doubles(float[] from) {
    return IntStream.range(0, from.length).mapToDouble(i -> from[i]).toArray();
  }

  static float[] floats(double... from) {
    float[] to = new float[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
    return to;
  }
}
