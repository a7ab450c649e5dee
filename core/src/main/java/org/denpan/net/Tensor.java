package org.denpan.net;

import java.util.List;

/// A named view into [Parameters].
///
/// @param layer the layer's name in its network: `dense1`
/// @param name the name within the layer: `weight`
/// @param shape sizes, outermost first; row-major
/// @param at where it starts in the flat vector
/// @param length the number of values
public record Tensor(
    String layer, String name, List<Integer> shape, int at, int length, Parameter.Role role) {
  /// `dense1.weight`
  public String fullName() {
    return layer + "." + name;
  }

  public boolean learnt() {
    return role != Parameter.Role.STATE;
  }
}
