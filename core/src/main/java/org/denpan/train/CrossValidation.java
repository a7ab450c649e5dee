package org.denpan.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.denpan.data.Folds;
import org.denpan.data.Split;
import org.denpan.model.Assessment;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;

/// A way of training judged by several models, each tested with rows that it has not learnt from:
/// its figures with their spread.
///
/// ```java
/// Folds folds = Folds.of(table.withTarget("churned"), Splitting.stratified(), 5, 1, 42);
/// CrossValidation result = CrossValidation.of(folds, () -> Trainer.of(network));
/// double accuracy = result.model().get("accuracy").mean();
/// ```
///
/// @param rule how rows were divided, in words
/// @param planned how many folds there should be
/// @param tests those that were made, in their order
public record CrossValidation(String rule, int planned, List<Test> tests) {
  /// One fold.
  ///
  /// @param rule how rows were divided for it, with sizes
  /// @param learnt how many rows were for training and validation
  /// @param rows how many were tested with
  /// @param model the figures of the model, by name
  /// @param linear those of a linear model trained on the same rows; empty where there is none
  /// @param baseline those of always saying the same
  public record Test(
      String rule,
      int learnt,
      int rows,
      Map<String, Double> model,
      Map<String, Double> linear,
      Map<String, Double> baseline) {
    public Test {
      model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
      linear = Collections.unmodifiableMap(new LinkedHashMap<>(linear));
      baseline = Collections.unmodifiableMap(new LinkedHashMap<>(baseline));
    }

    /// A model tested with the test rows of the split that it learnt from.
    ///
    /// @param linear figures of a linear model, where there is one
    public static Test of(Split split, Model model, Map<String, Double> linear) {
      Evaluation evaluation = model.evaluate(split.test());
      return new Test(
          split.rule(),
          split.train().rows() + split.validation().rows(),
          split.test().rows(),
          Assessment.of(evaluation).metrics(),
          linear,
          Assessment.of(evaluation.guess()).metrics());
    }
  }

  /// A figure over the folds.
  ///
  /// @param mean its average
  /// @param deviation its sample standard deviation, by n − 1; NaN of one fold. How much the figure
  ///   varies from fold to fold: no error of the mean, since models of different folds learn from
  ///   mostly the same rows (Bengio and Grandvalet 2004)
  public record Spread(double mean, double deviation) {
    static Spread of(double[] values) {
      double mean = Arrays.stream(values).average().orElse(Double.NaN);
      double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
      return new Spread(
          mean, values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)));
    }
  }

  public CrossValidation {
    tests = List.copyOf(tests);
  }

  /// Trains and tests a model for each fold.
  ///
  /// @param trainers gives a new trainer, with all settings, each time
  public static CrossValidation of(Folds folds, Supplier<Trainer> trainers) {
    List<Test> tests = new ArrayList<>();
    for (Split split : folds.splits()) {
      Model model = trainers.get().fit(split.train(), split.validation());
      tests.add(Test.of(split, model, Map.of()));
    }
    return new CrossValidation(folds.rule(), folds.splits().size(), tests);
  }

  /// The model's figures that all folds have.
  public Map<String, Spread> model() {
    return spreads(Test::model);
  }

  /// The linear model's figures that all folds have.
  public Map<String, Spread> linear() {
    return spreads(Test::linear);
  }

  /// The figures of always saying the same.
  public Map<String, Spread> baseline() {
    return spreads(Test::baseline);
  }

  private Map<String, Spread> spreads(Function<Test, Map<String, Double>> figures) {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    if (tests.isEmpty()) {
      return spreads;
    }
    TreeSet<String> common = new TreeSet<>(figures.apply(tests.getFirst()).keySet());
    tests.forEach(test -> common.retainAll(figures.apply(test).keySet()));
    for (String name : figures.apply(tests.getFirst()).keySet()) {
      if (common.contains(name)) {
        double[] values =
            tests.stream()
                .mapToDouble(t -> figures.apply(t).getOrDefault(name, Double.NaN))
                .toArray();
        spreads.put(name, Spread.of(values));
      }
    }
    return spreads;
  }
}
