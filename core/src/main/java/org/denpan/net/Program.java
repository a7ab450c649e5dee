package org.denpan.net;

import java.util.List;
import java.util.Locale;
import org.denpan.Seed;

/// A network compiled for a batch size. It owns every buffer; neither pass allocates. Not
/// thread-safe; several programs may share one set of [Parameters].
public final class Program {
  private static final float[] NOT_WANTED = {};

  private final Network network;
  private final int inputs;
  private final int outputs;
  private final int maxRows;
  private final Parameters parameters;
  private final float[] gradients;
  private final Chain chain;
  private final Pass pass = new Pass();
  private float[] x = {};

  Program(
      Network network, Parameters parameters, int inputs, int maxRows, Workers workers, Seed seed) {
    this.network = network;
    this.inputs = inputs;
    this.maxRows = maxRows;
    this.parameters = parameters;
    gradients = new float[parameters.learnt()];
    chain =
        new Chain(
            network.layers(),
            new Wiring("", inputs, maxRows, parameters, gradients, workers, seed, true));
    outputs = chain.width();
  }

  /// The forward pass.
  ///
  /// @param input [rows, inputs]; kept until the backward pass
  /// @param training whether dropout drops and batch statistics are used
  /// @param step the number of the training step, the counter of random draws
  /// @return the last layer's output, [rows, outputs], valid until the next forward pass
  public float[] forward(float[] input, int rows, boolean training, long step) {
    return forward(input, rows, training, step, false);
  }

  /// A forward pass in training over all the rows there are: running statistics become theirs.
  public void gather(float[] input, int rows, long step) {
    forward(input, rows, true, step, true);
  }

  private float[] forward(float[] input, int rows, boolean training, long step, boolean whole) {
    if (rows < 1 || rows > maxRows || input.length < rows * inputs) {
      throw wrongShape(maxRows, inputs, rows, input);
    }
    x = input;
    pass.begin(rows, training, step, whole);
    chain.forward(pass, input);
    return chain.output();
  }

  static ShapeException wrongShape(int maxRows, int inputs, int rows, float[] input) {
    return new ShapeException(
        String.format(
            Locale.ROOT,
            "compiled for 1 to %,d rows of %,d inputs, got %,d rows in an array of %,d",
            maxRows,
            inputs,
            rows,
            input.length));
  }

  /// The forward pass at inference.
  public float[] forward(float[] input, int rows) {
    return forward(input, rows, false, 0);
  }

  /// Back-propagation after a forward pass: fills [#gradients] from what stands in [#outputDelta].
  public void backward() {
    backward(NOT_WANTED);
  }

  /// As [#backward()], and ∂E/∂x as well.
  ///
  /// @param dx [rows, inputs], filled
  public void backward(float[] dx) {
    if (!pass.training()) {
      throw new IllegalStateException("backward needs a forward pass in training before it");
    }
    chain.backward(pass, x, dx);
  }

  /// ∂E/∂(output), [rows, outputs]: to be filled, by a loss, between the passes.
  public float[] outputDelta() {
    return chain.outputDelta();
  }

  /// ∂E/∂(learnt values), in their places.
  public float[] gradients() {
    return gradients;
  }

  public Parameters parameters() {
    return parameters;
  }

  public Network network() {
    return network;
  }

  /// The width of a row of input.
  public int inputs() {
    return inputs;
  }

  /// The width of a row of output.
  public int outputs() {
    return outputs;
  }

  /// The largest batch.
  public int maxRows() {
    return maxRows;
  }

  /// All layers in the order of the forward pass; those within another stand before it.
  public List<LayerView> layers() {
    return chain.views();
  }
}
