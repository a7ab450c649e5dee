package org.denpan.model;

/// Logits divided by a temperature; as they are without one.
final class LogitScale {
  private final float factor;
  private final float[] scaled;

  /// @param factor 1/T
  /// @param length the most logits at once
  LogitScale(float factor, int length) {
    this.factor = factor;
    scaled = new float[factor == 1 ? 0 : length];
  }

  /// The logits times the factor, in an array of its own. Allocates nothing.
  float[] of(float[] logits, int length) {
    if (factor == 1) {
      return logits;
    }
    for (int i = 0; i < length; i++) {
      scaled[i] = factor * logits[i];
    }
    return scaled;
  }
}
