package org.denpan.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What a table holds, column by column, for a person or a report to read. Only records, texts and
/// finite numbers, so that it goes into JSON as it is.
///
/// @param target the column to predict, once it is known
public record TableSummary(
    String name, int rows, Optional<String> target, List<ColumnSummary> columns) {
  private static final int MOST_FREQUENT = 10;

  public TableSummary {
    columns = List.copyOf(columns);
  }

  /// Reads every value of the table once.
  public static TableSummary of(Table table) {
    return new TableSummary(
        table.name(),
        table.rows(),
        table.target(),
        table.columns().stream().map(TableSummary::summary).toList());
  }

  /// What one column holds.
  public sealed interface ColumnSummary {
    String name();

    /// As [Column#kind].
    String kind();

    /// How many rows have no value.
    int missing();
  }

  /// Numbers.
  ///
  /// @param distinct how many different values there are
  /// @param range empty where all values are missing
  /// @param frequent the most frequent values where there are few ([Task]), else empty
  public record Numbers(
      String name,
      String kind,
      int missing,
      int distinct,
      Optional<Range> range,
      List<Count> frequent)
      implements ColumnSummary {}

  /// Texts.
  ///
  /// @param distinct how many different texts there are
  /// @param frequent the ten most frequent, the most frequent first, equals by name
  public record Texts(String name, String kind, int missing, int distinct, List<Count> frequent)
      implements ColumnSummary {}

  /// Points in time.
  ///
  /// @param first the earliest, in ISO 8601; empty where all values are missing
  /// @param last the latest
  public record Times(
      String name,
      String kind,
      int missing,
      int distinct,
      Optional<String> first,
      Optional<String> last)
      implements ColumnSummary {}

  /// Grey images.
  ///
  /// @param mean of all pixels, 0 black to 255 white
  public record Images(String name, String kind, int missing, int height, int width, double mean)
      implements ColumnSummary {}

  /// The smallest, average and largest of the values that are there.
  public record Range(double min, double mean, double max) {}

  /// A value and how many rows have it.
  public record Count(String value, int rows) {}

  private static ColumnSummary summary(Column column) {
    return switch (column) {
      case Column.Numbers n -> numbers(n);
      case Column.Categories c -> texts(c);
      case Column.Pixels p -> images(p);
      case Column.Times t -> times(t);
    };
  }

  private static Numbers numbers(Column.Numbers column) {
    double[] sorted =
        Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).map(v -> v + 0.0).toArray();
    Arrays.sort(sorted);
    TreeMap<Double, Integer> counts = new TreeMap<>();
    boolean classes = Task.of(column) == Task.CLASSES;
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
      if (classes) {
        counts.merge(sorted[i], 1, Integer::sum);
      }
    }
    List<Count> frequent =
        mostFrequent(
            counts.entrySet().stream()
                .map(e -> new Count(Column.Numbers.format(e.getKey()), e.getValue()))
                .toList());
    int missing = column.rows() - sorted.length;
    return new Numbers(column.name(), column.kind(), missing, distinct, range(sorted), frequent);
  }

  private static Optional<Range> range(double[] sorted) {
    if (sorted.length == 0) {
      return Optional.empty();
    }
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    if (!Double.isFinite(mean)) {
      mean = Moments.of(sorted).mean(); // less exact, but huge values do not overflow
    }
    return Optional.of(new Range(sorted[0], mean, sorted[sorted.length - 1]));
  }

  private static Texts texts(Column.Categories column) {
    int[] counts = new int[column.dictionary().size()];
    Arrays.stream(column.codes()).filter(c -> c >= 0).forEach(c -> counts[c]++);
    List<Count> present =
        IntStream.range(0, counts.length)
            .filter(code -> counts[code] > 0)
            .mapToObj(code -> new Count(column.dictionary().get(code), counts[code]))
            .sorted(Comparator.comparing(Count::value))
            .toList();
    int missing = column.rows() - Arrays.stream(counts).sum();
    return new Texts(column.name(), column.kind(), missing, present.size(), mostFrequent(present));
  }

  private static List<Count> mostFrequent(List<Count> counts) {
    return counts.stream()
        .sorted(Comparator.comparingInt(Count::rows).reversed())
        .limit(MOST_FREQUENT)
        .toList();
  }

  private static Times times(Column.Times column) {
    long[] sorted =
        Arrays.stream(column.micros()).filter(m -> m != Column.Times.MISSING).sorted().toArray();
    int missing = column.rows() - sorted.length;
    int distinct = (int) Arrays.stream(sorted).distinct().count();
    Optional<String> first =
        sorted.length == 0
            ? Optional.empty()
            : Optional.of(Column.Times.format(sorted[0], column.days()));
    Optional<String> last =
        sorted.length == 0
            ? Optional.empty()
            : Optional.of(Column.Times.format(sorted[sorted.length - 1], column.days()));
    return new Times(column.name(), column.kind(), missing, distinct, first, last);
  }

  private static Images images(Column.Pixels column) {
    long sum = 0;
    for (int row = 0; row < column.rows(); row++) {
      for (int i = column.start(row); i < column.start(row) + column.size(); i++) {
        sum += column.values()[i] & 255;
      }
    }
    double mean = (double) sum / Math.max(1, (long) column.rows() * column.size());
    return new Images(column.name(), column.kind(), 0, column.height(), column.width(), mean);
  }
}
