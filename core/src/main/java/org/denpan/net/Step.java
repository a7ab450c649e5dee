package org.denpan.net;

import java.util.List;

/// A layer compiled: owns its buffers, allocates nothing when it runs.
public interface Step {
  /// y = layer(x).
  ///
  /// @param x [rows, inputs]
  /// @param y [rows, outputs]
  void forward(Pass pass, float[] x, float[] y);

  /// The gradients of this layer's parameters, and of its input, after [#forward] with the same
  /// arrays. Neither x, y nor dy may be changed.
  ///
  /// @param dy ∂E/∂y, [rows, outputs]
  /// @param dx where ∂E/∂x is wanted, [rows, inputs]; empty where nobody wants it
  void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx);

  /// Whether [#forward] at inference may write its output over its input, y being x.
  default boolean infersInPlace() {
    return false;
  }

  /// The layers within this one, as they run.
  default List<LayerView> inside() {
    return List.of();
  }
}
