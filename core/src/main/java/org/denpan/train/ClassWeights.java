package org.denpan.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.denpan.DenpanException;
import org.denpan.Words;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Spool;
import org.denpan.data.Target;

/// By how much the training rows of each class count more or less. It multiplies the weights that
/// the rows have themselves.
///
/// @param given by name, 1 for classes not named; empty for W/(K·W_k), with the rows' total weight
///   W and that of the class, so that all K classes count the same
record ClassWeights(Map<String, Double> given) {
  static final ClassWeights BALANCED = new ClassWeights(Map.of());

  /// @throws DenpanException for a weight that is not a finite number of at least 0
  ClassWeights {
    given = new LinkedHashMap<>(given);
    given.forEach((name, weight) -> {
      if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
        throw new DenpanException(
            "the weight of the class '"
                + name
                + "' must be a finite number of at least 0, got "
                + weight);
      }
    });
  }

  /// What [#toString] prints: `balanced`, or `yes=3, no=1`.
  ///
  /// @throws DenpanException for other words, or a class that is given twice
  static ClassWeights parse(String words) {
    if (words.strip().equals("balanced")) {
      return BALANCED;
    }
    Map<String, Double> given = new LinkedHashMap<>();
    for (String part : words.split(",", -1)) {
      int equals = Math.max(part.lastIndexOf('='), 0);
      String name = part.substring(0, equals).strip();
      if (given.containsKey(name)) {
        throw new DenpanException("the class '" + name + "' is given twice");
      }
      given.put(name, weight(part, equals));
    }
    return new ClassWeights(given);
  }

  private static double weight(String part, int equals) {
    try {
      if (equals > 0) {
        return Double.parseDouble(part.substring(equals + 1).strip());
      }
    } catch (NumberFormatException e) {
      // as without a number
    }
    throw new DenpanException(
        "expected balanced, or a number for each class as in \"yes=3, no=1\", got '"
            + part.strip()
            + "'");
  }

  /// The classes of a target that these weights are for.
  ///
  /// @throws DenpanException if it is a number, lacks a class that was named, or would not count
  Target.Classes check(Target target) {
    if (!(target instanceof Target.Classes classes)) {
      throw new DenpanException(
          "class weights are for classes, but the target '" + target.column() + "' is a number");
    }
    for (String name : given.keySet()) {
      if (!classes.classes().contains(name)) {
        throw new DenpanException(
            "class weights: the target '"
                + target.column()
                + "' has no class '"
                + name
                + "'; "
                + Words.suggestion(name, classes.classes()));
      }
    }
    if (classes.classes().stream().allMatch(name -> given.getOrDefault(name, 1.0) == 0)) {
      throw new DenpanException("class weights: all are 0; at least one class must count");
    }
    return classes;
  }

  /// What makes rows count as much as their classes say.
  ///
  /// @param train all rows
  /// @throws DenpanException if no row would count, or one beyond all measure
  UnaryOperator<Examples> weighting(Examples train) {
    Target.Classes target = check(train.encoder().target());
    double[] sums = new double[target.classes().size()];
    add(train, sums);
    return weighting(target, sums);
  }

  /// The same of rows beyond memory.
  UnaryOperator<Examples> weighting(Spool train, Encoder encoder) {
    Target.Classes target = check(encoder.target());
    double[] sums = new double[target.classes().size()];
    train.forEach(piece -> add(encoder.encodePart(piece), sums));
    return weighting(target, sums);
  }

  private static void add(Examples rows, double[] sums) {
    for (int row = 0; row < rows.rows(); row++) {
      sums[(int) rows.targets()[row]] += rows.weights()[row];
    }
  }

  private UnaryOperator<Examples> weighting(Target.Classes target, double[] sums) {
    double[] factors = factors(target, sums);
    double total = 0;
    for (int k = 0; k < sums.length; k++) {
      total += sums[k] * factors[k];
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new DenpanException(
          "class weights ("
              + this
              + ") and the rows' own weights make "
              + total
              + " in all; at least one row must count, none without bound");
    }
    return rows -> {
      float[] weights = rows.weights().clone();
      for (int row = 0; row < weights.length; row++) {
        weights[row] = (float) (weights[row] * factors[(int) rows.targets()[row]]);
      }
      return rows.withWeights(weights);
    };
  }

  private double[] factors(Target.Classes target, double[] sums) {
    int size = sums.length;
    double total = Arrays.stream(sums).sum();
    double[] factors = new double[size];
    for (int k = 0; k < size; k++) {
      double balanced = sums[k] > 0 ? total / (size * sums[k]) : 0;
      factors[k] = given.isEmpty() ? balanced : given.getOrDefault(target.classes().get(k), 1.0);
    }
    return factors;
  }

  /// `balanced`, or `yes=3.0, no=1.0`.
  @Override
  public String toString() {
    return given.isEmpty()
        ? "balanced"
        : given.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s=%s", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
  }
}
