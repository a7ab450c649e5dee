package org.denpan.net;

import org.denpan.Seed;

/// A network compiled for inference alone, for up to so many rows: no gradients, and few buffers. A
/// pass allocates nothing and gives the bits of [Program#forward(float[], int)]. The values must
/// stay as they were when it was compiled. Not thread-safe; several programs may share one set of
/// [Parameters].
public final class InferenceProgram {
  private final int inputs;
  private final int maxRows;
  private final InferenceChain chain;
  private final Pass pass = new Pass();

  InferenceProgram(
      Network network, Parameters parameters, int inputs, int maxRows, Workers workers) {
    this.inputs = inputs;
    this.maxRows = maxRows;
    // nothing is drawn at inference
    Seed seed = new Seed(0);
    Wiring wiring = new Wiring("", inputs, maxRows, parameters, new float[0], workers, seed, false);
    chain = new InferenceChain(network.layers(), wiring);
  }

  /// The forward pass.
  ///
  /// @param input [rows, inputs]
  /// @return the last layer's output, [rows, outputs], valid until the next pass
  /// @throws ShapeException if there are too many rows, or too few inputs for them
  public float[] forward(float[] input, int rows) {
    if (rows < 1 || rows > maxRows || input.length < rows * inputs) {
      throw Program.wrongShape(maxRows, inputs, rows, input);
    }
    pass.begin(rows, false, 0, false);
    return chain.forward(pass, input);
  }

  /// The width of a row of input.
  public int inputs() {
    return inputs;
  }

  /// The width of a row of output.
  public int outputs() {
    return chain.width();
  }

  /// The most rows of a pass.
  public int maxRows() {
    return maxRows;
  }
}
