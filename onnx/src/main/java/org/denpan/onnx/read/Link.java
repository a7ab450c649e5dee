package org.denpan.onnx.read;

import java.util.List;

/// One step of a chain of nodes: what is between two values.
///
/// @param op the last node of the step
/// @param from the value that it starts from
/// @param takes how many numbers of a row it needs; 0 if it does not say
record Link(Op op, String from, int takes, Meaning meaning) {
  /// What the step does to a row.
  @FunctionalInterface
  interface Meaning {
    /// Adds what the step means.
    ///
    /// @param in the shape of what comes in
    /// @param pieces what it means is added here
    /// @return the shape of what comes out
    RowShape of(RowShape in, List<Piece> pieces);
  }

  /// A step that means nothing to a network.
  static Link nothing(Op op, String from) {
    return new Link(op, from, 0, (in, pieces) -> in);
  }

  /// A step that keeps the shape.
  static Link of(Op op, String from, Piece piece) {
    return new Link(
        op,
        from,
        0,
        (in, pieces) -> {
          pieces.add(piece);
          return in;
        });
  }
}
