package org.denpan.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was measured: for each discipline and contestant, a figure a round.
///
/// A discipline is a line of the table, such as `W2` (samples a second), `first epoch W2` (seconds)
/// or `1 row` (microseconds).
final class Results {
  /// @param higher whether more is better
  /// @param unit of the figures
  record Discipline(String name, String unit, boolean higher) {}

  private final Map<Discipline, Map<String, List<Double>>> figures = new LinkedHashMap<>();

  void add(Discipline discipline, String contestant, double figure) {
    figures
        .computeIfAbsent(discipline, d -> new LinkedHashMap<>())
        .computeIfAbsent(contestant, c -> new ArrayList<>())
        .add(figure);
  }

  List<Discipline> disciplines() {
    return List.copyOf(figures.keySet());
  }

  int contestants(Discipline discipline) {
    return figures.getOrDefault(discipline, Map.of()).size();
  }

  Optional<Summary> summary(Discipline discipline, String contestant) {
    List<Double> rounds =
        figures.getOrDefault(discipline, Map.of()).getOrDefault(contestant, List.of());
    return rounds.isEmpty() ? Optional.empty() : Optional.of(Summary.of(rounds));
  }

  /// The contestant with the best median among these.
  Optional<String> best(Discipline discipline, List<String> contestants) {
    Optional<String> best = Optional.empty();
    double bestMedian = 0;
    for (String contestant : contestants) {
      Optional<Summary> summary = summary(discipline, contestant);
      if (summary.isEmpty()) {
        continue;
      }
      double median = summary.get().median();
      if (best.isEmpty() || (discipline.higher() ? median > bestMedian : median < bestMedian)) {
        best = Optional.of(contestant);
        bestMedian = median;
      }
    }
    return best;
  }

  /// How many times better the contestant is than the other.
  Optional<Double> ratio(Discipline discipline, String contestant, String other) {
    Optional<Summary> mine = summary(discipline, contestant);
    Optional<Summary> theirs = summary(discipline, other);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    double ratio = mine.get().median() / theirs.get().median();
    return Optional.of(discipline.higher() ? ratio : 1 / ratio);
  }
}
