package org.denpan.web;

import org.denpan.model.Model;

/// Predicts encoded rows: what stands between the HTTP layer and the arithmetic. One object is used
/// by one thread at a time.
public interface Scoring {
  /// Predicts rows.
  ///
  /// @param inputs [rows, inputs] or longer, what the network sees
  /// @param outputs [rows, outputs] or longer, filled as
  ///   [org.denpan.model.Predictor#predict(float[], float[])] does
  void score(float[] inputs, int rows, float[] outputs);

  /// Makes them: one for each thread that predicts at the same time.
  @FunctionalInterface
  interface Factory {
    /// Ready to predict with a model.
    ///
    /// @param mostRows the most rows at once
    Scoring of(Model model, int mostRows);
  }
}
