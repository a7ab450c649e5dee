package org.denpan.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a search has found.
///
/// @param plan the rungs that there were to be
/// @param goal by which trials were compared
/// @param results of all trials and rungs, by rung and number
/// @param timeOver the rungs that the time ended
/// @param complete whether all that was to be done was done; not so where it was stopped
public record Found(
    Halving plan,
    Goal goal,
    List<SearchEvent.Finished> results,
    List<SearchEvent.TimeOver> timeOver,
    boolean complete) {
  public Found {
    results = List.copyOf(results);
    timeOver = List.copyOf(timeOver);
  }

  /// The best of the highest rung that has a result which did not diverge; lower rungs do not
  /// count, as they trained for fewer epochs.
  public Optional<SearchEvent.Finished> best() {
    return ranking().stream().findFirst().filter(f -> f.diverged().isEmpty());
  }

  /// Each trial with its last result, best first: those that came to a higher rung before those
  /// that did not.
  public List<SearchEvent.Finished> ranking() {
    return results.stream()
        .filter(f -> results.stream().noneMatch(g -> g.trial() == f.trial() && g.rung() > f.rung()))
        .sorted(
            Comparator.comparing((SearchEvent.Finished f) -> f.diverged().isPresent())
                .thenComparingInt(f -> -f.rung())
                .thenComparing(goal.ranking()))
        .toList();
  }

  /// How many trials were begun.
  public int trials() {
    return (int) results.stream().filter(f -> f.rung() == 0).count();
  }

  /// How many trials ran away, on whichever rung.
  public int diverged() {
    return (int) results.stream().filter(f -> f.diverged().isPresent()).count();
  }

  /// The epochs of all results together.
  public long epochs() {
    return results.stream().mapToLong(SearchEvent.Finished::epochs).sum();
  }
}
