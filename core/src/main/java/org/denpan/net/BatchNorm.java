package org.denpan.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.kernel.LayerKernels;

/// Each column of X is brought to mean 0 and deviation 1, then scaled and shifted by learnt
/// numbers: z = (x − μ)/√(v + ϵ), y = γz + β. Ioffe and Szegedy 2015.
///
/// In training μ and v = (1/B)Σ(x − μ)² are the batch's; at inference they are the running averages
/// r ← momentum·r + (1 − momentum)·batch gathered in training, or, of L-BFGS, whose steps take all
/// rows, those of the last step. A training batch of one row has no deviation and is refused.
///
/// Backward: dβ = Σ dy; dγ = Σ dy∘z; dx = (γ/√(v + ϵ)) ∘ (dy − (z∘dγ + dβ)/B).
public record BatchNorm(double momentum, double epsilon) implements Layer {
  public BatchNorm() {
    this(0.9, 1e-5);
  }

  /// @throws DenpanException unless 0 ≤ momentum < 1 and epsilon > 0
  public BatchNorm {
    if (!(momentum >= 0 && momentum < 1) || !(epsilon > 0)) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "batchnorm: momentum must be in [0, 1) and epsilon positive, got %s and %s",
              momentum,
              epsilon));
    }
  }

  public static BatchNorm of() {
    return new BatchNorm();
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    List<Integer> shape = List.of(inputs);
    List<Parameter> parameters = new ArrayList<>(Scaling.parameters(inputs));
    parameters.add(new Parameter("running_mean", shape, Init.constant(0), Parameter.Role.STATE));
    parameters.add(
        new Parameter("running_variance", shape, Init.constant(1), Parameter.Role.STATE));
    return parameters;
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    int width = reference.inputs();
    int rows = reference.rows();
    double[] gamma = reference.parameter("gamma");
    double[] beta = reference.parameter("beta");
    double[] y = new double[x.length];
    for (int j = 0; j < width; j++) {
      double mean = 0;
      for (int row = 0; row < rows; row++) {
        mean += x[row * width + j] / rows;
      }
      double variance = 0;
      for (int row = 0; row < rows; row++) {
        variance += Math.pow(x[row * width + j] - mean, 2) / rows;
      }
      for (int row = 0; row < rows; row++) {
        double z = (x[row * width + j] - mean) / Math.sqrt(variance + epsilon);
        y[row * width + j] = gamma[j] * z + beta[j];
      }
    }
    return y;
  }

  @Override
  public boolean mixesRows() {
    return true;
  }

  @Override
  public Step compile(Wiring wiring) {
    return new Running(this, wiring);
  }

  @Override
  public String toString() {
    return equals(of()) ? "BatchNorm.of()" : "new BatchNorm(" + momentum + ", " + epsilon + ")";
  }

  private static final class Running implements Step {
    /// Ranges of whole cache lines for the threads.
    private static final int TILE = 64;

    private final LayerKernels kernels = LayerKernels.chosen();
    private final String layer;
    private final int width;
    private final float keep;
    private final float epsilon;
    private final float[] values;
    private final float[] gradients;
    private final int gamma;
    private final int beta;
    private final int mean;
    private final int variance;
    private final Workers workers;
    private final float[] mu;
    private final float[] inverse;
    private final float[] scale;
    private final float[] slope;
    private final float[] offset;
    private final Workers.Range trainColumns = this::trainColumns;
    private final Workers.Range inferColumns = this::inferColumns;
    private final Workers.Range backwardColumns = this::backwardColumns;

    // the arrays of the pass under way, for the ranges above
    private float[] x = {};
    private float[] y = {};
    private float[] dy = {};
    private float[] dx = {};
    private int rows;
    private float kept;

    Running(BatchNorm spec, Wiring wiring) {
      layer = wiring.layer();
      width = wiring.inputs();
      keep = (float) spec.momentum;
      epsilon = (float) spec.epsilon;
      values = wiring.parameters().values();
      gradients = wiring.gradients();
      gamma = wiring.tensor("gamma").at();
      beta = wiring.tensor("beta").at();
      mean = wiring.tensor("running_mean").at();
      variance = wiring.tensor("running_variance").at();
      workers = wiring.workers();
      mu = new float[width];
      inverse = new float[width];
      int learning = wiring.training() ? width : 0;
      scale = new float[learning];
      slope = new float[learning];
      offset = new float[learning];
    }

    @Override
    public void forward(Pass pass, float[] input, float[] output) {
      x = input;
      y = output;
      rows = pass.rows();
      kept = pass.whole() ? 0f : keep;
      if (pass.training() && rows < 2) {
        throw new ShapeException(
            layer
                + ": batch normalisation cannot train on a batch of 1 row, which has no deviation;"
                + " choose a batch size that leaves no single row over, or leave batchnorm out");
      }
      workers.run(width, TILE, 8L * rows, pass.training() ? trainColumns : inferColumns);
    }

    private void trainColumns(int from, int to) {
      kernels.moments(from, to, rows, width, x, mu, inverse);
      for (int j = from; j < to; j++) {
        values[mean + j] = Math.fma(kept, values[mean + j], (1 - kept) * mu[j]);
        values[variance + j] = Math.fma(kept, values[variance + j], (1 - kept) * inverse[j]);
        inverse[j] = 1f / (float) Math.sqrt(inverse[j] + epsilon);
      }
      kernels.standardise(from, to, rows, width, x, mu, inverse, values, gamma, beta, y);
    }

    private void inferColumns(int from, int to) {
      for (int j = from; j < to; j++) {
        mu[j] = values[mean + j];
        inverse[j] = 1f / (float) Math.sqrt(values[variance + j] + epsilon);
      }
      kernels.standardise(from, to, rows, width, x, mu, inverse, values, gamma, beta, y);
    }

    @Override
    public void backward(
        Pass pass, float[] input, float[] output, float[] dOutput, float[] dInput) {
      x = input;
      dy = dOutput;
      dx = dInput;
      rows = pass.rows();
      workers.run(width, TILE, 8L * rows, backwardColumns);
    }

    @Override
    public boolean infersInPlace() {
      return true;
    }

    private void backwardColumns(int from, int to) {
      kernels.scaleGradients(from, to, rows, width, x, mu, inverse, dy, gradients, gamma, beta);
      if (dx.length == 0) {
        return;
      }
      for (int j = from; j < to; j++) {
        scale[j] = values[gamma + j] * inverse[j];
        slope[j] = gradients[gamma + j] / rows;
        offset[j] = gradients[beta + j] / rows;
      }
      kernels.standardiseBackward(
          from, to, rows, width, x, mu, inverse, dy, scale, slope, offset, dx);
    }
  }
}
