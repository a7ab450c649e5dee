package org.denpan.net;

import java.util.List;
import java.util.Optional;
import org.denpan.kernel.Kernels;
import org.denpan.kernel.LayerKernels;

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
    return new Running(shared, wiring, wiring.tensor("alpha").at());
  }

  @Override
  public String toString() {
    return shared ? "new Prelu(true)" : "prelu()";
  }

  /// @param at where α and its gradient stand
  private record Running(boolean shared, Wiring wiring, int at) implements Units {
    private float[] values() {
      return wiring.parameters().values();
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      if (shared) {
        float alpha = values()[at];
        for (int i = from; i < to; i++) {
          z[i] = Math.fma(alpha, Math.min(u[i], 0f), Math.max(u[i], 0f));
        }
      } else {
        LayerKernels.chosen().prelu(from / width, to / width, width, u, values(), at, z);
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      if (shared) {
        Kernels.chosen().sides(u, values()[at], 1f, dz, du, from, to);
      } else {
        LayerKernels kernels = LayerKernels.chosen();
        kernels.preluBackward(from / width, to / width, width, u, values(), at, dz, du);
      }
    }

    @Override
    public void gradients(float[] u, float[] dz, int rows, int width) {
      if (shared) {
        // as one column
        LayerKernels.chosen().preluGradient(0, 1, rows * width, 1, u, dz, wiring.gradients(), at);
      } else {
        LayerKernels.chosen().preluGradient(0, width, rows, width, u, dz, wiring.gradients(), at);
      }
    }
  }
}
