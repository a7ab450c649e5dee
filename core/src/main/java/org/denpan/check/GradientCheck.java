package org.denpan.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Reference;
import org.denpan.net.Tensor;
import org.denpan.net.Workers;

/// Compares the fast backward pass, in float, with central differences of the plain formulas, in
/// double precision: (E(w+h) − E(w−h))/2h with h = ∛ε·max(1, |w|), ε = 2⁻⁵², where the rounding of
/// E and the curvature weigh about the same.
///
/// Of each tensor up to 64 values are checked, drawn by the seed; and as many of the input. The
/// error of a value is |fast − numeric| / max(|fast|, |numeric|, floor), which must stay below
/// 10⁻³: float rounding is well under it, a wrong factor of 1 % well above. The floor, below which
/// a derivative counts as zero, is a hundredth of the tensor's root mean square, or what rounding
/// makes of the differences where that is more.
public final class GradientCheck {
  /// What a relative error must stay below.
  public static final double TOLERANCE = 1e-3;

  private static final double EPSILON = 0x1p-52;
  private static final double CUBE_ROOT_OF_EPSILON = Math.cbrt(EPSILON);
  private static final int SAMPLES = 64;
  private static final int ROWS = 7;

  /// What was found of one tensor, or of the input.
  ///
  /// @param name `dense1.weight`, or `input`
  /// @param checked how many values were compared
  /// @param worst the largest relative error
  /// @param index where it was
  /// @param fast the backward pass's derivative there
  /// @param numeric the differences' derivative there
  public record Finding(
      String name, int checked, double worst, int index, double fast, double numeric) {
    public boolean passed() {
      return worst < TOLERANCE;
    }
  }

  private final Network network;
  private final int inputs;
  private final Loss loss;
  private final Seed seed;

  private GradientCheck(Network network, int inputs, Loss loss, Seed seed) {
    this.network = network;
    this.inputs = inputs;
    this.loss = loss;
    this.seed = seed;
  }

  /// A check of a network with a loss.
  ///
  /// @param network whose last layer gives the logits
  /// @param inputs the width of a row of input
  public static GradientCheck of(Network network, int inputs, Loss loss, long seed) {
    return new GradientCheck(network, inputs, loss, new Seed(seed));
  }

  /// Checks freshly drawn weights on a random batch.
  public List<Finding> run() {
    return run(network.initialise(inputs, seed));
  }

  /// Checks these weights on a random batch.
  public List<Finding> run(Parameters parameters) {
    // a copy, because running statistics change in a pass
    return compare(network.compile(parameters.copy(), inputs, ROWS, Workers.single(), seed));
  }

  private List<Finding> compare(Program program) {
    Parameters parameters = program.parameters();
    double[] w = doubles(parameters.values());
    Seed.Stream random = seed.stream("gradient check");
    float[] x = new float[ROWS * inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] targets = targets(program.outputs(), random);
    float[] logits = program.forward(x, ROWS, true, 0);
    Batch batch = Batch.of(x, targets, ROWS);
    loss.value(logits, program.outputs(), batch, new double[ROWS], program.outputDelta());
    float[] dx = new float[x.length];
    program.backward(dx);
    double[] xs = doubles(x);
    List<Finding> findings = new ArrayList<>();
    for (Tensor tensor : parameters.tensors()) {
      if (tensor.learnt()) {
        findings.add(
            finding(
                tensor.fullName(),
                program.gradients(),
                tensor.at(),
                tensor.length(),
                w,
                random,
                () -> error(parameters, w, xs, targets)));
      }
    }
    findings.add(
        finding("input", dx, 0, dx.length, xs, random, () -> error(parameters, w, xs, targets)));
    return findings;
  }

  private float[] targets(int outputs, Seed.Stream random) {
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(loss.example(outputs, random));
    }
    int width = rows.getFirst().length;
    float[] targets = new float[ROWS * width];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(rows.get(row), 0, targets, row * width, width);
    }
    return targets;
  }

  private double error(Parameters parameters, double[] w, double[] x, float[] targets) {
    double[] logits = Reference.network(network, parameters, w, x, ROWS, seed);
    int outputs = logits.length / ROWS;
    int width = targets.length / ROWS;
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum +=
          loss.formula(
              Arrays.copyOfRange(logits, row * outputs, (row + 1) * outputs),
              Arrays.copyOfRange(targets, row * width, (row + 1) * width));
    }
    return sum / ROWS;
  }

  private static Finding finding(
      String name,
      float[] fast,
      int at,
      int length,
      double[] variables,
      Seed.Stream random,
      DoubleSupplier error) {
    double squares = 0;
    for (int i = at; i < at + length; i++) {
      squares += (double) fast[i] * fast[i] / length;
    }
    double rounding = 4 * EPSILON * (1 + error.getAsDouble()) / CUBE_ROOT_OF_EPSILON;
    double floor = Math.max(Math.sqrt(squares) / 100, rounding / TOLERANCE);
    int[] order = IntStream.range(at, at + length).toArray();
    random.shuffle(order);
    int checked = Math.min(SAMPLES, length);
    Finding worst = new Finding(name, checked, -1, 0, 0, 0);
    for (int k = 0; k < checked; k++) {
      int i = order[k];
      double numeric = derivative(variables, i, error);
      double scale = Math.max(Math.max(Math.abs(fast[i]), Math.abs(numeric)), floor);
      double relative = Math.abs(fast[i] - numeric) / scale;
      if (!(relative <= worst.worst())) { // NaN is the worst
        worst = new Finding(name, checked, relative, i - at, fast[i], numeric);
      }
    }
    return worst;
  }

  private static double derivative(double[] variables, int i, DoubleSupplier error) {
    double here = variables[i];
    double h = CUBE_ROOT_OF_EPSILON * Math.max(1, Math.abs(here));
    variables[i] = here + h;
    double above = error.getAsDouble();
    variables[i] = here - h;
    double below = error.getAsDouble();
    variables[i] = here;
    return (above - below) / (2 * h);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
