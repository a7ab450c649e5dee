package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;
import org.denpan.train.Finding;

/// The result in large figures, beside what a guess without a network would have reached.
final class Headline {
  private Headline() {}

  static Html of(Report report) {
    Evaluation test = report.test();
    List<Html> parts = new ArrayList<>();
    parts.add(element("h1", report.title()));
    switch (test.target()) {
      case Target.Classes classes -> parts.addAll(accuracy(test, classes));
      case Target.Number number -> parts.addAll(error(test, number));
    }
    if (!report.notes().isEmpty()) {
      parts.add(
          link(Figures.count(report.notes().size(), "note") + " on this result", new Notes()));
    }
    int findings = Finding.of(report.history()).size();
    if (findings > 0) {
      parts.add(link(findings == 1 ? "1 diagnosis" : findings + " diagnoses", new Diagnoses()));
    }
    return element("header", parts);
  }

  private static Html link(String words, Section section) {
    return element("p", element("a", words).with("href", "#" + section.id()));
  }

  private static List<Html> accuracy(Evaluation test, Target.Classes classes) {
    double reached = test.metric("accuracy");
    double guessed = baseline(test, "accuracy");
    int[][] confusion = test.confusion();
    long right = IntStream.range(0, confusion.length).mapToLong(k -> confusion[k][k]).sum();
    String majority = Figures.brief(classes.classes().get(classes.majority()));
    return List.of(
        element(
                "div",
                result(
                    Figures.percent(reached),
                    "test accuracy",
                    "%s of %s right%s"
                        .formatted(
                            Figures.count(right),
                            Figures.count(test.rows(), "row"),
                            test.weighted() ? ", rows counted by their weights" : ""),
                    reached,
                    "network"),
                result(
                    Figures.percent(guessed),
                    "baseline",
                    "always ‘" + majority + "’, the most frequent class in training",
                    guessed,
                    "guess"))
            .in("results"),
        others(test, reached > guessed, List.of("loss")));
  }

  private static List<Html> error(Evaluation test, Target.Number number) {
    double reached = test.metric("rmse");
    double guessed = baseline(test, "rmse");
    double longest = Math.max(reached, guessed);
    return List.of(
        element(
                "div",
                result(
                    Figures.number(reached),
                    "test RMSE",
                    "root mean squared error over %s%s, in the unit of %s"
                        .formatted(
                            Figures.count(test.rows(), "row"),
                            test.weighted() ? ", counted by their weights" : "",
                            Figures.brief(number.column())),
                    longest > 0 ? reached / longest : 0,
                    "network"),
                result(
                    Figures.number(guessed),
                    "baseline RMSE",
                    "always " + Figures.number(number.mean()) + ", the mean in training",
                    longest > 0 ? guessed / longest : 0,
                    "guess"))
            .in("results"),
        others(test, reached < guessed, List.of("mae", "r2", "loss")));
  }

  private static double baseline(Evaluation test, String metric) {
    Double value = test.baseline().get(metric);
    return value == null ? Double.NaN : value;
  }

  private static Html result(
      String figure, String what, String detail, double length, String kind) {
    double percent = 100 * Math.clamp(length, 0, 1);
    return element(
            "div",
            element("p", what).in("what"),
            element("p", figure).in("figure"),
            element(
                    "div",
                    element("div").with("style", "width: " + Figures.coordinate(percent) + "%"))
                .in("bar")
                .with("aria-hidden", "true"),
            element("p", detail).in("detail"))
        .in("result " + kind);
  }

  private static Html others(Evaluation test, boolean better, List<String> names) {
    Map<String, Double> metrics = test.metrics();
    List<String> words = new ArrayList<>();
    for (String name : names) {
      Double value = metrics.get(name);
      if (value != null) {
        words.add(name(name) + " " + Figures.number(value));
      }
    }
    String list = String.join(" · ", words);
    return better
        ? element("p", "On the same rows: " + list).in("detail")
        : element(
                "p",
                element("strong", "The network is no better than the baseline. "),
                text("On the same rows: " + list))
            .in("detail");
  }

  private static String name(String metric) {
    return switch (metric) {
      case "mae" -> "mean absolute error";
      case "r2" -> "R²";
      default -> metric;
    };
  }
}
