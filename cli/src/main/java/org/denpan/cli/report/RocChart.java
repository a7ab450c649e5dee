package org.denpan.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.cli.chart.LineChart;
import org.denpan.measure.RocCurve;

/// The share of a class that is found, against the share of the others taken for it.
final class RocChart {
  private RocChart() {}

  /// @param weights how much each row counts
  static List<Html> of(List<ClassCurves.Ranked> classes, float[] weights) {
    List<LineChart.Line> lines = new ArrayList<>();
    for (ClassCurves.Ranked ranked : classes) {
      RocCurve curve = RocCurve.of(ranked.ranking(), weights);
      if (Double.isFinite(curve.area())) {
        String name =
            "%s, area %s".formatted(Figures.brief(ranked.name()), Figures.number(curve.area()));
        lines.add(Curve.line(name, ranked.series(), curve.falsePositives(), curve.truePositives()));
      }
    }
    if (lines.isEmpty()) {
      return List.of();
    }
    String description = String.join("; ", lines.stream().map(LineChart.Line::name).toList()) + ".";
    lines.add(Curve.beside("by chance", 0, 1));
    LineChart drawing =
        new LineChart(
            "ROC curve",
            description,
            Curve.axis("false positive rate"),
            Curve.axis("true positive rate"),
            lines);
    return List.of(
        Chart.of(
            "roc",
            "ROC curve",
            drawing,
            "How much of a class is found, by how much of the rest is taken for it. The area is"
                + " how often a row of the class ranks before another."));
  }
}
