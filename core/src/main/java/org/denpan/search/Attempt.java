package org.denpan.search;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.denpan.train.TrainingDivergedException;

/// What is done with the settings of a trial. Called on several threads at once.
@FunctionalInterface
public interface Attempt {
  /// Tries settings for so many epochs. The result must follow from these two alone.
  ///
  /// @param stop asked from time to time; when it says so there is no result
  /// @return metrics of the validation rows; empty if stopped
  /// @throws TrainingDivergedException where training runs away, which is a result too
  Optional<Map<String, Double>> run(Settings settings, int epochs, BooleanSupplier stop);
}
