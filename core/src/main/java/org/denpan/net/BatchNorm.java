package org.denpan.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.DenpanException;

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
    private final float[] z;
    private final float[] mu;
    private final float[] inverse;
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
      z = new float[wiring.training() ? Math.multiplyExact(wiring.maxRows(), width) : 0];
      mu = new float[width];
      inverse = new float[width];
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
      workers.run(width, 16, 8L * rows, pass.training() ? trainColumns : inferColumns);
    }

    // rows outside, columns inside: memory is read in its order, and each column's sum still runs
    // over the rows in theirs
    private void trainColumns(int from, int to) {
      Arrays.fill(mu, from, to, 0f);
      for (int row = 0; row < rows; row++) {
        for (int j = from; j < to; j++) {
          mu[j] += x[row * width + j];
        }
      }
      for (int j = from; j < to; j++) {
        mu[j] /= rows;
      }
      Arrays.fill(inverse, from, to, 0f);
      for (int row = 0; row < rows; row++) {
        for (int j = from; j < to; j++) {
          float d = x[row * width + j] - mu[j];
          inverse[j] = Math.fma(d, d, inverse[j]);
        }
      }
      for (int j = from; j < to; j++) {
        float v = inverse[j] / rows;
        inverse[j] = 1f / (float) Math.sqrt(v + epsilon);
        values[mean + j] = Math.fma(kept, values[mean + j], (1 - kept) * mu[j]);
        values[variance + j] = Math.fma(kept, values[variance + j], (1 - kept) * v);
      }
      for (int row = 0; row < rows; row++) {
        for (int j = from; j < to; j++) {
          int at = row * width + j;
          z[at] = (x[at] - mu[j]) * inverse[j];
          y[at] = Math.fma(values[gamma + j], z[at], values[beta + j]);
        }
      }
    }

    private void inferColumns(int from, int to) {
      for (int j = from; j < to; j++) {
        inverse[j] = values[gamma + j] / (float) Math.sqrt(values[variance + j] + epsilon);
      }
      for (int row = 0; row < rows; row++) {
        for (int j = from; j < to; j++) {
          int at = row * width + j;
          y[at] = Math.fma(inverse[j], x[at] - values[mean + j], values[beta + j]);
        }
      }
    }

    @Override
    public void backward(
        Pass pass, float[] input, float[] output, float[] dOutput, float[] dInput) {
      dy = dOutput;
      dx = dInput;
      rows = pass.rows();
      workers.run(width, 16, 8L * rows, backwardColumns);
    }

    @Override
    public boolean infersInPlace() {
      return true;
    }

    private void backwardColumns(int from, int to) {
      Scaling.gradients(from, to, rows, width, dy, z, gradients, gamma, beta);
      for (int row = 0; row < rows && dx.length > 0; row++) {
        for (int j = from; j < to; j++) {
          int at = row * width + j;
          float slope = Math.fma(z[at], gradients[gamma + j], gradients[beta + j]) / rows;
          dx[at] = values[gamma + j] * inverse[j] * (dy[at] - slope);
        }
      }
    }
  }
}
