package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.Words;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.data.Target;

/// Data in words.
final class Descriptions {
  private static final int MOST_CLASSES = 12;

  private Descriptions() {}

  /// The columns by kind: `8 texts: workclass, education, …`; not the target and the weights.
  static List<String> columns(Table table, String target) {
    Map<String, List<String>> byKind = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (!column.name().equals(target) && !table.weights().equals(Optional.of(column.name()))) {
        String kind =
            column instanceof Column.Pixels p
                ? "column of images %d×%d".formatted(p.height(), p.width())
                : column.kind() + " column";
        byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(Layout.cut(column.name(), 30));
      }
    }
    List<String> lines = new ArrayList<>();
    byKind.forEach((kind, names) ->
        lines.add(
            (names.size() == 1 || kind.contains(" of ")
                    ? Figures.count(names.size()) + " " + kind
                    : Figures.count(names.size(), kind))
                + ": "
                + Words.list(names)));
    return lines;
  }

  static List<String> leftOut(Encoder encoder) {
    return encoder.leftOut().stream().map(c -> c.column() + " " + c.reason()).toList();
  }

  /// `churned, 2 classes: no 73 %, yes 27 %`, or `price, a number from … on average …`.
  static String target(Target target) {
    return switch (target) {
      case Target.Classes c -> "%s, %s".formatted(c.column(), classes(c));
      case Target.Number n ->
          "%s, a number: mean %s, deviation %s"
              .formatted(n.column(), Layout.number(n.mean()), Layout.number(n.deviation()));
    };
  }

  /// `churned, 2 classes: no, yes`, or `price, a number`.
  static String named(Target target) {
    return switch (target) {
      case Target.Classes c ->
          "%s, %s: %s"
              .formatted(
                  c.column(),
                  Figures.count(c.classes().size()) + " classes",
                  Words.list(c.classes()));
      case Target.Number n -> n.column() + ", a number";
    };
  }

  private static String classes(Target.Classes target) {
    long rows = target.counts().stream().mapToLong(Integer::longValue).sum();
    List<String> shares = new ArrayList<>();
    for (int k = 0; k < target.classes().size(); k++) {
      shares.add(
          "%s (%.0f %%)"
              .formatted(
                  Layout.cut(target.classes().get(k), 24), 100.0 * target.counts().get(k) / rows));
    }
    int size = target.classes().size();
    List<String> shown = size <= MOST_CLASSES ? shares : shares.subList(0, MOST_CLASSES);
    return Figures.count(size)
        + " classes: "
        + String.join(", ", shown)
        + (shown.size() < size ? ", …" : "");
  }
}
