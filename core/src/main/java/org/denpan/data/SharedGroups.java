package org.denpan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether the rows of one value, as of one customer or patient, are alike in the target and stand
/// on both sides. Looked at are columns that are no input, and those whose name is that of an
/// identifier; a category that is an input says what it says of new rows too.
final class SharedGroups {
  private static final int FEWEST_GROUPS = 20;
  private static final double FEWEST_ROWS_EACH = 2;
  private static final double MOST_ROWS_EACH = 200;

  /// Of test rows, those whose value is learnt from.
  private static final double SHARED = 0.5;

  private static final double ALIKE = 0.2;

  private static final Pattern IDENTIFIER =
      Pattern.compile("(?i:(.*[_\\s.-])?(id|uuid|key))|.*[a-z]I[dD]");

  private SharedGroups() {}

  static Optional<Leak> of(Table train, Table test, Column column, Target target, boolean input) {
    boolean other =
        column.name().equals(target.column())
            || train.weights().equals(Optional.of(column.name()))
            || (input && !IDENTIFIER.matcher(column.name()).matches());
    if (other || !names(column)) {
      return Optional.empty();
    }
    Column named = texts(column);
    ValueGroups groups = ValueGroups.fit(named, 1);
    int[] at = groups.of(named);
    int[] sizes = new int[groups.size()];
    Arrays.stream(at).forEach(g -> sizes[g]++);
    sizes[0] = 0; // a missing value names no group
    long rows = Arrays.stream(sizes).asLongStream().sum();
    long many = Arrays.stream(sizes).filter(size -> size > 0).count();
    if (many < FEWEST_GROUPS || rows < FEWEST_ROWS_EACH * many || rows > MOST_ROWS_EACH * many) {
      return Optional.empty();
    }
    int[] there = groups.of(texts(test.column(column.name())));
    long known = Arrays.stream(there).filter(g -> g != 0).count();
    long shared = Arrays.stream(there).filter(g -> g > 0 && sizes[g] > 0).count();
    double alike = alike(at, sizes, target.encode(train), target);
    return known > 0 && shared >= SHARED * known && alike >= ALIKE
        ? Optional.of(leak(column, target, shared, test.rows(), alike))
        : Optional.empty();
  }

  /// Numbers as texts, each for itself.
  private static Column texts(Column column) {
    if (!(column instanceof Column.Numbers numbers)) {
      return column;
    }
    Map<Double, Integer> index = new HashMap<>();
    List<String> dictionary = new ArrayList<>();
    int[] codes = new int[numbers.rows()];
    for (int row = 0; row < codes.length; row++) {
      double value = numbers.values()[row] + 0.0;
      codes[row] =
          numbers.missing(row)
              ? Column.Categories.MISSING
              : index.computeIfAbsent(
                  value,
                  v -> {
                    dictionary.add(Column.Numbers.format(v));
                    return index.size();
                  });
    }
    return new Column.Categories(column.name(), dictionary, codes);
  }

  /// Texts and whole numbers name something.
  private static boolean names(Column column) {
    return switch (column) {
      case Column.Categories c -> true;
      case Column.Numbers n ->
          Arrays.stream(n.values()).allMatch(v -> Double.isNaN(v) || v == Math.rint(v));
      case Column.Times t -> false;
      case Column.Pixels p -> false;
    };
  }

  /// The intraclass correlation ICC(1) (Shrout and Fleiss 1979) of the target, of classes as
  /// indicators: 0 where groups differ as rows do by chance, 1 where rows of a group are equal.
  private static double alike(int[] at, int[] sizes, float[] known, Target target) {
    int outputs = target instanceof Target.Classes c ? c.classes().size() : 1;
    double between = 0;
    double within = 0;
    double rows = Arrays.stream(sizes).sum();
    double groups = Arrays.stream(sizes).filter(size -> size > 0).count();
    for (int k = 0; k < outputs; k++) {
      double[] sums = new double[sizes.length];
      double total = 0;
      double squares = 0;
      for (int row = 0; row < at.length; row++) {
        if (at[row] > 0) {
          double value = outputs == 1 ? known[row] : (int) known[row] == k ? 1 : 0;
          sums[at[row]] += value;
          total += value;
          squares += value * value;
        }
      }
      double explained = 0;
      for (int g = 1; g < sizes.length; g++) {
        explained += sizes[g] == 0 ? 0 : sums[g] * sums[g] / sizes[g];
      }
      between += explained - total * total / rows;
      within += squares - explained;
    }
    double sizeSquares = Arrays.stream(sizes).mapToDouble(size -> (double) size * size).sum();
    double usual = (rows - sizeSquares / rows) / (groups - 1);
    double meanBetween = between / (groups - 1);
    double meanWithin = within / (rows - groups);
    return (meanBetween - meanWithin) / (meanBetween + (usual - 1) * meanWithin);
  }

  private static Leak leak(Column column, Target target, long shared, int rows, double alike) {
    return new Leak(
        Leak.Kind.GROUPS,
        Optional.of(column.name()),
        alike,
        String.format(
            Locale.ROOT,
            "rows of one '%s' are alike in '%s' (intraclass correlation %.2f), and %,d of %,d test"
                + " rows have one that is learnt from: if new rows will be of others, divide the"
                + " rows by group of '%s'",
            column.name(),
            target.column(),
            alike,
            shared,
            rows,
            column.name()));
  }
}
