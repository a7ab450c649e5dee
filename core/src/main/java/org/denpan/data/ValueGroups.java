package org.denpan.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The values of a column as a few numbers, the same in every table: 0 for a missing value, from 1
/// on a text of its own or a range of numbers, [#UNSEEN] for a text that was not fitted.
sealed interface ValueGroups {
  int UNSEEN = -1;

  /// How many numbers there are, that of missing values too.
  int size();

  /// The number of each row.
  int[] of(Column column);

  /// Each text for itself, and at most `most` ranges of numbers with as many rows each.
  static ValueGroups fit(Column column, int most) {
    return switch (column) {
      case Column.Categories c -> new Texts(index(c));
      case Column.Numbers n -> new Ranges(limits(n.values(), most));
      case Column.Times t -> new Ranges(limits(doubles(t), most));
      case Column.Pixels p -> throw new IllegalArgumentException(p.name());
    };
  }

  private static Map<String, Integer> index(Column.Categories column) {
    Map<String, Integer> index = new HashMap<>();
    for (int code : column.codes()) {
      if (code >= 0) {
        index.putIfAbsent(column.dictionary().get(code), index.size() + 1);
      }
    }
    return index;
  }

  private static double[] doubles(Column.Times column) {
    return Arrays.stream(column.micros())
        .mapToDouble(m -> m == Column.Times.MISSING ? Double.NaN : (double) m)
        .toArray();
  }

  /// Where ranges begin, ascending; the first has no beginning.
  private static double[] limits(double[] values, int most) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] limits = new double[Math.max(0, Math.min(most, sorted.length) - 1)];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = sorted[(int) ((i + 1L) * sorted.length / (limits.length + 1))] + 0.0;
    }
    return Arrays.stream(limits).distinct().toArray();
  }

  /// Texts by their number.
  record Texts(Map<String, Integer> index) implements ValueGroups {
    @Override
    public int size() {
      return index.size() + 1;
    }

    @Override
    public int[] of(Column column) {
      if (!(column instanceof Column.Categories c)) {
        int[] unseen = new int[column.rows()];
        Arrays.fill(unseen, UNSEEN);
        return unseen;
      }
      List<String> texts = c.dictionary();
      int[] known = texts.stream().mapToInt(t -> index.getOrDefault(t, UNSEEN)).toArray();
      return Arrays.stream(c.codes()).map(code -> code < 0 ? 0 : known[code]).toArray();
    }
  }

  /// Ranges of numbers.
  record Ranges(double[] limits) implements ValueGroups {
    @Override
    public int size() {
      return limits.length + 2;
    }

    @Override
    public int[] of(Column column) {
      double[] values =
          switch (column) {
            case Column.Numbers n -> n.values();
            case Column.Times t -> doubles(t);
            default -> new double[0];
          };
      if (values.length < column.rows()) {
        int[] unseen = new int[column.rows()];
        Arrays.fill(unseen, UNSEEN);
        return unseen;
      }
      return Arrays.stream(values).mapToInt(this::range).toArray();
    }

    private int range(double value) {
      if (Double.isNaN(value)) {
        return 0;
      }
      int found = Arrays.binarySearch(limits, value + 0.0);
      return 1 + (found >= 0 ? found + 1 : -found - 1);
    }
  }
}
