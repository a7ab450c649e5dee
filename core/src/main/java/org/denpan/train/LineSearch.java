package org.denpan.train;

/// Finds a step length α > 0 along a descent direction that satisfies the strong Wolfe conditions
/// φ(α) ≤ φ(0) + c₁αφ′(0) and |φ′(α)| ≤ c₂|φ′(0)|. Nocedal and Wright 2006, "Numerical
/// Optimization", algorithms 3.5 and 3.6 in one loop.
///
/// Near a minimum the error changes by less than its rounding; there the slope decides whether it
/// fell: φ′(α) ≤ (2c₁−1)φ′(0), which is the first condition for a parabola. Hager and Zhang 2005,
/// "A new conjugate gradient method with guaranteed descent and an efficient line search", section
/// 4.
final class LineSearch {
  private static final double C1 = 1e-4;
  private static final double ROUNDING = 1e-6;
  private static final int MOST = 25;

  /// The error along a line, φ.
  interface Line {
    /// Goes to the step length α; the two figures are then those of that point.
    void go(double alpha);

    double error();

    double slope();
  }

  private final Line line;
  private final double c2;
  private double error0;
  private double slope0;
  private double low;
  private double lowError;
  private double lowSlope;
  private double high;
  private double highError;
  private double highSlope;

  /// @param c2 how much of the slope may be left: near 1 for a quick search, near 0 for an exact
  ///   one
  LineSearch(Line line, double c2) {
    this.line = line;
    this.c2 = c2;
  }

  /// Searches from where the line stands, at α = 0, and leaves it at what is found.
  ///
  /// @param first the length to try first
  /// @return the step length, or 0, at which the line then stands, if no lower error was found
  double find(double first) {
    error0 = line.error();
    slope0 = line.slope();
    low = 0;
    lowError = error0;
    lowSlope = slope0;
    high = Double.POSITIVE_INFINITY;
    double alpha = first;
    for (int i = 0; i < MOST; i++) {
      line.go(alpha);
      double error = line.error();
      double slope = line.slope();
      boolean fell = fell(alpha, error, slope);
      if (fell && Math.abs(slope) <= -c2 * slope0) {
        return alpha;
      }
      narrow(alpha, error, slope, fell);
      alpha = high < Double.POSITIVE_INFINITY ? between() : 2 * alpha;
    }
    double best = lowError < error0 ? low : 0;
    line.go(best);
    return best;
  }

  private boolean fell(double alpha, double error, double slope) {
    if (!Double.isFinite(error) || !Double.isFinite(slope)) {
      return false;
    }
    return error <= error0 + C1 * alpha * slope0
        || (error <= error0 + ROUNDING * Math.abs(error0) && slope <= (2 * C1 - 1) * slope0);
  }

  /// Keeps the invariants: low is the lowest so far, and the slope there leads towards high.
  private void narrow(double alpha, double error, double slope, boolean fell) {
    if (!fell || (error >= lowError && low > 0)) {
      high = alpha;
      highError = error;
      highSlope = slope;
      return;
    }
    boolean beyond = high == Double.POSITIVE_INFINITY ? slope >= 0 : slope * (high - low) >= 0;
    if (beyond) {
      high = low;
      highError = lowError;
      highSlope = lowSlope;
    }
    low = alpha;
    lowError = error;
    lowSlope = slope;
  }

  /// The minimum of the cubic through both ends (Nocedal and Wright, eq. 3.59), kept a tenth of the
  /// interval away from them; the middle where there is no such cubic.
  private double between() {
    double width = high - low;
    double d1 = lowSlope + highSlope - 3 * (highError - lowError) / width;
    double root = d1 * d1 - lowSlope * highSlope;
    double d2 = Math.signum(width) * Math.sqrt(root);
    double part = 1 - (highSlope + d2 - d1) / (highSlope - lowSlope + 2 * d2);
    return low + width * (Double.isFinite(part) ? Math.clamp(part, 0.1, 0.9) : 0.5);
  }
}
