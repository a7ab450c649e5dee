package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.denpan.Words;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Html;
import org.denpan.data.Encoder;
import org.denpan.data.LeftOut;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;

/// What was learnt from what: rows, target, split, columns and their preprocessing.
final class Origin implements Section {
  private static final int MOST_SHOWN = 20;

  @Override
  public String title() {
    return "What was learnt from what";
  }

  @Override
  public List<Html> content(Report report) {
    Encoder encoder = report.model().encoder();
    List<Html> parts = new ArrayList<>();
    Facts facts = Facts.of().add("Target", target(encoder.target()));
    encoder.weights().ifPresent(w -> facts.add("Weights", "rows count by " + Figures.brief(w)));
    parts.add(
        facts
            .add("Split", report.evidence().rule())
            .add("Rows", rows(report))
            .add(
                "Columns",
                "%s used, as %s of the network"
                    .formatted(
                        Figures.count(encoder.inputs().size()),
                        Figures.count(encoder.width(), "input")))
            .html());
    parts.addAll(shown(used(encoder), "Preprocessing, fitted on the training rows alone"));
    if (!encoder.leftOut().isEmpty()) {
      parts.addAll(shown(leftOut(encoder), "Columns left out"));
    }
    return parts;
  }

  private static String rows(Report report) {
    Map<String, String> facts = report.model().provenance();
    return known(facts, "train_rows", "for training, ")
        + known(facts, "validation_rows", "for validation, ")
        + Figures.count(report.test().rows())
        + " for the test";
  }

  private static String known(Map<String, String> facts, String name, String words) {
    String count = facts.getOrDefault(name, "");
    return count.matches("\\d{1,18}") ? Figures.count(Long.parseLong(count)) + " " + words : "";
  }

  private static String target(Target target) {
    String column = Figures.brief(target.column());
    return switch (target) {
      case Target.Number n ->
          "%s, a number: mean %s, standard deviation %s in training"
              .formatted(column, Figures.number(n.mean()), Figures.number(n.deviation()));
      case Target.Classes c -> {
        List<String> names =
            IntStream.range(0, c.classes().size())
                .mapToObj(k ->
                    Figures.brief(c.classes().get(k))
                        + " ("
                        + Figures.count(c.counts().get(k))
                        + ")")
                .toList();
        yield "%s, one of %s, with training rows each: %s"
            .formatted(column, Figures.count(names.size()) + " classes", Words.list(names));
      }
    };
  }

  private static Grid used(Encoder encoder) {
    Grid grid =
        Grid.of("Columns used")
            .texts("Column", "Becomes")
            .texts("Missing values")
            .numbers("Inputs");
    for (Transform transform : encoder.inputs()) {
      grid.row(
          Figures.brief(transform.column()),
          becomes(transform),
          missing(transform),
          Figures.count(transform.width()));
    }
    return grid;
  }

  private static String becomes(Transform transform) {
    return switch (transform) {
      case NumberTransform.Standardize s ->
          "(value %s %s) / %s"
              .formatted(
                  s.mean() < 0 ? "+" : "−",
                  Figures.number(Math.abs(s.mean())),
                  Figures.number(s.deviation()));
      case NumberTransform.Robust r ->
          "z / √(1 + (z/3)²) of z = (value %s %s) / %s"
              .formatted(
                  r.median() < 0 ? "+" : "−",
                  Figures.number(Math.abs(r.median())),
                  Figures.number(r.spread()));
      case NumberTransform.Quantiles q ->
          "its rank among %s, as of a normal distribution"
              .formatted(Figures.count(q.knots().size(), "quantile"));
      case TextTransform.Embedding e ->
          "a learnt vector of %d numbers for each of %s"
              .formatted(e.size(), Figures.count(e.categories().size(), "text"));
      case Transform.Calendar c -> String.join(", ", c.parts());
      case TextTransform.OneHot o ->
          "one of %s: %s"
              .formatted(
                  Figures.count(o.categories().size(), "text"),
                  Words.list(o.categories().stream().map(Figures::brief).toList()));
      case Transform.Images i -> "%s×%s pixels, each / 255".formatted(i.height(), i.columns());
    };
  }

  private static String missing(Transform transform) {
    return switch (transform) {
      case NumberTransform n -> n.indicator() ? "the middle, and an input that says so" : "none";
      case TextTransform.OneHot o -> o.indicator() ? "an input that says so" : "none";
      case TextTransform.Embedding e -> e.indicator() ? "a vector of their own" : "none";
      case Transform.Calendar c -> c.indicator() ? "an input that says so" : "none";
      case Transform.Images i -> "none";
    };
  }

  private static Grid leftOut(Encoder encoder) {
    Grid grid = Grid.of("Columns left out").texts("Column", "Why it is left out");
    for (LeftOut column : encoder.leftOut()) {
      grid.row(Figures.brief(column.column()), Figures.brief(column.reason()));
    }
    return grid;
  }

  private static List<Html> shown(Grid grid, String heading) {
    return grid.size() > MOST_SHOWN
        ? List.of(grid.folded(heading + ": " + Figures.count(grid.size(), "column")))
        : List.of(element("h3", text(heading)), grid.html());
  }
}
