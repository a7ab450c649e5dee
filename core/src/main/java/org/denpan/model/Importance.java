package org.denpan.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Transform;

/// How much worse a model gets when a column's values are put into a random order, so that they say
/// nothing of their rows any more: permutation importance. Breiman 2001, "Random forests", section
/// 10; Fisher, Rudin and Dominici 2019.
///
/// Columns that say the same share their importance: without one of them the model still has the
/// other.
///
/// @param metric what gets worse: `roc_auc` (or `accuracy`, where the rows have one class only), or
///   `rmse`
/// @param reference the metric with all columns as they are
/// @param rows how many rows were looked at
/// @param columns the most important first
public record Importance(String metric, double reference, int rows, List<Score> columns) {
  /// How often each column is permuted.
  public static final int REPEATS = 5;

  /// The most rows that are looked at by default.
  public static final int MOST_ROWS = 10_000;

  private static final int FEWEST_ROWS = 1_000;
  private static final long MOST_PREDICTIONS = 3_000_000;

  /// What a column is worth.
  ///
  /// @param column of the table, before it becomes inputs
  /// @param drop by how much the metric gets worse on the mean, in its unit; below 0 by chance
  ///   alone
  /// @param deviation of the drops of single permutations
  public record Score(String column, double drop, double deviation) {}

  public Importance {
    columns = List.copyOf(columns);
  }

  /// The importance of each column on these rows. Of more than 10,000 rows, fewer where there are
  /// many columns, some are drawn, so that it takes seconds.
  ///
  /// @param table rows with a target, best such that the model has not learnt from
  /// @param seed of the permutations
  public static Importance of(Model model, Table table, long seed) {
    int inputs = columns(model).size();
    long affordable = MOST_PREDICTIONS / ((long) REPEATS * inputs);
    int most = Math.clamp(affordable, FEWEST_ROWS, MOST_ROWS);
    return of(model, table, REPEATS, most, seed);
  }

  /// The same with so many permutations of each column, of at most so many rows.
  public static Importance of(Model model, Table table, int repeats, int mostRows, long seed) {
    Seed source = new Seed(seed);
    Table rows = table.rows() <= mostRows ? table : drawn(table, mostRows, source);
    Map<String, Double> before = Assessment.of(model.evaluate(rows)).metrics();
    String metric =
        model.target() instanceof Target.Number
            ? "rmse"
            : before.containsKey("roc_auc") ? "roc_auc" : "accuracy";
    double reference = before.getOrDefault(metric, Double.NaN);
    double sign = metric.equals("rmse") ? -1 : 1;
    List<Score> scores = new ArrayList<>();
    int place = 0;
    for (String column : columns(model)) {
      double[] drops = new double[repeats];
      for (int i = 0; i < repeats; i++) {
        int[] order = IntStream.range(0, rows.rows()).toArray();
        source.stream("permute", place, i).shuffle(order);
        Table permuted = replaced(rows, rows.column(column).select(order));
        double after =
            Assessment.of(model.evaluate(permuted)).metrics().getOrDefault(metric, Double.NaN);
        drops[i] = sign * (reference - after);
      }
      scores.add(score(column, drops));
      place++;
    }
    scores.sort(Comparator.comparingDouble((Score score) -> -score.drop()));
    return new Importance(metric, reference, rows.rows(), scores);
  }

  /// The columns that become inputs, each once.
  private static Set<String> columns(Model model) {
    Set<String> columns = new LinkedHashSet<>();
    model.encoder().inputs().stream().map(Transform::column).forEach(columns::add);
    return columns;
  }

  private static Table drawn(Table table, int rows, Seed seed) {
    int[] order = IntStream.range(0, table.rows()).toArray();
    seed.stream("importance rows").shuffle(order);
    return table.select(IntStream.of(order).limit(rows).sorted().toArray());
  }

  private static Table replaced(Table table, Column column) {
    List<Column> columns =
        table.columns().stream()
            .map(old -> old.name().equals(column.name()) ? column : old)
            .toList();
    return new Table(table.name(), columns, table.target(), table.aim(), table.weights());
  }

  private static Score score(String column, double[] drops) {
    double mean = 0;
    for (double drop : drops) {
      mean += drop / drops.length;
    }
    double squares = 0;
    for (double drop : drops) {
      squares += (drop - mean) * (drop - mean);
    }
    double deviation = drops.length > 1 ? Math.sqrt(squares / (drops.length - 1)) : 0;
    return new Score(column, mean, deviation);
  }
}
