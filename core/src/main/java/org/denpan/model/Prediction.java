package org.denpan.model;

import java.util.Objects;
import org.denpan.DenpanException;
import org.denpan.Words;
import org.denpan.data.Target;

/// What a model says of one row.
///
/// @param target what was predicted
/// @param outputs the output units' values: K probabilities, the probability of the second of two
///   classes, or a standardised number
public record Prediction(Target target, float[] outputs) {
  /// The probability of a class.
  ///
  /// @throws DenpanException if the model predicts a number, or knows no such class
  public float probability(String name) {
    int index = classes().classes().indexOf(name);
    if (index < 0) {
      throw new DenpanException(
          "no class '" + name + "'; " + Words.suggestion(name, classes().classes()));
    }
    return probability(index);
  }

  /// The probability of the class with this index.
  ///
  /// @throws IndexOutOfBoundsException if there are not so many classes
  public float probability(int index) {
    Objects.checkIndex(index, classes().classes().size());
    if (classes().outputs() > 1) {
      return outputs[index];
    }
    return index == 1 ? outputs[0] : 1f - outputs[0];
  }

  /// The index of the most probable class, of equals the first.
  public int classIndex() {
    return classIndex(outputs, 0, classes().outputs());
  }

  /// The same of the row of `width` outputs that starts at `at`.
  static int classIndex(float[] outputs, int at, int width) {
    if (width == 1) {
      return outputs[at] > 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < width; k++) {
      best = outputs[at + k] > outputs[at + best] ? k : best;
    }
    return best;
  }

  /// The most probable class.
  ///
  /// @throws DenpanException if the model predicts a number
  public String label() {
    return classes().classes().get(classIndex());
  }

  /// The number, in the unit of the target's column.
  ///
  /// @throws DenpanException if the model predicts a class
  public double value() {
    if (target instanceof Target.Number number) {
      return number.decode(outputs[0]);
    }
    throw new DenpanException("'" + target.column() + "' is a class; ask for its label");
  }

  private Target.Classes classes() {
    if (target instanceof Target.Classes classes) {
      return classes;
    }
    throw new DenpanException("'" + target.column() + "' is a number; ask for its value");
  }
}
