package org.denpan.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.denpan.Words;

/// What is predicted, fitted on the training rows: classes or a number. It turns a column into the
/// numbers that a loss takes, and outputs back into words and units.
public sealed interface Target {
  /// The column's name.
  String column();

  /// The width of the network's output: 1 for a number or two classes, K for K classes.
  int outputs();

  /// The numbers of a column: class indices, or standardised values.
  ///
  /// @throws DataException naming a value that cannot be one of this target's
  float[] encode(Table table);

  /// What the training rows say, as the table's task asks: classes or a number.
  ///
  /// @throws DataException for missing values, one class only, or hardly any rows a class
  static Target fit(Table train) {
    Column column = train.targetColumn();
    if (column.rows() == 0) {
      throw new DataException(train.name() + " has no rows to learn from");
    }
    checkPresent(train, column);
    return switch (column) {
      case Column.Pixels p ->
          throw new DataException(
              "column '"
                  + p.name()
                  + "' of "
                  + train.name()
                  + " holds images; a target is a"
                  + " number or a class");
      case Column.Times t ->
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: the target '%s' holds times, such as '%s'; a target is a number or a class",
                  train.name(),
                  t.name(),
                  t.text(0)));
      case Column.Numbers n when train.task() == Task.NUMBER -> number(n);
      case Column.Categories c when train.task() == Task.NUMBER ->
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: the target '%s' is to be a number, but holds texts such as '%s'",
                  train.name(),
                  c.name(),
                  c.text(0)));
      default -> classes(train, column);
    };
  }

  private static void checkPresent(Table table, Column column) {
    for (int row = 0; row < column.rows(); row++) {
      if (column.missing(row)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the target '%s' is missing in row %,d; leave such rows out",
                table.name(),
                column.name(),
                row + 1));
      }
    }
  }

  private static Number number(Column.Numbers column) {
    Moments moments = Moments.of(column.values());
    if (moments.deviation() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the target '%s' is %s in every training row; there is nothing to learn",
              column.name(),
              Column.Numbers.format(moments.mean())));
    }
    return new Number(column.name(), moments.mean(), moments.deviation());
  }

  private static Classes classes(Table train, Column column) {
    List<String> names = new ArrayList<>();
    if (column instanceof Column.Numbers n) {
      TreeSet<Double> values = new TreeSet<>();
      for (double v : n.values()) {
        values.add(v + 0.0); // -0 becomes 0
      }
      values.forEach(v -> names.add(Column.Numbers.format(v)));
    } else {
      TreeSet<String> values = new TreeSet<>();
      for (int row = 0; row < column.rows(); row++) {
        values.add(column.text(row));
      }
      names.addAll(values);
    }
    if (names.size() < 2) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the target '%s' is '%s' in every training row; there is nothing to tell apart",
              train.name(),
              column.name(),
              names.getFirst()));
    }
    if (names.size() > 100 && column.rows() < 5L * names.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the target '%s' has %,d classes in %,d training rows, fewer than 5 rows each; is"
                  + " it an identifier, or a number with texts among its values?",
              train.name(),
              column.name(),
              names.size(),
              column.rows()));
    }
    Map<String, Integer> counts = new HashMap<>();
    for (int row = 0; row < column.rows(); row++) {
      counts.merge(column.text(row), 1, Integer::sum);
    }
    return new Classes(column.name(), names, names.stream().map(counts::get).toList());
  }

  /// One of several classes.
  ///
  /// @param classes their names in order; of two, the second is the one that an output of 1 means
  /// @param counts how often each stood in the training rows
  record Classes(String column, List<String> classes, List<Integer> counts) implements Target {
    public Classes {
      classes = List.copyOf(classes);
      counts = List.copyOf(counts);
      if (classes.size() < 2 || counts.size() != classes.size()) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "the target '%s' needs at least two classes, each with a count, got %,d and %,d",
                column,
                classes.size(),
                counts.size()));
      }
      Checks.repeated(classes)
          .ifPresent(twice -> {
            throw new DataException(
                String.format(
                    Locale.ROOT, "the target '%s' has the class '%s' twice", column, twice));
          });
    }

    /// The class that was most frequent in training: what a guess without a model would say.
    public int majority() {
      return counts.indexOf(Collections.max(counts));
    }

    @Override
    public int outputs() {
      return classes.size() == 2 ? 1 : classes.size();
    }

    @Override
    public float[] encode(Table table) {
      Map<String, Integer> index = new HashMap<>();
      classes.forEach(c -> index.put(c, index.size()));
      Column values = table.column(column);
      checkPresent(table, values);
      float[] encoded = new float[values.rows()];
      for (int row = 0; row < encoded.length; row++) {
        String text = values.text(row);
        Integer found = index.get(text);
        if (found == null && text.endsWith(".")) {
          // the test file of the Adult table ends every label with a dot
          found = index.get(text.substring(0, text.length() - 1));
        }
        if (found == null) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: row %,d of the target '%s' is '%s', which is none of the classes learnt; %s",
                  table.name(),
                  row + 1,
                  column,
                  text,
                  Words.suggestion(text, classes)));
        }
        encoded[row] = found;
      }
      return encoded;
    }
  }

  /// A number, learnt as (value − mean)/deviation and reported in its own unit.
  record Number(String column, double mean, double deviation) implements Target {
    public Number {
      if (!Double.isFinite(mean) || !Double.isFinite(deviation) || !(deviation > 0)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "the target '%s' cannot have mean %s and deviation %s",
                column,
                mean,
                deviation));
      }
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public float[] encode(Table table) {
      Column values = table.column(column);
      if (!(values instanceof Column.Numbers numbers)) {
        throw Checks.differ(table.name(), column, "a number", values);
      }
      checkPresent(table, values);
      float[] encoded = new float[values.rows()];
      for (int row = 0; row < encoded.length; row++) {
        encoded[row] = (float) ((numbers.values()[row] - mean) / deviation);
      }
      return encoded;
    }

    /// The value in its own unit of an output of the network.
    public double decode(float output) {
      return mean + deviation * output;
    }
  }
}
