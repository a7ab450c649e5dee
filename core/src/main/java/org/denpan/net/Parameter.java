package org.denpan.net;

import java.util.List;

/// A tensor that a layer needs.
///
/// @param name the name within the layer: `weight`, `bias`, …
/// @param shape sizes, outermost first
/// @param init what it starts with
/// @param role what it is for
public record Parameter(String name, List<Integer> shape, Init init, Role role) {
  /// What happens to a tensor in training.
  public enum Role {
    /// Learnt; counts in weight penalties.
    WEIGHT,
    /// Learnt; no penalty.
    BIAS,
    /// Not learnt by gradient, but part of the model: running statistics.
    STATE
  }

  /// The number of values.
  public int length() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /// The same for a layer within another.
  ///
  /// @param prefix the inner layer's name and a dot
  Parameter within(String prefix) {
    return new Parameter(prefix + name, shape, init, role);
  }
}
