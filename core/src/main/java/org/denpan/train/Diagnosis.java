package org.denpan.train;

import java.util.Optional;

/// What seems to be wrong with a run, or will be: one sentence with the layer, the figure and what
/// to try.
///
/// @param kind in words, such as `vanishing gradients`
/// @param layer the full name of the layer, if it is one layer's
/// @param figure what was measured, and was too large or too small
/// @param sentence without a full stop at its end
public record Diagnosis(String kind, Optional<String> layer, double figure, String sentence) {
  /// Whether both tell of the same thing, perhaps with another figure.
  public boolean same(Diagnosis other) {
    return kind.equals(other.kind) && layer.equals(other.layer);
  }
}
