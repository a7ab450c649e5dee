package org.denpan.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.denpan.cli.chart.Figures;
import org.denpan.search.Goal;
import org.denpan.search.Halving;
import org.denpan.search.SearchEvent;

/// A search as one line that is redrawn; or, where the line cannot be redrawn, as about twenty
/// lines in all.
final class SearchProgress implements Consumer<SearchEvent> {
  private static final int LINES = 20;

  private final PrintStream err;
  private final boolean live;
  private final Halving plan;
  private final Goal goal;
  private final Optional<Duration> limit;
  private final int threads;
  private final long begin = System.nanoTime();
  private final List<SearchEvent.Finished> results = new ArrayList<>();
  private long epochsBefore;
  private int drawn;

  SearchProgress(Streams streams, Halving plan, Goal goal, Optional<Duration> limit, int threads) {
    this.err = streams.err();
    this.live = streams.live().getAsBoolean();
    this.plan = plan;
    this.goal = goal;
    this.limit = limit;
    this.threads = threads;
  }

  /// What was there when the search was taken up again.
  void before(SearchEvent event) {
    if (event instanceof SearchEvent.Finished f) {
      results.add(f);
      epochsBefore += f.epochs();
    }
  }

  @Override
  public void accept(SearchEvent event) {
    if (!(event instanceof SearchEvent.Finished f)) {
      return;
    }
    results.add(f);
    int all = plan.rungs().stream().mapToInt(Halving.Rung::trials).sum();
    if (live) {
      String shown = Layout.cut(line(f), Layout.WIDTH - 1);
      err.print("\r" + Layout.pad(shown, drawn));
      drawn = shown.length();
    } else if (results.size() % Math.ceilDiv(all, LINES) == 0 || results.size() == all) {
      err.println(line(f));
    }
    err.flush();
  }

  private String line(SearchEvent.Finished last) {
    Halving.Rung rung = plan.rungs().get(last.rung());
    long done = results.stream().filter(f -> f.rung() == last.rung()).count();
    long running = Math.min(threads, Math.max(0, rung.trials() - done));
    return "%d/%d trials of %s, %d running; %s%s"
        .formatted(
            done, rung.trials(), Figures.count(rung.epochs(), "epoch"), running, best(), left());
  }

  private String best() {
    return results.stream()
        .filter(f -> f.diverged().isEmpty())
        .min(goal.ranking())
        .map(f ->
            "best val_%s %s (trial %d)"
                .formatted(goal.metric(), Layout.number(goal.of(f.metrics())), f.trial()))
        .orElse("all diverged so far");
  }

  /// What is left, as if all epochs took the same.
  private String left() {
    double seconds = (System.nanoTime() - begin) * 1e-9;
    long epochs = results.stream().mapToLong(SearchEvent.Finished::epochs).sum();
    double left = seconds / (epochs - epochsBefore) * (plan.epochsInAll() - epochs);
    double atMost =
        limit
            .map(time -> time.toMillis() / 1e3 - results.getLast().elapsed())
            .orElse(Double.POSITIVE_INFINITY);
    return ", " + Layout.clock(Math.round(Math.max(0, Math.min(left, atMost)))) + " left";
  }

  /// Ends the line that is being redrawn, so that a message may follow.
  void close() {
    if (drawn > 0) {
      err.println();
      drawn = 0;
    }
    err.flush();
  }
}
