package org.denpan.net;

import java.util.List;

/// A named view into [Parameters].
///
/// @param fullName the layer's full name and the tensor's within it: `dense1.weight`, or
///   `residual1.dense1.weight` of a layer within another
/// @param shape sizes, outermost first; row-major
/// @param at where it starts in the flat vector
/// @param length the number of values
public record Tensor(
    String fullName, List<Integer> shape, int at, int length, Parameter.Role role) {
  /// The full name of the layer: `dense1`
  public String layer() {
    return fullName.substring(0, fullName.lastIndexOf('.'));
  }

  /// The name within the layer: `weight`
  public String name() {
    return fullName.substring(fullName.lastIndexOf('.') + 1);
  }

  public boolean learnt() {
    return role != Parameter.Role.STATE;
  }
}
