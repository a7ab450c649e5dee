package org.denpan.net;

import java.util.List;
import java.util.Optional;
import org.denpan.Family;

/// One layer of a network: a description without state. [#compile] makes the [Step] that runs.
public sealed interface Layer
    permits Dense,
        BatchNorm,
        LayerNorm,
        Dropout,
        Residual,
        Embedding,
        Periodic,
        Activation,
        Layer.Custom {
  /// The width of what comes out when this comes in.
  ///
  /// @throws ShapeException if the layer cannot take so many inputs
  int outputs(int inputs);

  /// The tensors that the layer needs.
  ///
  /// @param init how weights start where the network says so, else the layer's own choice
  List<Parameter> parameters(int inputs, Optional<Init> init);

  /// The layer as it runs, with every buffer it needs.
  Step compile(Wiring wiring);

  /// The layer in training, plainly and in double precision: what the gradient check
  /// differentiates.
  ///
  /// @param x [rows, inputs]
  /// @return [rows, outputs]
  double[] formula(Reference reference, double[] x);

  /// The layers within this one, in forward order, if it holds any. What the words below say of
  /// them need not be said of this one again: [Network#walk] finds them.
  default List<Layer> inside() {
    return List.of();
  }

  /// Why gradients cannot train a network with this layer, if they cannot.
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /// Whether it draws random numbers in training, so that the same rows give other outputs each
  /// time.
  default boolean drawsAtRandom() {
    return false;
  }

  /// Whether in training what comes out of a row depends on the other rows of its batch.
  default boolean mixesRows() {
    return false;
  }

  /// The word for it: `dense` for `Dense`.
  default String kind() {
    return Family.name(getClass());
  }

  /// A user's own; models that hold it are read with its class named, see `Model.load`.
  non-sealed interface Custom extends Layer {}
}
