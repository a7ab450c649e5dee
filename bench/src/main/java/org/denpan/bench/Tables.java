package org.denpan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.denpan.data.Csv;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.model.Assessment;
import org.denpan.model.Model;
import org.denpan.train.Baselines;
import org.denpan.train.Preset;

/// Trains the preset for tables with several seeds, beside a linear model on the same split, and
/// prints a table of what they reach on the test rows. The split is the usual one of seed 42
/// throughout, so that the seeds differ in weights, shuffling and dropout alone.
final class Tables {
  private static final int SEEDS = 5;

  /// What is trained on.
  ///
  /// @param measures what is printed of it
  private record Data(String name, Split split, List<String> measures) {}

  private Tables() {}

  /// Trains and prints.
  ///
  /// @param args the folder of the tables, and how many seeds
  public static void main(String[] args) {
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: bench/tables FOLDER [SEEDS]");
      System.exit(2);
    }
    Path folder = Path.of(args[0]);
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : SEEDS;
    System.out.println("| table | model | figures on the test rows, mean ± deviation | seconds |");
    System.out.println("|---|---|---|---|");
    for (Data data : List.of(adult(folder), california(folder))) {
      Preset.Recipe recipe =
          Preset.tabular().recipe(data.split.train().task(), data.split.train().rows());
      print(
          data,
          "tabular, %,d seeds".formatted(seeds),
          seeds,
          seed -> recipe.trainer().seed(seed).fit(data.split.train(), data.split.validation()));
      print(data, "linear", 1, seed -> Baselines.linear(data.split.train(), seed).model());
    }
  }

  private static Data adult(Path folder) {
    Table train = Csv.read(folder.resolve("adult-train.csv")).withTarget("column15");
    Table test = Csv.read(folder.resolve("adult-test.csv"));
    return new Data(
        "Adult",
        Split.given(train, test, 42),
        List.of("accuracy", "roc_auc", "log_loss", "f1_macro", "ece"));
  }

  private static Data california(Path folder) {
    Table table = Csv.read(folder.resolve("california_housing.csv"));
    return new Data(
        "California",
        Split.stratified(table, "median_house_value", 0.8, 42),
        List.of("rmse", "mae", "r2"));
  }

  @FunctionalInterface
  private interface Training {
    Model train(long seed);
  }

  private static void print(Data data, String name, int seeds, Training training) {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    long begin = System.nanoTime();
    for (int seed = 1; seed <= seeds; seed++) {
      Model model = training.train(seed);
      Map<String, Double> metrics = Assessment.of(model.evaluate(data.split.test())).metrics();
      for (String measure : data.measures) {
        double value = metrics.getOrDefault(measure, Double.NaN);
        figures.computeIfAbsent(measure, _ -> new ArrayList<>()).add(value);
      }
      System.err.printf(
          Locale.ROOT,
          "%s, %s, seed %d, epoch %s: %s%n",
          data.name,
          name,
          seed,
          model.provenance().get("best_epoch"),
          metrics);
    }
    double seconds = (System.nanoTime() - begin) * 1e-9 / seeds;
    String all =
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + " " + spread(figure.getValue()))
            .collect(Collectors.joining(", "));
    System.out.printf(Locale.ROOT, "| %s | %s | %s | %.0f |%n", data.name, name, all, seconds);
  }

  /// Mean and, of several, standard deviation.
  private static String spread(List<Double> values) {
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    String format = mean >= 100 ? "%,.0f" : "%.4f";
    String text = String.format(Locale.ROOT, format, mean);
    return values.size() == 1
        ? text
        : text
            + " ± "
            + String.format(Locale.ROOT, format, Math.sqrt(squares / (values.size() - 1)));
  }
}
