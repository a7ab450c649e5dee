package org.denpan.web;

import org.denpan.model.Model;
import org.denpan.model.Predictor;

/// Denpan's own arithmetic.
final class ModelScoring implements Scoring {
  private final Predictor predictor;
  private final float[] input;
  private final float[] output;

  ModelScoring(Model model, int mostRows) {
    predictor = model.predictor();
    input = new float[predictor.inputs()];
    output = new float[predictor.outputs()];
  }

  @Override
  public void score(float[] inputs, int rows, float[] outputs) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(inputs, row * input.length, input, 0, input.length);
      predictor.predict(input, output);
      System.arraycopy(output, 0, outputs, row * output.length, output.length);
    }
  }
}
