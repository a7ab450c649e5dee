package org.denpan.onnx.read;

import java.util.List;
import java.util.Optional;
import org.denpan.net.Activation;

/// What nodes mean, one after the other: the parts that layers are made of.
sealed interface Piece {
  /// X·W.
  ///
  /// @param weight [inputs, units]
  /// @param bias [units]
  record Linear(int inputs, int units, float[] weight, float[] bias) implements Piece {}

  /// Each number scaled and shifted.
  ///
  /// @param op where, for messages
  record Scaled(Affine affine, Op op) implements Piece {}

  /// Columns brought to mean 0 and deviation 1, then scaled and shifted; each array [width].
  record Columns(
      float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon, double momentum)
      implements Piece {}

  /// Rows brought to mean 0 and deviation 1, then scaled and shifted; each array [width].
  record Rows(float[] gamma, float[] beta, double epsilon) implements Piece {}

  /// f of each unit.
  ///
  /// @param alpha what it learns, if it does
  record Units(Activation activation, Optional<float[]> alpha) implements Piece {
    Units(Activation activation) {
      this(activation, Optional.empty());
    }
  }

  /// The logarithms of a softmax's probabilities.
  record LogSoftmax(Op op) implements Piece {}

  /// Noise in training.
  record Noise(double rate) implements Piece {}

  /// x + f(x).
  record Block(List<Piece> pieces, Op op) implements Piece {}

  /// From the probability p of the second of two classes both, [1 − p, p].
  record BothClasses(Op op) implements Piece {}
}
