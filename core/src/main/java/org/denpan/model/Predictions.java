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

  /// The index of a row's most probable class, as [Prediction#classIndex] says; allocates nothing.
  ///
  /// @throws org.denpan.DenpanException if a number was predicted
  public int classIndex(int row) {
    return target instanceof Target.Classes classes
        ? Prediction.classIndex(outputs, row * classes.outputs(), classes.outputs())
        : row(row).classIndex();
  }

  public Prediction row(int row) {
    int width = target.outputs();
    float[] own = new float[width];
    System.arraycopy(outputs, row * width, own, 0, width);
    return new Prediction(target, own);
  }
}
