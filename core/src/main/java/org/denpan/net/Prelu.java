package org.denpan.net;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// f(u) = αu for u < 0, u for u ≥ 0, where α is learnt: `alpha` [units], or [1] if shared, which
/// starts at 0.25. He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers", section 2.1.
///
/// Backward: du = α·dz for u < 0, dz for u ≥ 0; dα = Σ dz·u over the rows where u < 0, and over the
/// units if shared. No penalty falls on α: it would pull it towards ReLU's 0.
///
/// @param shared whether all units of the layer have one α
public record Prelu(boolean shared) implements Activation {
  private static final double START = 0.25;

  public Prelu() {
    this(false);
  }

  @Override
  public Init init() {
    return Init.he();
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    List<Integer> shape = List.of(shared ? 1 : inputs);
    return List.of(new Parameter("alpha", shape, Init.constant(START), Parameter.Role.BIAS));
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    double[] alpha = reference.parameter("alpha");
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] < 0 ? alpha[i % alpha.length] * x[i] : x[i];
    }
    return y;
  }

  @Override
  public Units units(Wiring wiring) {
    return new Running(
        shared, wiring.parameters().values(), wiring.gradients(), wiring.tensor("alpha").at());
  }

  @Override
  public String toString() {
    return shared ? "new Prelu(true)" : "prelu()";
  }

  /// @param values holds α at `at`, and `gradients` its gradient
  private record Running(boolean shared, float[] values, float[] gradients, int at)
      implements Units {
    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      for (int row = from; row < to; row += width) {
        for (int j = 0; j < width; j++) {
          float v = u[row + j];
          z[row + j] = Math.fma(values[shared ? at : at + j], Math.min(v, 0f), Math.max(v, 0f));
        }
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      for (int row = from; row < to; row += width) {
        for (int j = 0; j < width; j++) {
          float slope = Sides.choose(u[row + j], values[shared ? at : at + j], 1f);
          du[row + j] = dz[row + j] * slope;
        }
      }
    }

    @Override
    public void gradients(float[] u, float[] dz, int rows, int width) {
      if (shared) {
        double sum = 0;
        for (int i = 0; i < rows * width; i++) {
          sum = Math.fma(dz[i], Math.min(u[i], 0f), sum);
        }
        gradients[at] = (float) sum;
        return;
      }
      Arrays.fill(gradients, at, at + width, 0f);
      for (int row = 0; row < rows; row++) {
        for (int j = 0; j < width; j++) {
          int i = row * width + j;
          gradients[at + j] = Math.fma(dz[i], Math.min(u[i], 0f), gradients[at + j]);
        }
      }
    }
  }
}
