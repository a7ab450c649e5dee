package org.denpan.cli;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.data.Column;
import org.denpan.data.NumberTransform;
import org.denpan.data.Table;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.model.Model;

/// Rows for a model that is already trained.
final class Rows {
  private Rows() {}

  /// The rows whose target is known; the table itself if all are.
  ///
  /// @throws org.denpan.data.DataException if the table has no such column
  static Table withTarget(Table table, String target) {
    Column column = table.column(target);
    int[] known = IntStream.range(0, table.rows()).filter(row -> !column.missing(row)).toArray();
    return known.length == table.rows() ? table : table.select(known);
  }

  /// The columns that were texts in training, and so are texts now, whatever they look like.
  static Predicate<String> texts(Model model) {
    return inputs(model, TextTransform.class)::contains;
  }

  /// All columns but those that the model needs as numbers or times: the others are only passed on,
  /// and should stay as they are written, `007` and long identifiers too.
  static Predicate<String> allButNumbers(Model model) {
    Set<String> numbers = inputs(model, NumberTransform.class);
    Set<String> times = inputs(model, Transform.Calendar.class);
    return name -> !numbers.contains(name) && !times.contains(name);
  }

  /// The columns that the model needs as points in time.
  static Predicate<String> times(Model model) {
    return inputs(model, Transform.Calendar.class)::contains;
  }

  private static Set<String> inputs(Model model, Class<? extends Transform> kind) {
    return model.encoder().inputs().stream()
        .filter(kind::isInstance)
        .map(Transform::column)
        .collect(Collectors.toSet());
  }

  /// Whether the model was trained on rows of this data, or the one was that it continues.
  static boolean learntFrom(Model model, NamedData data) {
    return data.sha256()
        .map(sha256 -> fact(model, "data_sha256").contains(sha256))
        .orElse(fact(model, "data_sha256").isEmpty() && fact(model, "data").contains(data.name()));
  }

  private static List<String> fact(Model model, String name) {
    return Stream.of(name, "earlier_" + name)
        .map(key -> model.provenance().getOrDefault(key, ""))
        .flatMap(all -> Stream.of(all.split(", ", -1)))
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
