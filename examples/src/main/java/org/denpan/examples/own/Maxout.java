package org.denpan.examples.own;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.denpan.net.Init;
import org.denpan.net.Layer;
import org.denpan.net.Parameter;
import org.denpan.net.Pass;
import org.denpan.net.Reference;
import org.denpan.net.ShapeException;
import org.denpan.net.Step;
import org.denpan.net.Wiring;

/// Each unit is the largest of several linear pieces: zⱼ = maxₖ (x·wⱼₖ + bⱼₖ), with `weight`
/// [units, pieces, inputs] and `bias` [units, pieces]. Goodfellow, Warde-Farley, Mirza, Courville
/// and Bengio 2013, "Maxout networks".
///
/// Backward, with k the piece that was largest: ∂E/∂wⱼₖ = Σ dzⱼ·x, ∂E/∂bⱼₖ = Σ dzⱼ, dx = Σⱼ
/// dzⱼ·wⱼₖ.
public record Maxout(int units, int pieces) implements Layer.Custom {
  /// @throws ShapeException unless there is at least 1 unit of at least 2 pieces
  public Maxout {
    if (units < 1 || pieces < 2) {
      throw new ShapeException(
          "maxout needs at least 1 unit of 2 pieces, got " + units + " of " + pieces);
    }
  }

  @Override
  public int outputs(int inputs) {
    return units;
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    Init usual = Init.normal(1 / Math.sqrt(inputs));
    return List.of(
        new Parameter(
            "weight", List.of(units, pieces, inputs), init.orElse(usual), Parameter.Role.WEIGHT),
        new Parameter("bias", List.of(units, pieces), Init.constant(0), Parameter.Role.BIAS));
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    double[] w = reference.parameter("weight");
    double[] b = reference.parameter("bias");
    int inputs = reference.inputs();
    double[] z = new double[reference.rows() * units];
    for (int at = 0; at < z.length; at++) {
      z[at] = Double.NEGATIVE_INFINITY;
      for (int piece = at % units * pieces; piece < (at % units + 1) * pieces; piece++) {
        double u = b[piece];
        for (int i = 0; i < inputs; i++) {
          u += x[at / units * inputs + i] * w[piece * inputs + i];
        }
        z[at] = Math.max(z[at], u);
      }
    }
    return z;
  }

  @Override
  public Step compile(Wiring wiring) {
    return new Running(this, wiring);
  }

  /// The layer as it runs: allocates here, and never again.
  private static final class Running implements Step {
    private final int units;
    private final int pieces;
    private final int inputs;
    private final float[] values;
    private final float[] gradients;
    private final int weight;
    private final int bias;

    /// Which piece was the largest, [rows, units].
    private final int[] largest;

    Running(Maxout layer, Wiring wiring) {
      units = layer.units;
      pieces = layer.pieces;
      inputs = wiring.inputs();
      values = wiring.parameters().values();
      gradients = wiring.gradients();
      weight = wiring.tensor("weight").at();
      bias = wiring.tensor("bias").at();
      largest = new int[wiring.maxRows() * units];
    }

    @Override
    public void forward(Pass pass, float[] x, float[] z) {
      for (int at = 0; at < pass.rows() * units; at++) {
        int first = at % units * pieces;
        largest[at] = first;
        z[at] = linear(x, at / units, first);
        for (int piece = first + 1; piece < first + pieces; piece++) {
          float u = linear(x, at / units, piece);
          if (u > z[at]) {
            largest[at] = piece;
            z[at] = u;
          }
        }
      }
    }

    private float linear(float[] x, int row, int piece) {
      float u = values[bias + piece];
      for (int i = 0; i < inputs; i++) {
        u = Math.fma(x[row * inputs + i], values[weight + piece * inputs + i], u);
      }
      return u;
    }

    @Override
    public void backward(Pass pass, float[] x, float[] z, float[] dz, float[] dx) {
      Arrays.fill(gradients, weight, weight + units * pieces * inputs, 0);
      Arrays.fill(gradients, bias, bias + units * pieces, 0);
      Arrays.fill(dx, 0); // empty where nobody wants it
      for (int at = 0; at < pass.rows() * units; at++) {
        int w = weight + largest[at] * inputs;
        gradients[bias + largest[at]] += dz[at];
        for (int i = 0; i < inputs; i++) {
          int from = at / units * inputs + i;
          gradients[w + i] = Math.fma(dz[at], x[from], gradients[w + i]);
          if (dx.length > 0) {
            dx[from] = Math.fma(dz[at], values[w + i], dx[from]);
          }
        }
      }
    }
  }
}
