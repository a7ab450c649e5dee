package org.denpan.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.denpan.data.Target;
import org.denpan.measure.Band;
import org.denpan.measure.Bootstrap;
import org.denpan.measure.ClassMeasure;
import org.denpan.measure.ClassRows;
import org.denpan.measure.ConfusionMatrix;
import org.denpan.measure.Interval;
import org.denpan.measure.Measure;
import org.denpan.measure.NumberMeasure;
import org.denpan.measure.NumberRows;
import org.denpan.net.Workers;

/// All that is measured of an evaluation, with its uncertainty. Takes longer than
/// [Evaluation#metrics], and is meant for rows that were kept to test with.
///
/// ```java
/// Assessment test = Assessment.of(model.evaluate(split.test()), 42);
/// double auc = test.metrics().get("roc_auc");
/// Interval interval = test.intervals().get("roc_auc");
/// ```
///
/// @param metrics `loss`, and the figures of [ClassMeasure] or [NumberMeasure] that are defined
/// @param intervals in which they lie with 95 % confidence, see [Bootstrap]; empty where nobody
///   asked
/// @param classes each class's own figures; empty for a number
public record Assessment(
    Map<String, Double> metrics, Map<String, Interval> intervals, List<ClassScore> classes) {
  /// How well one class is told.
  ///
  /// @param name the class
  /// @param weight of the rows that are of it
  /// @param precision of the rows said to be of it, the share that is
  /// @param recall of the rows of it, the share that was said to be
  /// @param f1 the harmonic mean of both
  /// @param f1Interval of the F1; empty where there is none
  public record ClassScore(
      String name,
      double weight,
      double precision,
      double recall,
      double f1,
      Optional<Interval> f1Interval) {}

  public Assessment {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    classes = List.copyOf(classes);
  }

  /// The figures without intervals.
  public static Assessment of(Evaluation evaluation) {
    return of(evaluation, measure(evaluation, List.of()), Map.of());
  }

  /// The figures with intervals.
  ///
  /// @param seed of the resamples
  public static Assessment of(Evaluation evaluation, long seed) {
    return of(evaluation, List.of(), seed);
  }

  /// The same, and the coverage of bands around a number.
  public static Assessment of(Evaluation evaluation, List<Band> bands, long seed) {
    Measure measure = measure(evaluation, bands);
    Bootstrap bootstrap = Bootstrap.of(measure, seed);
    return of(
        evaluation, measure, bootstrap.intervals(measure, evaluation.weights(), Workers.all()));
  }

  private static Assessment of(
      Evaluation evaluation, Measure measure, Map<String, Interval> intervals) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (!Double.isNaN(evaluation.loss())) {
      metrics.put("loss", evaluation.loss());
    }
    metrics.putAll(measure.named(evaluation.weights()));
    Map<String, Interval> whole = new LinkedHashMap<>(intervals);
    List<ClassScore> scores = new ArrayList<>();
    if (evaluation.target() instanceof Target.Classes target) {
      ConfusionMatrix matrix = ConfusionMatrix.of(rows(evaluation, target), evaluation.weights());
      for (int k = 0; k < target.classes().size(); k++) {
        String name = target.classes().get(k);
        String f1 = ClassMeasure.f1(name);
        metrics.remove(f1);
        scores.add(
            new ClassScore(
                name,
                matrix.known(k),
                matrix.precision(k),
                matrix.recall(k),
                matrix.f1(k),
                Optional.ofNullable(whole.remove(f1))));
      }
    }
    return new Assessment(metrics, whole, scores);
  }

  /// What can be asked with any weights.
  public static Measure measure(Evaluation evaluation, List<Band> bands) {
    return switch (evaluation.target()) {
      case Target.Classes classes -> new ClassMeasure(rows(evaluation, classes));
      case Target.Number number -> new NumberMeasure(rows(evaluation, number), bands);
    };
  }

  /// The rows as classes, for curves.
  ///
  /// @param target of the evaluation
  public static ClassRows rows(Evaluation evaluation, Target.Classes target) {
    float[] known = evaluation.known();
    Predictions predictions = evaluation.predictions();
    return new ClassRows(
        target.classes(),
        IntStream.range(0, known.length).map(row -> (int) known[row]).toArray(),
        IntStream.range(0, known.length).map(predictions::classIndex).toArray(),
        predictions.outputs());
  }

  /// The rows as numbers in their own unit.
  ///
  /// @param target of the evaluation
  public static NumberRows rows(Evaluation evaluation, Target.Number target) {
    float[] known = evaluation.known();
    float[] outputs = evaluation.predictions().outputs();
    return new NumberRows(
        IntStream.range(0, known.length).mapToDouble(row -> target.decode(known[row])).toArray(),
        IntStream.range(0, known.length).mapToDouble(row -> target.decode(outputs[row])).toArray(),
        // known numbers were standardised as floats
        0x1p-22 * (Math.abs(target.mean()) + target.deviation()));
  }
}
