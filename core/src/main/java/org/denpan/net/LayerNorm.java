package org.denpan.net;

import java.util.List;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.Range;

/// Each row of X is brought to mean 0 and deviation 1, then scaled and shifted by learnt numbers: z
/// = (x − μ)/√(v + ϵ), y = γz + β, with μ and v = (1/C)Σ(x − μ)² over the row. Ba, Kiros and Hinton
/// 2016. It is the same in training and at inference.
///
/// Backward: dβ = Σ dy; dγ = Σ dy∘z over the rows; with g = γ∘dy, dx = (g − mean(g) − z·mean(g∘z))
/// / √(v + ϵ).
public record LayerNorm(double epsilon) implements Layer {
  public LayerNorm() {
    this(1e-5);
  }

  /// @throws DenpanException unless epsilon > 0
  public LayerNorm {
    Range.checkPositive("layernorm: epsilon", epsilon);
  }

  public static LayerNorm of() {
    return new LayerNorm();
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    return Scaling.parameters(inputs);
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    int width = reference.inputs();
    double[] gamma = reference.parameter("gamma");
    double[] beta = reference.parameter("beta");
    double[] y = new double[x.length];
    for (int at = 0; at < x.length; at += width) {
      double mean = 0;
      double variance = 0;
      for (int j = 0; j < width; j++) {
        mean += x[at + j] / width;
      }
      for (int j = 0; j < width; j++) {
        variance += Math.pow(x[at + j] - mean, 2) / width;
      }
      for (int j = 0; j < width; j++) {
        y[at + j] = gamma[j] * (x[at + j] - mean) / Math.sqrt(variance + epsilon) + beta[j];
      }
    }
    return y;
  }

  @Override
  public Step compile(Wiring wiring) {
    return new Running(this, wiring);
  }

  @Override
  public String toString() {
    return equals(of()) ? "LayerNorm.of()" : "new LayerNorm(" + epsilon + ")";
  }

  private static final class Running implements Step {
    private final int width;
    private final float epsilon;
    private final float[] values;
    private final float[] gradients;
    private final int gamma;
    private final int beta;
    private final Workers workers;
    private final float[] z;
    private final float[] inverse;
    private final Workers.Range forwardRows = this::forwardRows;
    private final Workers.Range inputRows = this::inputRows;
    private final Workers.Range columns = this::columns;

    // the arrays of the pass under way, for the ranges above
    private float[] x = {};
    private float[] y = {};
    private float[] dy = {};
    private float[] dx = {};
    private int rows;

    Running(LayerNorm layer, Wiring wiring) {
      width = wiring.inputs();
      epsilon = (float) layer.epsilon;
      values = wiring.parameters().values();
      gradients = wiring.gradients();
      gamma = wiring.tensor("gamma").at();
      beta = wiring.tensor("beta").at();
      workers = wiring.workers();
      z = new float[Math.multiplyExact(wiring.maxRows(), width)];
      inverse = new float[wiring.maxRows()];
    }

    @Override
    public void forward(Pass pass, float[] input, float[] output) {
      x = input;
      y = output;
      workers.run(pass.rows(), 1, 8L * width, forwardRows);
    }

    private void forwardRows(int from, int to) {
      for (int row = from; row < to; row++) {
        int at = row * width;
        float sum = 0;
        for (int j = at; j < at + width; j++) {
          sum += x[j];
        }
        float mean = sum / width;
        float squares = 0;
        for (int j = at; j < at + width; j++) {
          float d = x[j] - mean;
          squares = Math.fma(d, d, squares);
        }
        inverse[row] = 1f / (float) Math.sqrt(squares / width + epsilon);
        for (int j = 0; j < width; j++) {
          z[at + j] = (x[at + j] - mean) * inverse[row];
          y[at + j] = Math.fma(values[gamma + j], z[at + j], values[beta + j]);
        }
      }
    }

    @Override
    public void backward(
        Pass pass, float[] input, float[] output, float[] dOutput, float[] dInput) {
      dy = dOutput;
      dx = dInput;
      rows = pass.rows();
      workers.run(width, 16, 4L * rows, columns);
      if (dx.length > 0) {
        workers.run(rows, 1, 12L * width, inputRows);
      }
    }

    private void columns(int from, int to) {
      Scaling.gradients(from, to, rows, width, dy, z, gradients, gamma, beta);
    }

    private void inputRows(int from, int to) {
      for (int row = from; row < to; row++) {
        int at = row * width;
        float sum = 0;
        float dot = 0;
        for (int j = 0; j < width; j++) {
          float g = values[gamma + j] * dy[at + j];
          sum += g;
          dot = Math.fma(g, z[at + j], dot);
        }
        float mean = sum / width;
        float slope = dot / width;
        for (int j = 0; j < width; j++) {
          float g = values[gamma + j] * dy[at + j];
          dx[at + j] = inverse[row] * (g - Math.fma(z[at + j], slope, mean));
        }
      }
    }
  }
}
