package org.denpan.net;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.Range;
import org.denpan.kernel.Kernels;

/// Some inputs are numbers, and waves of each of them, mixed, are added to the inputs: y = [x, e₁,
/// e₂, …] with e = V·cos 2π(fx + φ) + b for each of these numbers x. A network learns steps and
/// bumps from waves that it hardly learns from the number itself.
///
/// Gorishniy, Rubachev and Babenko 2022, "On embeddings for numerical features in tabular deep
/// learning", section 3.3, in the form PBLD of Holzmüller, Grinsztajn and Steinwart 2024, "Better
/// by default", arXiv 2407.04491: cosines with a phase, no ReLU, and the number itself beside them.
///
/// For n such inputs: the `frequency` f [n, waves] starts as N(0, deviation²), the `phase` φ [n,
/// waves] even in ±½ turn, the `weight` V [n, size, waves] and the `bias` b [n, size] even in
/// ±1/√waves. No penalty falls on f, φ and b.
///
/// Backward, with t = fx + φ: dV = Σ dy·cos 2πt and db = Σ dy over the rows; dt = −2π sin
/// 2πt·(Vᵀdy); df = Σ dt·x; dφ = Σ dt; dx = dy + Σ dt·f over the waves.
///
/// First in a network that a `Trainer` trains on a table, and without named inputs, it is given
/// those that hold numbers.
///
/// @param waves how many cosines of each number
/// @param size how many numbers each becomes beside itself
/// @param deviation of the frequencies to start with, in turns for a change of x by 1
/// @param inputs the places of the numbers among the inputs, from 0; empty for all inputs
public record Periodic(int waves, int size, double deviation, List<Integer> inputs)
    implements Layer {
  private static final int WAVES = 16;
  private static final int SIZE = 3;
  private static final double DEVIATION = 0.1;

  /// 16 waves, N(0, 0.1²), that become 3 numbers, of all inputs.
  public Periodic() {
    this(WAVES, SIZE, DEVIATION, List.of());
  }

  /// @throws ShapeException if there is an input twice or below 0, or unless waves and size are
  ///   positive
  /// @throws DenpanException unless the deviation is positive
  public Periodic {
    inputs = List.copyOf(inputs);
    if (inputs.stream().anyMatch(i -> i < 0)
        || inputs.stream().distinct().count() < inputs.size()) {
      throw new ShapeException("waves are made of inputs, each once, counted from 0: " + inputs);
    }
    if (waves < 1 || size < 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "an input needs at least 1 wave and a size of at least 1, got %d and %d",
              waves,
              size));
    }
    Range.checkPositive("periodic: the deviation", deviation);
  }

  public static Periodic of() {
    return new Periodic();
  }

  /// The same of these inputs.
  public static Periodic of(List<Integer> inputs) {
    return of().withInputs(inputs);
  }

  /// The same of these inputs.
  public Periodic withInputs(List<Integer> chosen) {
    return new Periodic(waves, size, deviation, chosen);
  }

  /// The places of the numbers among so many inputs.
  private int[] places(int width) {
    return inputs.isEmpty()
        ? IntStream.range(0, width).toArray()
        : inputs.stream().mapToInt(i -> i).toArray();
  }

  @Override
  public int outputs(int width) {
    int last = inputs.stream().mapToInt(i -> i).max().orElse(-1);
    if (last >= width) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s makes waves of input %d, but there are %,d inputs, counted from 0",
              this,
              last,
              width));
    }
    return Math.addExact(width, Math.multiplyExact(places(width).length, size));
  }

  @Override
  public List<Parameter> parameters(int width, Optional<Init> init) {
    outputs(width);
    int n = places(width).length;
    Init even = Init.uniform(1 / Math.sqrt(waves));
    return List.of(
        new Parameter("frequency", List.of(n, waves), Init.normal(deviation), Parameter.Role.BIAS),
        new Parameter("phase", List.of(n, waves), Init.uniform(0.5), Parameter.Role.BIAS),
        new Parameter("weight", List.of(n, size, waves), init.orElse(even), Parameter.Role.WEIGHT),
        new Parameter("bias", List.of(n, size), even, Parameter.Role.BIAS));
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    double[] f = reference.parameter("frequency");
    double[] phase = reference.parameter("phase");
    double[] v = reference.parameter("weight");
    double[] b = reference.parameter("bias");
    int width = reference.inputs();
    int outputs = outputs(width);
    int[] places = places(width);
    double[] y = new double[reference.rows() * outputs];
    for (int row = 0; row < reference.rows(); row++) {
      System.arraycopy(x, row * width, y, row * outputs, width);
      for (int i = 0; i < places.length; i++) {
        double number = x[row * width + places[i]];
        for (int k = i * size; k < (i + 1) * size; k++) {
          double sum = b[k];
          for (int j = 0; j < waves; j++) {
            double turns = f[i * waves + j] * number + phase[i * waves + j];
            sum += v[k * waves + j] * Math.cos(2 * Math.PI * turns);
          }
          y[row * outputs + width + k] = sum;
        }
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
    String list = inputs.toString().replace("[", "List.of(").replace("]", ")");
    if (equals(of(inputs))) {
      return "Periodic.of(" + (inputs.isEmpty() ? "" : list) + ")";
    }
    return "new Periodic(" + waves + ", " + size + ", " + deviation + ", " + list + ")";
  }

  private static final class Running implements Step {
    private final Kernels kernels = Kernels.chosen();
    private final int[] numbers;
    private final int waves;
    private final int size;
    private final int width;
    private final int outputs;
    private final float[] values;
    private final float[] gradients;
    private final int frequency;
    private final int phase;
    private final int weight;
    private final int bias;
    private final Workers workers;

    /// fx + φ, [rows, numbers·waves].
    private final float[] turns;

    /// cos 2π(fx + φ), [rows, numbers·waves].
    private final float[] cosines;

    /// ∂E/∂cosines, then ∂E/∂turns.
    private final float[] delta;

    private final Workers.Range forwardRows = this::forwardRows;
    private final Workers.Range deltaRows = this::deltaRows;
    private final Workers.Range parameterGradients = this::parameterGradients;

    // the arrays of the pass under way, for the ranges above
    private float[] x = {};
    private float[] y = {};
    private float[] dy = {};
    private float[] dx = {};
    private int rows;

    Running(Periodic layer, Wiring wiring) {
      numbers = layer.places(wiring.inputs());
      waves = layer.waves;
      size = layer.size;
      width = wiring.inputs();
      outputs = layer.outputs(width);
      values = wiring.parameters().values();
      gradients = wiring.gradients();
      frequency = wiring.tensor("frequency").at();
      phase = wiring.tensor("phase").at();
      weight = wiring.tensor("weight").at();
      bias = wiring.tensor("bias").at();
      workers = wiring.workers();
      int all = Math.multiplyExact(wiring.maxRows(), line());
      turns = new float[all];
      cosines = wiring.training() ? new float[all] : turns;
      delta = new float[wiring.training() ? all : 0];
    }

    /// The waves of a row.
    private int line() {
      return numbers.length * waves;
    }

    private long cost() {
      return (long) line() * (16 + 2L * size);
    }

    @Override
    public void forward(Pass pass, float[] input, float[] output) {
      x = input;
      y = output;
      workers.run(pass.rows(), 1, cost(), forwardRows);
    }

    private void forwardRows(int from, int to) {
      for (int row = from; row < to; row++) {
        for (int i = 0; i < numbers.length; i++) {
          float number = x[row * width + numbers[i]];
          int at = row * line() + i * waves;
          int own = i * waves;
          for (int j = 0; j < waves; j++) {
            turns[at + j] = Math.fma(values[frequency + own + j], number, values[phase + own + j]);
          }
        }
      }
      kernels.cosine(turns, cosines, from * line(), to * line());
      for (int row = from; row < to; row++) {
        System.arraycopy(x, row * width, y, row * outputs, width);
        mix(row * line(), row * outputs + width);
      }
    }

    /// A row's V·cos + b for each of the numbers.
    private void mix(int from, int to) {
      for (int i = 0; i < numbers.length; i++) {
        int at = from + i * waves;
        for (int k = i * size; k < (i + 1) * size; k++) {
          float sum = 0;
          for (int j = 0; j < waves; j++) {
            sum = Math.fma(cosines[at + j], values[weight + k * waves + j], sum);
          }
          y[to + k] = sum + values[bias + k];
        }
      }
    }

    @Override
    public void backward(
        Pass pass, float[] input, float[] output, float[] dOutput, float[] dInput) {
      x = input;
      dy = dOutput;
      dx = dInput;
      rows = pass.rows();
      workers.run(rows, 1, cost(), deltaRows);
      workers.run(numbers.length, 1, rows * cost() / numbers.length, parameterGradients);
    }

    private void deltaRows(int from, int to) {
      for (int row = from; row < to; row++) {
        for (int i = 0; i < numbers.length; i++) {
          int at = row * line() + i * waves;
          Arrays.fill(delta, at, at + waves, 0f);
          for (int k = i * size; k < (i + 1) * size; k++) {
            float d = dy[row * outputs + width + k];
            for (int j = 0; j < waves; j++) {
              delta[at + j] = Math.fma(d, values[weight + k * waves + j], delta[at + j]);
            }
          }
        }
      }
      kernels.cosineBackward(turns, delta, delta, from * line(), to * line());
      if (dx.length > 0) {
        for (int row = from; row < to; row++) {
          passBack(row);
        }
      }
    }

    private void passBack(int row) {
      System.arraycopy(dy, row * outputs, dx, row * width, width);
      for (int i = 0; i < numbers.length; i++) {
        float sum = 0;
        for (int j = i * waves; j < (i + 1) * waves; j++) {
          sum = Math.fma(delta[row * line() + j], values[frequency + j], sum);
        }
        dx[row * width + numbers[i]] += sum;
      }
    }

    /// Those of the inputs [from, to), over the rows in their order.
    private void parameterGradients(int from, int to) {
      clear(frequency, from * waves, to * waves);
      clear(phase, from * waves, to * waves);
      clear(weight, from * size * waves, to * size * waves);
      clear(bias, from * size, to * size);
      for (int row = 0; row < rows; row++) {
        for (int i = from; i < to; i++) {
          addWaves(row, i);
          addMix(row, i);
        }
      }
    }

    private void clear(int at, int from, int to) {
      Arrays.fill(gradients, at + from, at + to, 0f);
    }

    private void addWaves(int row, int i) {
      float number = x[row * width + numbers[i]];
      int at = row * line() + i * waves;
      int df = frequency + i * waves;
      int dphase = phase + i * waves;
      for (int j = 0; j < waves; j++) {
        gradients[df + j] = Math.fma(delta[at + j], number, gradients[df + j]);
        gradients[dphase + j] += delta[at + j];
      }
    }

    private void addMix(int row, int i) {
      int at = row * line() + i * waves;
      for (int k = i * size; k < (i + 1) * size; k++) {
        float d = dy[row * outputs + width + k];
        int dv = weight + k * waves;
        for (int j = 0; j < waves; j++) {
          gradients[dv + j] = Math.fma(d, cosines[at + j], gradients[dv + j]);
        }
        gradients[bias + k] += d;
      }
    }
  }
}
