package org.denpan.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.denpan.cli.chart.Figures;
import org.denpan.search.Goal;
import org.denpan.search.Halving;
import org.denpan.search.SearchSpace;

/// What a search is going to do, in words.
final class TrialWords {
  private TrialWords() {}

  /// `50 trials of 2 epochs, the best 16 of 7, the best 5 of 20; by val_loss; at most 10 minutes`
  static String plan(Halving plan, Goal goal, Optional<Duration> limit) {
    List<Halving.Rung> rungs = plan.rungs();
    String first =
        "%s of %s"
            .formatted(
                Figures.count(plan.trials(), "trial"),
                Figures.count(rungs.getFirst().epochs(), "epoch"));
    String others =
        rungs.stream()
            .skip(1)
            .map(rung -> ", the best %d of %d".formatted(rung.trials(), rung.epochs()))
            .collect(Collectors.joining());
    String time = limit.map(t -> "; at most " + Layout.duration(t.toMillis() / 1e3)).orElse("");
    return "%s%s; by val_%s%s".formatted(first, others, goal.metric(), time);
  }

  /// `layers 1..4, width 16..512, …`
  static String space(SearchSpace space) {
    return space.words().entrySet().stream()
        .map(range -> range.getKey() + " " + range.getValue().replace(",", "|"))
        .collect(Collectors.joining(", "));
  }
}
