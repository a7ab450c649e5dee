package org.denpan.check;

import java.util.function.DoubleUnaryOperator;
import org.denpan.Family;

/// A derivative by differences: f at points h apart, in double precision. Coefficients as in
/// Fornberg 1988, "Generation of finite difference formulas on arbitrarily spaced grids", tables 1
/// and 3.
///
/// The error has two parts: the rule's own, of order hᵖ, which shrinks with h, and rounding, about
/// ε|f|/h, which grows. They balance at h ~ ε^(1/(p+1)) ([#balancedStep]; Press, Teukolsky,
/// Vetterling and Flannery 2007, "Numerical Recipes", section 5.7).
public sealed interface Difference {
  /// The machine epsilon of double precision, ε = 2⁻⁵².
  double EPSILON = 0x1p-52;

  /// f′(at), about.
  ///
  /// @param h the distance of the points, positive
  double derivative(DoubleUnaryOperator f, double at, double h);

  /// p, where the rule's own error is of order hᵖ. Polynomials up to degree p are exact.
  int order();

  /// The textbook's step: h = √ε·|w|, or √ε where w is 0. It suits the one-sided rules.
  static double textbookStep(double w) {
    return Math.sqrt(EPSILON) * (w == 0 ? 1 : Math.abs(w));
  }

  /// The step at which the rule's own error and rounding weigh about the same: h = ε^(1/(p+1)) ·
  /// max(1, |w|).
  default double balancedStep(double w) {
    return Math.pow(EPSILON, 1.0 / (order() + 1)) * Math.max(1, Math.abs(w));
  }

  static Difference forward() {
    return new Forward();
  }

  static Difference backward() {
    return new Backward();
  }

  static Difference central() {
    return new Central();
  }

  static Difference fivePoint() {
    return new FivePoint();
  }

  static Difference sevenPoint() {
    return new SevenPoint();
  }

  /// f′(w) = (f(w+h) − f(w))/h − ½h·f″ − …
  record Forward() implements Difference {
    @Override
    public double derivative(DoubleUnaryOperator f, double at, double h) {
      return (f.applyAsDouble(at + h) - f.applyAsDouble(at)) / h;
    }

    @Override
    public int order() {
      return 1;
    }

    @Override
    public String toString() {
      return "forward()";
    }
  }

  /// f′(w) = (f(w) − f(w−h))/h + ½h·f″ − …
  record Backward() implements Difference {
    @Override
    public double derivative(DoubleUnaryOperator f, double at, double h) {
      return (f.applyAsDouble(at) - f.applyAsDouble(at - h)) / h;
    }

    @Override
    public int order() {
      return 1;
    }

    @Override
    public String toString() {
      return "backward()";
    }
  }

  /// f′(w) = (f(w+h) − f(w−h))/2h − h²/6·f‴ − …
  record Central() implements Difference {
    @Override
    public double derivative(DoubleUnaryOperator f, double at, double h) {
      return pair(f, at, h) / (2 * h);
    }

    @Override
    public int order() {
      return 2;
    }

    @Override
    public String toString() {
      return "central()";
    }
  }

  /// f′(w) = (f(w−2h) − 8f(w−h) + 8f(w+h) − f(w+2h))/12h + h⁴/30·f⁽⁵⁾ + …
  @Family.Also("five-point")
  record FivePoint() implements Difference {
    @Override
    public double derivative(DoubleUnaryOperator f, double at, double h) {
      return (8 * pair(f, at, h) - pair(f, at, 2 * h)) / (12 * h);
    }

    @Override
    public int order() {
      return 4;
    }

    @Override
    public String toString() {
      return "fivePoint()";
    }
  }

  /// f′(w) = (−f(w−3h) + 9f(w−2h) − 45f(w−h) + 45f(w+h) − 9f(w+2h) + f(w+3h))/60h − h⁶/140·f⁽⁷⁾ − …
  @Family.Also("seven-point")
  record SevenPoint() implements Difference {
    @Override
    public double derivative(DoubleUnaryOperator f, double at, double h) {
      return (45 * pair(f, at, h) - 9 * pair(f, at, 2 * h) + pair(f, at, 3 * h)) / (60 * h);
    }

    @Override
    public int order() {
      return 6;
    }

    @Override
    public String toString() {
      return "sevenPoint()";
    }
  }

  private static double pair(DoubleUnaryOperator f, double at, double h) {
    return f.applyAsDouble(at + h) - f.applyAsDouble(at - h);
  }
}
