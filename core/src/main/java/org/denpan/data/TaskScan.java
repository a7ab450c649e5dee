package org.denpan.data;

import java.util.TreeSet;

/// What kind of thing a column suggests to predict, found out in one pass over its values.
final class TaskScan {
  private static final int MOST_NUMERIC_CLASSES = 20;

  private final TreeSet<Double> distinct = new TreeSet<>();
  private boolean few = true;

  void add(Column piece) {
    switch (piece) {
      case Column.Categories c -> {}
      case Column.Pixels p -> few = false;
      case Column.Times t -> few = false;
      case Column.Numbers n -> add(n.values());
    }
  }

  private void add(double[] values) {
    for (int i = 0; few && i < values.length; i++) {
      double v = values[i];
      if (!Double.isNaN(v)) {
        distinct.add(v + 0.0);
        few = v == Math.rint(v) && distinct.size() <= MOST_NUMERIC_CLASSES;
      }
    }
  }

  Task task() {
    return few ? Task.CLASSES : Task.NUMBER;
  }
}
