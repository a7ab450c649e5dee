package org.denpan.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.kernel.Kernels;

/// Every unit sees every input: Z = f(X·W + 1·b), with W `weight` [inputs, units] and b `bias`
/// [units], which starts at zero.
///
/// Backward: Δ = f′(U) ∘ dY; dW = Xᵀ·Δ; db = Σ rows of Δ; dX = Δ·Wᵀ.
public record Dense(int units, Activation activation) implements Layer {
  private static final int TILE = 6;
  // whole cache lines
  private static final int COLUMNS = 64;

  /// @throws ShapeException if units is not positive
  public Dense {
    if (units < 1) {
      throw new ShapeException("a dense layer needs at least 1 unit, got " + units);
    }
  }

  public static Dense of(int units, Activation activation) {
    return new Dense(units, activation);
  }

  @Override
  public int outputs(int inputs) {
    return units;
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    if ((long) inputs * units > Integer.MAX_VALUE / 8) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "a dense layer of %,d units on %,d inputs has %,d weights, more than one array holds",
              units,
              inputs,
              (long) inputs * units));
    }
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        new Parameter(
            "weight",
            List.of(inputs, units),
            init.orElse(activation.init()),
            Parameter.Role.WEIGHT));
    parameters.add(new Parameter("bias", List.of(units), Init.constant(0), Parameter.Role.BIAS));
    parameters.addAll(activation.parameters(units, init));
    return parameters;
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    double[] w = reference.parameter("weight");
    double[] b = reference.parameter("bias");
    int inputs = reference.inputs();
    double[] u = new double[reference.rows() * units];
    for (int row = 0; row < reference.rows(); row++) {
      System.arraycopy(b, 0, u, row * units, units);
    }
    for (int i = 0; i < inputs; i++) { // outermost, so that each weight is fetched once
      for (int row = 0; row < reference.rows(); row++) {
        for (int j = 0; j < units; j++) {
          u[row * units + j] += x[row * inputs + i] * w[i * units + j];
        }
      }
    }
    return activation.formula(reference.widened(units), u);
  }

  @Override
  public Optional<String> obstacle() {
    return activation.obstacle();
  }

  @Override
  public Step compile(Wiring wiring) {
    return wiring.training() || wiring.maxRows() > 1
        ? new Running(this, wiring)
        : new DenseRow(this, wiring);
  }

  @Override
  public String toString() {
    return "Dense.of(" + units + ", " + activation + ")";
  }

  private static final class Running implements Step {
    private final Kernels kernels = Kernels.chosen();
    private final int inputs;
    private final int units;
    private final Activation.Units activation;
    private final boolean linear;

    /// Whether the bias is added and the rest cut off in one go; y > 0 then tells as much as u > 0.
    private final boolean rectified;

    private final float[] values;
    private final float[] gradients;
    private final int weight;
    private final int bias;
    private final Workers workers;
    private final Tiling outputTiles;
    private final Tiling inputTiles;
    private final float[] u;
    private final float[] delta;
    private final Workers.Range forwardTiles = this::forwardTiles;
    private final Workers.Range forwardRows = this::forwardRows;
    private final Workers.Range deltaRows = this::deltaRows;
    private final Workers.Range weightRows = this::weightRows;
    private final Workers.Range biasColumns = this::biasColumns;
    private final Workers.Range gradientTiles = this::gradientTiles;

    // the arrays of the pass under way, for the ranges above
    private float[] x = {};
    private float[] y = {};
    private float[] dy = {};
    private float[] dx = {};
    private int rows;

    Running(Dense layer, Wiring wiring) {
      inputs = wiring.inputs();
      units = layer.units;
      activation = layer.activation.units(wiring.widened(units));
      linear = layer.activation instanceof Activation.Identity;
      rectified = layer.activation instanceof Rectifier.Relu;
      values = wiring.parameters().values();
      gradients = wiring.gradients();
      weight = wiring.tensor("weight").at();
      bias = wiring.tensor("bias").at();
      workers = wiring.workers();
      outputTiles = new Tiling(units, workers.threads());
      inputTiles = new Tiling(inputs, workers.threads());
      int size = Math.multiplyExact(wiring.maxRows(), units);
      u = new float[linear || rectified ? 0 : size];
      delta = new float[linear || !wiring.training() ? 0 : size];
    }

    @Override
    public void forward(Pass pass, float[] input, float[] output) {
      x = input;
      y = output;
      rows = pass.rows();
      outputTiles.cut(rows);
      workers.run(outputTiles.count(), 1, outputTiles.cost(inputs), forwardTiles);
      if (!linear && !rectified) {
        workers.run(rows, 1, 8L * units, forwardRows);
      }
    }

    /// What the activation gets.
    private float[] u() {
      return linear || rectified ? y : u;
    }

    private void forwardTiles(int from, int to) {
      for (int i = from; i < to; i++) {
        kernels.affine(
            outputTiles.top(i),
            outputTiles.bottom(i),
            outputTiles.left(i),
            outputTiles.right(i),
            inputs,
            units,
            x,
            values,
            weight,
            bias,
            rectified,
            u());
      }
    }

    private void forwardRows(int from, int to) {
      activation.forward(u, y, from * units, to * units, units);
    }

    @Override
    public void backward(
        Pass pass, float[] input, float[] output, float[] dOutput, float[] dInput) {
      x = input;
      y = output;
      dy = dOutput;
      dx = dInput;
      rows = pass.rows();
      if (!linear) {
        workers.run(rows, 1, 8L * units, deltaRows);
        activation.gradients(u(), dy, rows, units);
      }
      workers.run(inputs, TILE, 2L * rows * units, weightRows);
      workers.run(units, COLUMNS, 2L * rows, biasColumns);
      if (dx.length > 0) {
        inputTiles.cut(rows);
        workers.run(inputTiles.count(), 1, inputTiles.cost(units), gradientTiles);
      }
    }

    private void biasColumns(int from, int to) {
      kernels.columnSums(from, to, rows, units, linear ? dy : delta, gradients, bias);
    }

    private void deltaRows(int from, int to) {
      activation.backward(u(), y, dy, delta, from * units, to * units, units);
    }

    private void weightRows(int from, int to) {
      kernels.weightGradient(
          from, to, rows, inputs, units, x, linear ? dy : delta, gradients, weight);
    }

    private void gradientTiles(int from, int to) {
      for (int i = from; i < to; i++) {
        kernels.inputGradient(
            inputTiles.top(i),
            inputTiles.bottom(i),
            inputTiles.left(i),
            inputTiles.right(i),
            inputs,
            units,
            linear ? dy : delta,
            values,
            weight,
            dx);
      }
    }
  }
}
