package org.denpan.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.chart.Axis;
import org.denpan.cli.chart.LineChart;

/// Curves between 0 and 1.
final class Curve {
  private static final int COLOURS = 8;
  private static final double APART = 0.01;

  private Curve() {}

  static Axis axis(String label) {
    return Axis.linear(label, 0, 1);
  }

  /// A line without the points that lie too near to be seen apart.
  static LineChart.Line line(String name, int series, double[] x, double[] y) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      boolean ends = i == 0 || i == x.length - 1;
      if (ends || apart(x, y, kept.getLast(), i)) {
        kept.add(i);
      }
    }
    return new LineChart.Line(
        name,
        series % COLOURS,
        series >= COLOURS,
        kept.stream().mapToDouble(i -> x[i]).toArray(),
        kept.stream().mapToDouble(i -> y[i]).toArray());
  }

  private static boolean apart(double[] x, double[] y, int from, int to) {
    return Math.abs(x[to] - x[from]) + Math.abs(y[to] - y[from]) >= APART;
  }

  /// A broken straight line to compare with.
  static LineChart.Line beside(String name, double from, double to) {
    return new LineChart.Line(
        name, COLOURS - 1, true, new double[] {0, 1}, new double[] {from, to});
  }
}
