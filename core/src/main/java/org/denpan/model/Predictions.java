package org.denpan.model;

import org.denpan.data.Target;

/// What a model says of the rows of a table.
///
/// @param target what was predicted
/// @param outputs the output units' values, [rows, target.outputs()]
public record Predictions(Target target, float[] outputs) {
  public int rows() {
    return outputs.length / target.outputs();
  }

  public Prediction row(int row) {
    int width = target.outputs();
    float[] own = new float[width];
    System.arraycopy(outputs, row * width, own, 0, width);
    return new Prediction(target, own);
  }
}
