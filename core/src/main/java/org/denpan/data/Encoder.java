package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.denpan.Words;

/// From a table to the inputs and target of a network, fitted on the training rows alone. It is
/// part of the model.
///
/// Numbers are standardised, texts one-hot encoded, pixels divided by 255. Left out, and said: a
/// column without values, with one value only, of texts that are nearly all different or more than
/// 1,000, and whole numbers that only count the rows.
///
/// @param inputs in the order of the network's inputs
/// @param leftOut the columns that are not used
/// @param weights the column that says how much a row counts, where there was one
public record Encoder(
    List<Transform> inputs, Target target, List<LeftOut> leftOut, Optional<String> weights) {
  private static final int MOST_CATEGORIES = 1_000;
  private static final String COUNTS = "only counts the rows";

  public Encoder {
    inputs = List.copyOf(inputs);
    leftOut = List.copyOf(leftOut);
    long width = inputs.stream().mapToLong(Transform::width).sum();
    if (width < 1 || width > Integer.MAX_VALUE) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the columns make %,d inputs; a network needs 1 to %,d",
              width,
              Integer.MAX_VALUE));
    }
  }

  public Encoder(List<Transform> inputs, Target target, List<LeftOut> leftOut) {
    this(inputs, target, leftOut, Optional.empty());
  }

  /// Fits transforms and target to the rows of a table that names its target.
  ///
  /// @throws DataException if nothing is left to learn from, or the target cannot be learnt
  public static Encoder fit(Table train) {
    Target target = Target.fit(train);
    List<Transform> inputs = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Column column : train.columns()) {
      if (column.name().equals(target.column())
          || train.weights().equals(Optional.of(column.name()))) {
        continue;
      }
      Optional<String> reason = unusable(column);
      if (reason.isPresent()) {
        leftOut.add(new LeftOut(column.name(), reason.get()));
      } else {
        inputs.add(transform(column));
      }
    }
    if (inputs.isEmpty()) {
      useCounters(train, inputs, leftOut);
    }
    if (inputs.isEmpty()) {
      throw new DataException(
          train.name()
              + " has no column to learn '"
              + target.column()
              + "' from"
              + (leftOut.isEmpty() ? "" : ": " + describe(leftOut)));
    }
    return new Encoder(inputs, target, leftOut, train.weights());
  }

  /// Columns that count the rows are better than none.
  private static void useCounters(Table train, List<Transform> inputs, List<LeftOut> leftOut) {
    for (LeftOut column : List.copyOf(leftOut)) {
      if (column.reason().equals(COUNTS)) {
        inputs.add(transform(train.column(column.column())));
        leftOut.remove(column);
      }
    }
  }

  private static String describe(List<LeftOut> columns) {
    return Words.list(columns.stream().map(c -> "'" + c.column() + "' " + c.reason()).toList());
  }

  /// Why a column cannot be learnt from and would be left out, if so, in words that follow its
  /// name.
  public static Optional<String> unusable(Column column) {
    return switch (column) {
      case Column.Pixels p -> Optional.empty();
      case Column.Numbers n -> unusable(n);
      case Column.Times t -> Optional.of("holds times");
      case Column.Categories c -> unusable(c);
    };
  }

  private static Optional<String> unusable(Column.Numbers column) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    boolean counts = true;
    double last = Double.NEGATIVE_INFINITY;
    boolean anyMissing = false;
    for (double v : column.values()) {
      if (Double.isNaN(v)) {
        anyMissing = true;
        continue;
      }
      min = Math.min(min, v);
      max = Math.max(max, v);
      counts &= v > last && v == Math.rint(v);
      last = v;
    }
    if (min > max) {
      return Optional.of("has no values");
    }
    if (min == max && !anyMissing) {
      return Optional.of("is always " + Column.Numbers.format(min));
    }
    if (Double.isInfinite(max - min)) {
      return Optional.of("spans more than a number can hold");
    }
    int rows = column.rows();
    return counts && rows > 20 && max - min < 2.0 * rows ? Optional.of(COUNTS) : Optional.empty();
  }

  private static Optional<String> unusable(Column.Categories column) {
    TreeSet<String> distinct = distinct(column);
    long present = Arrays.stream(column.codes()).filter(c -> c >= 0).count();
    if (distinct.isEmpty()) {
      return Optional.of("has no values");
    }
    if (distinct.size() == 1 && present == column.rows()) {
      return Optional.of("is always '" + distinct.first() + "'");
    }
    if (distinct.size() > 20 && distinct.size() > present / 2) {
      return Optional.of(
          String.format(
              Locale.ROOT, "has %,d different texts in %,d rows", distinct.size(), present));
    }
    return distinct.size() > MOST_CATEGORIES
        ? Optional.of(String.format(Locale.ROOT, "has %,d different texts", distinct.size()))
        : Optional.empty();
  }

  private static TreeSet<String> distinct(Column.Categories column) {
    boolean[] used = new boolean[column.dictionary().size()];
    for (int code : column.codes()) {
      if (code >= 0) {
        used[code] = true;
      }
    }
    TreeSet<String> distinct = new TreeSet<>();
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        distinct.add(column.dictionary().get(i));
      }
    }
    return distinct;
  }

  private static Transform transform(Column column) {
    return switch (column) {
      case Column.Pixels p -> new Transform.Images(p.name(), p.height(), p.width());
      case Column.Numbers n -> standardize(n);
      case Column.Times t -> throw new IllegalArgumentException(t.name());
      case Column.Categories c -> {
        boolean anyMissing = Arrays.stream(c.codes()).anyMatch(code -> code < 0);
        yield new Transform.OneHot(c.name(), List.copyOf(distinct(c)), anyMissing);
      }
    };
  }

  private static Transform standardize(Column.Numbers column) {
    double[] present = Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).toArray();
    Moments moments = Moments.of(present);
    // one value only, and missing ones: the indicator carries all
    double deviation = moments.deviation() > 0 ? moments.deviation() : 1;
    return new Transform.Standardize(
        column.name(), moments.mean(), deviation, present.length < column.rows());
  }

  /// The number of inputs of the network.
  public int width() {
    return inputs.stream().mapToInt(Transform::width).sum();
  }

  /// The column that says how much each row of this table counts: the one that the table names, or
  /// else the one of training, if the table has it.
  public Optional<String> weights(Table table) {
    return table.weights().or(() -> weights.filter(w -> table.find(w).isPresent()));
  }

  /// The table's rows as the network sees them, with targets, and with weights where there are
  /// such, see [#weights(Table)].
  ///
  /// @throws DataException if a column is missing or holds something else than in training, or for
  ///   weights that are none
  public Examples encode(Table table) {
    float[] counts = weights(table).map(w -> RowWeights.of(table, w)).orElse(new float[0]);
    return new Examples(table, this, target.encode(table), counts);
  }

  /// The table's rows as the network sees them; the target's column is not needed.
  ///
  /// @throws DataException if a column is missing or holds something else than in training
  public Examples encodeInputs(Table table) {
    return new Examples(table, this, new float[0], new float[0]);
  }
}
