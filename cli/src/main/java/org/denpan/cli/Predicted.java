package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.denpan.Words;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Chunks;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.denpan.model.Predictions;

/// The rows of a table with what a model says of them, piece by piece.
final class Predicted implements Chunks {
  private static final String PREDICTION = "prediction";

  private final Model model;
  private final Chunks source;
  private final Optional<List<String>> keep;
  private final Counted counted;
  private final Map<String, Unknown> unknown = new LinkedHashMap<>();
  private long rows;

  /// Values of a column that training did not see.
  private static final class Unknown {
    private static final int EXAMPLES = 3;
    private final Set<String> examples = new LinkedHashSet<>();
    private long rows;
  }

  /// @param keep the columns to pass on; empty for all
  /// @param counted is told how many rows there were so far
  Predicted(Model model, Chunks source, Optional<List<String>> keep, Counted counted) {
    this.model = model;
    this.source = source;
    this.keep = keep;
    this.counted = counted;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Optional<Table> next() {
    Optional<Table> piece = source.next();
    Optional<Table> predicted = piece.map(this::predict);
    piece.ifPresentOrElse(p -> counted.read(rows), counted::close);
    return predicted;
  }

  private Table predict(Table piece) {
    count(piece);
    Predictions predictions = model.predict(piece);
    List<Column> added = added(predictions);
    Set<String> names = new TreeSet<>(added.stream().map(Column::name).toList());
    List<Column> columns = new ArrayList<>();
    if (piece.columns().stream().anyMatch(Column.Pixels.class::isInstance)) {
      columns.add(numbers(piece.rows()));
    }
    for (Column column : kept(piece)) {
      if (!(column instanceof Column.Pixels) && !names.contains(column.name())) {
        columns.add(column);
      }
    }
    columns.addAll(added);
    rows += piece.rows();
    return Table.of(piece.name(), columns);
  }

  private List<Column> kept(Table piece) {
    if (keep.isEmpty()) {
      return piece.columns();
    }
    List<String> names = piece.columns().stream().map(Column::name).toList();
    return keep.get().stream()
        .map(name ->
            piece
                .find(name)
                .orElseThrow(() ->
                    new DataException(
                        "%s has no column '%s' to keep; %s"
                            .formatted(piece.name(), name, Words.suggestion(name, names)))))
        .toList();
  }

  /// The rows' numbers, in place of their images.
  private Column numbers(int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = rows + i + 1;
    }
    return new Column.Numbers("row", numbers);
  }

  private static List<Column> added(Predictions predictions) {
    int count = predictions.rows();
    return switch (predictions.target()) {
      case Target.Number n -> {
        double[] values = new double[count];
        for (int row = 0; row < count; row++) {
          values[row] = (float) predictions.row(row).value();
        }
        yield List.of(new Column.Numbers(PREDICTION, values));
      }
      case Target.Classes classes -> {
        int[] labels = new int[count];
        double[][] probabilities = new double[classes.classes().size()][count];
        for (int row = 0; row < count; row++) {
          Prediction prediction = predictions.row(row);
          labels[row] = prediction.classIndex();
          for (int k = 0; k < probabilities.length; k++) {
            probabilities[k][row] = prediction.probability(k);
          }
        }
        List<Column> columns = new ArrayList<>();
        columns.add(new Column.Categories(PREDICTION, classes.classes(), labels));
        for (int k = 0; k < probabilities.length; k++) {
          columns.add(
              new Column.Numbers("probability_" + classes.classes().get(k), probabilities[k]));
        }
        yield columns;
      }
    };
  }

  /// The types of all columns: those of the source, but for the columns that are added.
  static Map<String, String> types(Map<String, String> source, Target target) {
    Map<String, String> types = new LinkedHashMap<>(source);
    types.remove("row");
    switch (target) {
      case Target.Number n -> types.put(PREDICTION, "FLOAT");
      case Target.Classes c -> {
        types.remove(PREDICTION);
        c.classes().forEach(name -> types.put("probability_" + name, "FLOAT"));
      }
    }
    return types;
  }

  private void count(Table piece) {
    for (Transform input : model.encoder().inputs()) {
      if (input instanceof TextTransform known
          && piece.find(input.column()).orElse(null) instanceof Column.Categories texts) {
        count(known, texts, known.positions(piece.name(), texts));
      }
    }
  }

  private void count(TextTransform known, Column.Categories texts, int[] positions) {
    for (int row = 0; row < positions.length; row++) {
      if (positions[row] < 0 && !texts.missing(row)) {
        Unknown column = unknown.computeIfAbsent(known.column(), name -> new Unknown());
        column.rows++;
        if (column.examples.size() < Unknown.EXAMPLES) {
          column.examples.add("'" + texts.text(row) + "'");
        }
      }
    }
  }

  /// What to say of values that training did not see: one sentence a column.
  List<String> remarks() {
    return unknown.entrySet().stream()
        .map(e ->
            "column '%s' of %s holds what training did not see, such as %s"
                .formatted(
                    e.getKey(),
                    Figures.count(e.getValue().rows, "row"),
                    Words.list(e.getValue().examples)))
        .toList();
  }

  @Override
  public void close() {
    source.close();
  }
}
