package org.denpan.data;

/// What kind of thing is predicted.
public enum Task {
  /// One of several classes.
  CLASSES,
  /// A number.
  NUMBER;

  /// What a column suggests: classes for texts, and for whole numbers with at most 20 different
  /// values; else a number.
  public static Task of(Column column) {
    TaskScan scan = new TaskScan();
    scan.add(column);
    return scan.task();
  }
}
