package org.denpan.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.denpan.Quantile;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.Drift;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.data.TableSummary;
import org.denpan.data.Target;

/// What the training rows hold, column by column, and how large the parts are.
///
/// @param columns in the order of the table
/// @param parts train, validation and test
public record DataCard(List<ColumnCard> columns, List<Part> parts) {
  private static final int BARS = 16;
  private static final int NAMED = 3;
  private static final double TAIL = 0.005;

  /// One column.
  ///
  /// @param missing the share of missing values
  /// @param distinct how many different values there are, in words
  /// @param values the range, or the most frequent values
  /// @param bars how values are spread: counts of equal ranges, or of the most frequent texts
  /// @param drift how the test rows differ, where that was looked at
  public record ColumnCard(
      String name,
      String kind,
      double missing,
      String distinct,
      String values,
      List<Integer> bars,
      Optional<Drift> drift) {}

  /// One part of the rows.
  ///
  /// @param target the classes' shares, or mean and deviation
  public record Part(String name, int rows, String target) {}

  public DataCard {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
  }

  /// Reads every value of the training rows.
  public static DataCard of(Split split, Target target, List<Drift> drifts) {
    Table train = split.train();
    List<ColumnCard> cards = new ArrayList<>();
    List<TableSummary.ColumnSummary> summaries = TableSummary.of(train).columns();
    for (int i = 0; i < summaries.size(); i++) {
      cards.add(card(train.columns().get(i), summaries.get(i), drifts));
    }
    return new DataCard(
        cards,
        List.of(
            part("training", train, target),
            part("validation", split.validation(), target),
            part("test", split.test(), target)));
  }

  private static ColumnCard card(
      Column column, TableSummary.ColumnSummary summary, List<Drift> drifts) {
    double[] sorted = numbers(column);
    return new ColumnCard(
        column.name(),
        column.kind(),
        column.rows() == 0 ? 0 : (double) summary.missing() / column.rows(),
        switch (summary) {
          case TableSummary.Numbers n -> Figures.count(n.distinct());
          case TableSummary.Texts t -> Figures.count(t.distinct());
          case TableSummary.Times t -> Figures.count(t.distinct());
          case TableSummary.Images i -> "";
        },
        values(summary, sorted),
        switch (summary) {
          case TableSummary.Texts t -> t.frequent().stream().map(TableSummary.Count::rows).toList();
          default -> bars(sorted);
        },
        drifts.stream().filter(d -> d.column().equals(column.name())).findFirst());
  }

  /// The values that are there, ascending; none of texts and images.
  private static double[] numbers(Column column) {
    return switch (column) {
      case Column.Numbers n ->
          Arrays.stream(n.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
      case Column.Times t ->
          Arrays.stream(t.micros())
              .filter(m -> m != Column.Times.MISSING)
              .sorted()
              .asDoubleStream()
              .toArray();
      default -> new double[0];
    };
  }

  private static String values(TableSummary.ColumnSummary summary, double[] sorted) {
    return switch (summary) {
      case TableSummary.Numbers n ->
          n.range()
              .map(r ->
                  "%s … %s, median %s"
                      .formatted(
                          Figures.number(r.min()),
                          Figures.number(r.max()),
                          Figures.number(Quantile.of(sorted, 0.5))))
              .orElse("none");
      case TableSummary.Texts t -> {
        String named =
            t.frequent().stream()
                .limit(NAMED)
                .map(c -> Figures.brief(c.value()) + " (" + Figures.count(c.rows()) + ")")
                .collect(Collectors.joining(", "));
        yield t.distinct() > NAMED ? named + ", …" : named;
      }
      case TableSummary.Times t ->
          t.first().map(first -> first + " … " + t.last().orElse("")).orElse("none");
      case TableSummary.Images i -> "%d×%d".formatted(i.height(), i.width());
    };
  }

  /// Counts of equal ranges; the outermost hold the tails too.
  private static List<Integer> bars(double[] sorted) {
    if (sorted.length == 0) {
      return List.of();
    }
    double low = Quantile.of(sorted, TAIL);
    double high = Quantile.of(sorted, 1 - TAIL);
    Integer[] counts = new Integer[BARS];
    Arrays.fill(counts, 0);
    for (double value : sorted) {
      double at = high > low ? (value - low) / (high - low) * BARS : BARS / 2;
      counts[(int) Math.clamp(at, 0, BARS - 1)]++;
    }
    return List.of(counts);
  }

  private static Part part(String name, Table rows, Target target) {
    if (rows.rows() == 0) {
      return new Part(name, 0, "");
    }
    float[] known = target.encode(rows);
    return new Part(
        name,
        rows.rows(),
        switch (target) {
          case Target.Classes c -> classes(known, c);
          case Target.Number n -> number(known, n);
        });
  }

  private static String classes(float[] known, Target.Classes target) {
    int[] counts = new int[target.classes().size()];
    for (float k : known) {
      counts[(int) k]++;
    }
    List<String> shares = new ArrayList<>();
    for (int k = 0; k < Math.min(counts.length, 12); k++) {
      shares.add(
          Figures.brief(target.classes().get(k))
              + " "
              + Figures.share((double) counts[k] / known.length));
    }
    return String.join(", ", shares) + (shares.size() < counts.length ? ", …" : "");
  }

  private static String number(float[] known, Target.Number target) {
    double mean = 0;
    for (float k : known) {
      mean += target.decode(k) / known.length;
    }
    double squares = 0;
    for (float k : known) {
      squares += Math.pow(target.decode(k) - mean, 2) / known.length;
    }
    return "mean %s, standard deviation %s"
        .formatted(Figures.number(mean), Figures.number(Math.sqrt(squares)));
  }
}
