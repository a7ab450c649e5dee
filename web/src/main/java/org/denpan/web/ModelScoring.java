package org.denpan.web;

import org.denpan.model.Model;
import org.denpan.model.Predictor;

/// Denpan's own arithmetic.
final class ModelScoring implements Scoring {
  private final Predictor predictor;

  ModelScoring(Model model, int mostRows) {
    predictor = model.predictor(mostRows);
  }

  @Override
  public void score(float[] inputs, int rows, float[] outputs) {
    predictor.predict(inputs, rows, outputs);
  }
}
