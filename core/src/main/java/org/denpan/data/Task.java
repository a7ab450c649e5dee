package org.denpan.data;

import java.util.TreeSet;

/// What kind of thing is predicted.
public enum Task {
  /// One of several classes.
  CLASSES,
  /// A number.
  NUMBER;

  private static final int MOST_NUMERIC_CLASSES = 20;

  /// What a column suggests: classes for texts, and for whole numbers with at most 20 different
  /// values; else a number.
  public static Task of(Column column) {
    return switch (column) {
      case Column.Categories c -> CLASSES;
      case Column.Pixels p -> NUMBER;
      case Column.Times t -> NUMBER;
      case Column.Numbers n -> fewWholeNumbers(n.values()) ? CLASSES : NUMBER;
    };
  }

  private static boolean fewWholeNumbers(double[] values) {
    TreeSet<Double> distinct = new TreeSet<>();
    for (double value : values) {
      if (Double.isNaN(value)) {
        continue;
      }
      distinct.add(value + 0.0); // -0 becomes 0
      if (value != Math.rint(value) || distinct.size() > MOST_NUMERIC_CLASSES) {
        return false;
      }
    }
    return true;
  }
}
