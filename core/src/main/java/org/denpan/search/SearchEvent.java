package org.denpan.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What happens in a search, for those who watch and for its [Journal].
public sealed interface SearchEvent {
  /// The rung it happened on, from 0.
  int rung();

  /// Seconds since the search began; of one that was taken up again, the time before counts too.
  double elapsed();

  /// A trial was trained.
  ///
  /// @param trial its number, from 0
  /// @param epochs that it was to be trained for
  /// @param metrics of the validation rows, with the weights of the epoch that was best by loss;
  ///   none where it diverged
  /// @param diverged why training ran away, if it did
  /// @param seconds that it took
  record Finished(
      int trial,
      int rung,
      int epochs,
      Settings settings,
      Map<String, Double> metrics,
      Optional<String> diverged,
      double seconds,
      double elapsed)
      implements SearchEvent {
    public Finished {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /// The time for a rung was over before all its trials were trained.
  ///
  /// @param finished how many were
  /// @param entrants how many there should have been
  record TimeOver(int rung, int finished, int entrants, double elapsed) implements SearchEvent {}
}
