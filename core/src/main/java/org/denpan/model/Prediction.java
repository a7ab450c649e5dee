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
/// @param threshold the probability above which a row is said to be of the second of two classes
public record Prediction(Target target, float[] outputs, float threshold) {
  /// What is more probable than not.
  static final float HALF = 0.5f;

  /// A prediction whose label is the most probable class.
  public Prediction(Target target, float[] outputs) {
    this(target, outputs, HALF);
  }

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

  /// The index of the most probable class, of equals the first; of two classes, the second where
  /// its probability is above the threshold.
  public int classIndex() {
    return classIndex(outputs, 0, classes().outputs(), threshold);
  }

  /// The same of the row of `width` outputs that starts at `at`.
  static int classIndex(float[] outputs, int at, int width, float threshold) {
    if (width == 1) {
      return outputs[at] > threshold ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < width; k++) {
      best = outputs[at + k] > outputs[at + best] ? k : best;
    }
    return best;
  }

  /// The most probable class, or of two the one that the threshold says.
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
