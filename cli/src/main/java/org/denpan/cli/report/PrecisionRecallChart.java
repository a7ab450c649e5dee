package org.denpan.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.LineChart;
import org.denpan.measure.PrecisionRecall;

/// How much of what is taken for a class is of it, against how much of it is found.
final class PrecisionRecallChart {
  private PrecisionRecallChart() {}

  /// @param weights how much each row counts
  static List<Html> of(List<ClassCurves.Ranked> classes, float[] weights) {
    List<LineChart.Line> lines = new ArrayList<>();
    double share = 0;
    for (ClassCurves.Ranked ranked : classes) {
      PrecisionRecall curve = PrecisionRecall.of(ranked.ranking(), weights);
      if (Double.isFinite(curve.average())) {
        String name =
            "%s, average %s"
                .formatted(Figures.brief(ranked.name()), Figures.number(curve.average()));
        lines.add(Curve.line(name, ranked.series(), curve.recall(), curve.precision()));
        share = curve.precision()[curve.precision().length - 1];
      }
    }
    if (lines.isEmpty()) {
      return List.of();
    }
    String description = String.join("; ", lines.stream().map(LineChart.Line::name).toList()) + ".";
    if (lines.size() == 1) {
      lines.add(Curve.beside("by chance", share, share));
    }
    LineChart drawing =
        new LineChart(
            "Precision and recall",
            description,
            Curve.axis("recall"),
            Curve.axis("precision"),
            lines);
    return List.of(
        Chart.of(
            "precision-recall",
            "Precision and recall",
            drawing,
            "How much of what is taken for a class is of it, by how much of it is found."));
  }
}
