package org.denpan.train;

import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Table;

/// Small tables for tests.
final class Tables {
  private Tables() {}

  /// Two numbers in [−1, 1] and whether their signs differ.
  static Table xor(int rows, long seed) {
    Seed.Stream random = new Seed(seed).stream("xor");
    double[] a = new double[rows];
    double[] b = new double[rows];
    int[] label = new int[rows];
    for (int i = 0; i < rows; i++) {
      a[i] = random.nextDouble(-1, 1);
      b[i] = random.nextDouble(-1, 1);
      label[i] = a[i] * b[i] < 0 ? 1 : 0;
    }
    return Table.of(
            "xor",
            List.of(
                new Column.Numbers("a", a),
                new Column.Numbers("b", b),
                new Column.Categories("differ", List.of("no", "yes"), label)))
        .withTarget("differ");
  }

  /// y = 1000·(a² − b) + 5000, in its own unit.
  static Table parabola(int rows, long seed) {
    Seed.Stream random = new Seed(seed).stream("parabola");
    double[] a = new double[rows];
    double[] b = new double[rows];
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      a[i] = random.nextDouble(-1, 1);
      b[i] = random.nextDouble(-1, 1);
      y[i] = 1000 * (a[i] * a[i] - b[i]) + 5000;
    }
    return Table.of(
            "parabola",
            List.of(
                new Column.Numbers("a", a), new Column.Numbers("b", b), new Column.Numbers("y", y)))
        .withTarget("y");
  }
}
