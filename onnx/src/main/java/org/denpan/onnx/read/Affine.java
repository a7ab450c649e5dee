package org.denpan.onnx.read;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// y = scale·x + shift, of each number alone.
///
/// @param scale [width], or [1] for all alike
/// @param shift [width], or [1] for all alike
record Affine(double[] scale, double[] shift) {
  static Affine scaling(double factor) {
    return new Affine(new double[] {factor}, new double[] {0});
  }

  double scale(int column) {
    return scale[scale.length == 1 ? 0 : column];
  }

  double shift(int column) {
    return shift[shift.length == 1 ? 0 : column];
  }

  /// This first, then another.
  Affine then(Affine next, Budget budget) {
    int scales = Math.max(scale.length, next.scale.length);
    int shifts = Math.max(Math.max(shift.length, next.shift.length), next.scale.length);
    budget.spend((long) scales + shifts);
    double[] scaled = new double[scales];
    double[] shifted = new double[shifts];
    for (int i = 0; i < scales; i++) {
      scaled[i] = scale(i) * next.scale(i);
    }
    for (int i = 0; i < shifts; i++) {
      shifted[i] = shift(i) * next.scale(i) + next.shift(i);
    }
    return new Affine(scaled, shifted);
  }

  /// Whether all numbers are treated alike.
  boolean alike() {
    return scale.length == 1 && shift.length == 1;
  }

  /// Whether it only shifts.
  boolean shifts() {
    return scale.length == 1 && scale[0] == 1;
  }

  /// Whether all its numbers are finite.
  boolean finite() {
    return DoubleStream.concat(Arrays.stream(scale), Arrays.stream(shift))
        .allMatch(Double::isFinite);
  }

  /// Whether it does nothing.
  boolean idle() {
    return alike() && Math.abs(scale[0] - 1) < 1e-6 && shift[0] == 0;
  }

  /// Whether it can be undone without turning anything round: all scales finite and above 0.
  boolean rises() {
    for (double factor : scale) {
      if (!(factor > 0) || Double.isInfinite(1 / factor)) {
        return false;
      }
    }
    return true;
  }
}
