package org.denpan.model;

import org.denpan.data.Target;

/// What a model says of the rows of a table.
///
/// @param target what was predicted
/// @param outputs the output units' values, [rows, target.outputs()]
/// @param threshold the probability above which a row is said to be of the second of two classes
public record Predictions(Target target, float[] outputs, float threshold) {
  /// Predictions whose labels are the most probable classes.
  public Predictions(Target target, float[] outputs) {
    this(target, outputs, Prediction.HALF);
  }

  public int rows() {
    return outputs.length / target.outputs();
  }

  /// The index of a row's class, as [Prediction#classIndex] says; allocates nothing.
  ///
  /// @throws org.denpan.DenpanException if a number was predicted
  public int classIndex(int row) {
    return target instanceof Target.Classes classes
        ? Prediction.classIndex(outputs, row * classes.outputs(), classes.outputs(), threshold)
        : row(row).classIndex();
  }

  public Prediction row(int row) {
    int width = target.outputs();
    float[] own = new float[width];
    System.arraycopy(outputs, row * width, own, 0, width);
    return new Prediction(target, own, threshold);
  }
}
