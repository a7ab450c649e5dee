package org.denpan.train;

import org.denpan.kernel.Kernels;

/// Keeps gradients within bounds: first each number in ±`value`, then all together at a Euclidean
/// norm of at most `norm`. Pascanu, Mikolov and Bengio 2013, "On the difficulty of training
/// recurrent neural networks", algorithm 1. A bound of 0 is none.
final class Clipping {
  private final double norm;
  private final float value;
  private final float[] lanes = new float[Kernels.LANES];

  Clipping(double norm, double value) {
    this.norm = norm;
    this.value = value > 0 ? Math.max((float) value, Float.MIN_VALUE) : 0;
  }

  /// @param length the gradient's norm as it is
  void clip(float[] g, double length) {
    double now = length;
    if (value > 0) {
      for (int i = 0; i < g.length; i++) {
        g[i] = Math.clamp(g[i], -value, value);
      }
      now = norm > 0 ? Math.sqrt(Kernels.chosen().sumOfSquares(g, 0, g.length, lanes)) : now;
    }
    if (norm > 0 && now > norm) {
      float scale = (float) (norm / now);
      for (int i = 0; i < g.length; i++) {
        g[i] *= scale;
      }
    }
  }
}
