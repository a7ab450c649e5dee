package org.denpan.train;

import org.denpan.net.Workers;

/// Keeps gradients within bounds: first each number in ±`value`, then all together at a Euclidean
/// norm of at most `norm`. Pascanu, Mikolov and Bengio 2013, "On the difficulty of training
/// recurrent neural networks", algorithm 1. A bound of 0 is none.
final class Clipping {
  private final float[] g;
  private final double norm;
  private final float value;
  private final Norm cut;

  Clipping(float[] g, double norm, double value, Workers workers) {
    this.g = g;
    this.norm = norm;
    this.value = value > 0 ? Math.max((float) value, Float.MIN_VALUE) : 0;
    cut = new Norm(g, workers, this::cut);
  }

  /// Cuts each number.
  ///
  /// @param length the gradient's norm as it is
  /// @return what all numbers are to be multiplied by
  float clip(double length) {
    double now = value > 0 ? cut.find(2) : length;
    return norm > 0 && now > norm ? (float) (norm / now) : 1;
  }

  private void cut(int from, int to) {
    for (int i = from; i < to; i++) {
      g[i] = Math.min(Math.max(g[i], -value), value);
    }
  }
}
