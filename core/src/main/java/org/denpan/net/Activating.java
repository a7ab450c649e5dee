package org.denpan.net;

/// An activation that runs as a layer of its own.
final class Activating implements Step {
  private final Activation.Units units;
  private final int width;
  private final Workers workers;
  private final Workers.Range forwardRows = this::forwardRows;
  private final Workers.Range backwardRows = this::backwardRows;

  // the arrays of the pass under way, for the ranges above
  private float[] x = {};
  private float[] y = {};
  private float[] dy = {};
  private float[] dx = {};

  Activating(Activation.Units units, Wiring wiring) {
    this.units = units;
    this.width = wiring.inputs();
    this.workers = wiring.workers();
  }

  @Override
  public void forward(Pass pass, float[] input, float[] output) {
    x = input;
    y = output;
    workers.run(pass.rows(), 1, 8L * width, forwardRows);
  }

  private void forwardRows(int from, int to) {
    units.forward(x, y, from * width, to * width, width);
  }

  @Override
  public void backward(Pass pass, float[] input, float[] output, float[] dOutput, float[] dInput) {
    x = input;
    y = output;
    dy = dOutput;
    dx = dInput;
    units.gradients(x, dy, pass.rows(), width);
    if (dx.length > 0) {
      workers.run(pass.rows(), 1, 8L * width, backwardRows);
    }
  }

  private void backwardRows(int from, int to) {
    units.backward(x, y, dy, dx, from * width, to * width, width);
  }
}
