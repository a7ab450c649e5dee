package org.denpan.check;

import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.check.GradientReport.TensorResult;

/// Compares the derivatives of one tensor with differences of the error.
///
/// @param rule how the error is differentiated
/// @param step h at a variable's value
/// @param rounding about what rounding makes of E
/// @param samples the most derivatives of a tensor to compare
/// @param random which derivatives are compared
record Comparison(
    Difference rule, DoubleUnaryOperator step, double rounding, int samples, Seed.Stream random) {
  /// So many times the measured noise may the fast derivatives be off.
  private static final int NOISE = 4;

  /// How fast the steps shrink, and how far, in search of one that no kink is within.
  private static final int SHRINK = 8;

  private static final double SMALLEST = 0x1p-27;
  private static final double SIDE = 0x1p-22;

  /// The tensor and what it is compared with.
  ///
  /// @param fast the backward pass's derivatives
  /// @param at where the tensor's stand in them, and its values in `variables`
  /// @param variables to be moved and put back
  /// @param error E of the variables
  record Subject(
      String layer,
      String name,
      FastGradients.Derivatives fast,
      int at,
      int length,
      double[] variables,
      DoubleSupplier error) {}

  /// One derivative compared.
  private record Compared(double relative, double numeric, boolean seen, boolean kink) {}

  TensorResult compare(Subject subject) {
    double square = meanSquare(subject.fast().values(), subject.at(), subject.length());
    double noise = meanSquare(subject.fast().noise(), subject.at(), subject.length());
    int checked = 0;
    int seen = 0;
    int kinks = 0;
    double worst = 0;
    int index = -1;
    double numeric = 0;
    for (int i : order(subject.length())) {
      if (checked == samples || checked + kinks == 2 * samples) {
        break;
      }
      Compared one = compare(subject, subject.at() + i, Math.sqrt(square), Math.sqrt(noise));
      if (one.kink()) {
        kinks++;
        continue;
      }
      checked++;
      seen += one.seen() ? 1 : 0;
      if (index < 0 || !(one.relative() <= worst)) { // NaN is the worst
        worst = one.relative();
        index = i;
        numeric = one.numeric();
        if (Double.isNaN(worst)) {
          break;
        }
      }
    }
    double fast = index < 0 ? 0 : subject.fast().values()[subject.at() + index];
    return new TensorResult(
        subject.layer(), subject.name(), checked, seen, kinks, worst, index, fast, numeric);
  }

  /// The first and the last, where loops go wrong, then the others in random order.
  private int[] order(int length) {
    int[] order = IntStream.range(0, length).toArray();
    random.shuffle(order);
    return IntStream.concat(
            IntStream.of(0, length - 1).distinct(),
            IntStream.of(order).filter(i -> i != 0 && i != length - 1))
        .toArray();
  }

  private Compared compare(Subject subject, int i, double size, double typicalNoise) {
    double here = subject.variables()[i];
    double fast = subject.fast().values()[i];
    DoubleUnaryOperator error = error(subject, i);
    double h = step.applyAsDouble(here);
    double noise = NOISE * Math.max(typicalNoise, subject.fast().noise()[i]);
    double floor = Math.max(size / 100, (rounding / h + noise) / GradientCheck.TOLERANCE);
    double numeric = rule.derivative(error, here, h);
    double relative = relative(fast, numeric, floor);
    double unit = Math.max(1, Math.abs(here));
    for (double near = h / SHRINK; wrong(relative) && near > SMALLEST * unit; near /= SHRINK) {
      double again = rule.derivative(error, here, near);
      if (relative(fast, again, floor) < relative) {
        numeric = again;
        relative = relative(fast, again, floor);
      }
    }
    boolean kink = wrong(relative) && isKink(error, here, SIDE * unit, Math.abs(fast - numeric));
    boolean seen = Math.max(Math.abs(fast), Math.abs(numeric)) > floor / 10;
    return new Compared(relative, numeric, seen, kink);
  }

  private static DoubleUnaryOperator error(Subject subject, int i) {
    double[] variables = subject.variables();
    return value -> {
      double kept = variables[i];
      variables[i] = value;
      double error = subject.error().getAsDouble();
      variables[i] = kept;
      return error;
    };
  }

  /// Whether the slopes on the two sides differ, by more than rounding makes of them, and no less
  /// when looked at from nearer, as they would where the error merely bends.
  private boolean isKink(DoubleUnaryOperator error, double here, double side, double off) {
    double jump = jump(error, here, side);
    return jump > 8 * rounding / side
        && jump > off / 10
        && jump > jump(error, here, SHRINK * side) / 4;
  }

  private static double jump(DoubleUnaryOperator error, double here, double side) {
    return Math.abs(
        Difference.forward().derivative(error, here, side)
            - Difference.backward().derivative(error, here, side));
  }

  private static double relative(double fast, double numeric, double floor) {
    double scale = Math.max(Math.max(Math.abs(fast), Math.abs(numeric)), floor);
    return Math.abs(fast - numeric) / scale;
  }

  private static boolean wrong(double relative) {
    return !(relative < GradientCheck.TOLERANCE);
  }

  private static double meanSquare(float[] values, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum / length;
  }
}
