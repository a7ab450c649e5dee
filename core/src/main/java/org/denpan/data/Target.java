package org.denpan.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
    TargetScan scan = new TargetScan(train);
    scan.add(train);
    return scan.target();
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
      TargetScan.checkPresent(table, values, 0);
      float[] encoded = new float[values.rows()];
      for (int row = 0; row < encoded.length; row++) {
        String text = values.text(row);
        Integer found = index.get(text);
        if (found == null && text.endsWith(".")) {
          // the test file of the Adult table ends every label with a dot
          found = index.get(text.substring(0, text.length() - 1));
        }
        if (found == null) {
          throw unknown(table.name(), values, row);
        }
        encoded[row] = found;
      }
      return encoded;
    }

    /// Refuses a part of divided rows that has classes of which no row is learnt from.
    ///
    /// @param part what it is called
    void checkLearnt(Table table, String part) {
      Set<String> known = new HashSet<>(classes);
      classes.forEach(c -> known.add(c + ".")); // see #encode
      Column values = table.column(column);
      Map<String, Integer> unknown = new TreeMap<>();
      for (int row = 0; row < values.rows(); row++) {
        String text = values.text(row);
        if (!known.contains(text)) {
          unknown.merge(text, 1, Integer::sum);
        }
      }
      if (!unknown.isEmpty()) {
        List<String> names = new ArrayList<>();
        unknown.forEach((name, rows) ->
            names.add(
                String.format(Locale.ROOT, "'%s' (%,d row%s)", name, rows, rows == 1 ? "" : "s")));
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: %s of the target '%s' only in the %s rows, none to learn from: %s; classes"
                    + " learnt: %s; correct or leave out those rows, or divide the rows otherwise",
                table.name(),
                names.size() == 1 ? "a class" : names.size() + " classes",
                column,
                part,
                Words.list(names),
                Words.list(classes)));
      }
    }

    /// The problem of a class that was not learnt: a wrong word, or one whose rows are all in a
    /// part that is not learnt from.
    private DataException unknown(String table, Column values, int row) {
      String text = values.text(row);
      long rows =
          IntStream.range(0, values.rows()).filter(r -> values.text(r).equals(text)).count();
      return new DataException(
          String.format(
              Locale.ROOT,
              "%s: row %,d of the target '%s' is '%s', which is none of the classes learnt; %s%s",
              table,
              row + 1,
              column,
              text,
              Words.suggestion(text, classes),
              rows == 1 ? "" : String.format(Locale.ROOT, "; %,d rows are '%s'", rows, text)));
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
      TargetScan.checkPresent(table, values, 0);
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
