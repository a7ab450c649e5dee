package org.denpan.train;

/// An error to be made small, as a function of a flat vector of values.
@FunctionalInterface
interface Objective {
  /// The error at a point, and its gradient there.
  ///
  /// @param w the point; not to be changed
  /// @param g filled with ∂E/∂w
  /// @return E; what is not finite counts as too far away
  double evaluate(float[] w, float[] g);
}
