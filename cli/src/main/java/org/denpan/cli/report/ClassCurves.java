package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.data.Target;
import org.denpan.measure.ClassRows;
import org.denpan.measure.Ranking;
import org.denpan.model.Assessment;

/// How well probabilities rank the rows of a class before others, and whether they hold.
final class ClassCurves implements Section {
  static final int MOST_CLASSES = 10;

  /// A class and how the rows rank by its probability.
  ///
  /// @param series of its line
  record Ranked(String name, int series, Ranking ranking) {}

  @Override
  public String title() {
    return "Probabilities";
  }

  @Override
  public List<Html> content(Report report) {
    if (!(report.test().target() instanceof Target.Classes target)) {
      return List.of();
    }
    ClassRows rows = Assessment.rows(report.test(), target);
    List<Html> charts = new ArrayList<>();
    List<Ranked> ranked = ranked(rows);
    charts.addAll(RocChart.of(ranked, report.test().weights()));
    charts.addAll(PrecisionRecallChart.of(ranked, report.test().weights()));
    charts.add(CalibrationChart.of(rows, report.test().weights()));
    String adjusted = adjusted(report, target);
    List<Html> content = new ArrayList<>();
    if (!adjusted.isEmpty()) {
      content.add(element("p", adjusted));
    }
    content.add(Chart.sideBySide(charts));
    return content;
  }

  /// Of two classes the second; of several each, where there are not too many; of those that occur.
  private static List<Ranked> ranked(ClassRows rows) {
    int classes = rows.classes().size();
    return IntStream.range(classes == 2 ? 1 : 0, classes <= MOST_CLASSES ? classes : 0)
        .filter(k -> {
          long of = IntStream.of(rows.known()).filter(known -> known == k).count();
          return of > 0 && of < rows.rows();
        })
        .mapToObj(k -> new Ranked(rows.classes().get(k), classes == 2 ? 0 : k, rows.ranking(k)))
        .toList();
  }

  private static String adjusted(Report report, Target.Classes target) {
    List<String> words = new ArrayList<>();
    report
        .model()
        .adjustment()
        .temperature()
        .ifPresent(t ->
            words.add(
                "Logits are divided by the temperature %s, chosen on the validation rows."
                    .formatted(Figures.number(t))));
    report
        .model()
        .adjustment()
        .threshold()
        .ifPresent(t ->
            words.add(
                "‘%s’ is said from the probability %s on, chosen by %s."
                    .formatted(
                        Figures.brief(target.classes().get(1)),
                        Figures.number(t),
                        report.model().adjustment().rule().orElse("hand"))));
    return String.join(" ", words);
  }
}
