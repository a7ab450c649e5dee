package org.denpan.cli.report;

import java.util.Map;
import java.util.Optional;
import org.denpan.model.Assessment;
import org.denpan.model.Evaluation;
import org.denpan.model.Importance;

/// All figures of the test, beside what is simpler.
///
/// @param model with intervals
/// @param linear the figures of a linear model; empty where none was trained
/// @param guess those of always saying the same
/// @param importance what each column is worth, where that was measured
public record Measured(
    Assessment model,
    Map<String, Double> linear,
    Map<String, Double> guess,
    Optional<Importance> importance) {
  /// The figures alone.
  static Measured of(Evaluation test) {
    return new Measured(
        Assessment.of(test), Map.of(), Assessment.of(test.guess()).metrics(), Optional.empty());
  }
}
