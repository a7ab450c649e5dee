package org.denpan.cli.report;

import java.util.List;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.LineChart;
import org.denpan.measure.Calibration;
import org.denpan.measure.ClassRows;

/// How often things happen that are said to be so probable.
final class CalibrationChart {
  private CalibrationChart() {}

  /// @param weights how much each row counts
  static Html of(ClassRows rows, float[] weights) {
    Calibration calibration = Calibration.of(rows, weights);
    List<Calibration.Bin> bins = calibration.bins();
    String error = "expected calibration error %s".formatted(Figures.number(calibration.error()));
    boolean two = rows.classes().size() == 2;
    LineChart drawing =
        new LineChart(
            "Calibration",
            "Share of rows by predicted probability; %s.".formatted(error),
            Curve.axis("predicted probability"),
            Curve.axis("share"),
            List.of(
                new LineChart.Line(
                    error,
                    0,
                    bins.stream().mapToDouble(Calibration.Bin::probability).toArray(),
                    bins.stream().mapToDouble(Calibration.Bin::share).toArray()),
                Curve.beside("as it should be", 0, 1)));
    return Chart.of(
        "calibration",
        "Calibration",
        drawing,
        two
            ? "How often it was ‘%s’ where that was said with such a probability."
                .formatted(Figures.brief(rows.classes().get(1)))
            : "How often the most probable class was right, by its probability.");
  }
}
