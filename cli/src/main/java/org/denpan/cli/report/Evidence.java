package org.denpan.cli.report;

import java.util.List;
import java.util.Optional;
import org.denpan.data.Leak;
import org.denpan.train.CrossValidation;

/// What is known of the rows and of how far the test can be believed.
///
/// @param rule how rows were divided, in words
/// @param folds what folds have shown, where they were asked for
/// @param leakage what may let the test look better than the model will be
/// @param card what the rows hold
public record Evidence(
    String rule, Optional<CrossValidation> folds, List<Leak> leakage, Optional<DataCard> card) {
  public Evidence {
    leakage = List.copyOf(leakage);
  }

  /// Only how rows were divided.
  public static Evidence of(String rule) {
    return new Evidence(rule, Optional.empty(), List.of(), Optional.empty());
  }
}
