package org.denpan.train;

import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Layer;

/// The flat ends of an activation, found from its formula: at most `low` or at least `high` stand
/// outputs where f′ is as good as 0. Infinite where there is no such end.
record FlatEnds(double low, double high) {
  static final FlatEnds NONE = new FlatEnds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /// A slope below this learns two hundred times more slowly than the identity's. The logistic is
  /// flatter beyond 0.005 and 0.995, tanh beyond ±0.9975.
  private static final double FLAT = 0.005;

  /// Far enough that what is going to be flat is so: arctan′ is 10⁻⁸ here.
  private static final double FAR = 1e4;

  private static final double WIDEST = 20;
  private static final double STEP = 1.0 / 128;

  /// Of the layer's activation; none for layers that have no activation of one number.
  static FlatEnds of(Layer layer) {
    return switch (layer) {
      case Dense dense when dense.activation() instanceof Activation.Elementwise f -> of(f);
      case Activation.Elementwise f -> of(f);
      default -> NONE;
    };
  }

  private static FlatEnds of(Activation.Elementwise f) {
    double low = isFlat(f, -FAR) ? edge(f, -1) : Double.NEGATIVE_INFINITY;
    double high = isFlat(f, FAR) ? edge(f, 1) : Double.POSITIVE_INFINITY;
    // a function that is not monotonic gives one output in two places, only one of them flat
    return low < high && monotonic(f) ? new FlatEnds(low, high) : NONE;
  }

  private static boolean isFlat(Activation.Elementwise f, double u) {
    return Math.abs(f.derivative(u)) < 1e-6;
  }

  /// The output where the flat end on this side begins.
  private static double edge(Activation.Elementwise f, int side) {
    double u = side * WIDEST;
    while (side * u > -WIDEST && Math.abs(f.derivative(u)) < FLAT) {
      u -= side * STEP;
    }
    return f.formula(u + side * STEP);
  }

  private static boolean monotonic(Activation.Elementwise f) {
    for (double u = -WIDEST; u <= WIDEST; u += STEP) {
      if (f.derivative(u) < 0) {
        return false;
      }
    }
    return true;
  }

  boolean contain(float z) {
    return z <= low || z >= high;
  }

  boolean onlyLow() {
    return low > Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY;
  }

  boolean both() {
    return low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY;
  }
}
