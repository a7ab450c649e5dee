package org.denpan.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.Range;
import org.denpan.train.TrainingDivergedException;
import org.jspecify.annotations.Nullable;

/// Random search with successive [Halving]:
///
/// ```java
/// SearchSpace space = SearchSpace.usual(split.train().rows());
/// Found found = new Search(space, new Halving(50, 20, 2, 3), Goal.LOSS, 42)
///     .run(new TrainedAttempt(split.train(), split.validation(), Settings::trainer));
/// Settings best = found.best().orElseThrow().settings();
/// ```
///
/// The same space, plan, goal and seed find the same, whatever the number of threads, and also when
/// taken up again from a [Journal]; unless there is a [#limit], which makes the clock decide how
/// far one gets.
public final class Search {
  private final SearchSpace space;
  private final Halving plan;
  private final Goal goal;
  private final long seed;
  private final List<Consumer<SearchEvent>> listeners = new ArrayList<>();
  private final List<SearchEvent> events = new ArrayList<>();
  private int threads = Runtime.getRuntime().availableProcessors();
  private Optional<Duration> limit = Optional.empty();
  private BooleanSupplier stop = () -> false;
  private LongSupplier nanos = System::nanoTime;
  private double before;
  private long begin;
  private volatile boolean failed;

  public Search(SearchSpace space, Halving plan, Goal goal, long seed) {
    this.space = space;
    this.plan = plan;
    this.goal = goal;
    this.seed = seed;
  }

  /// How many trials run at once; as many as there are processors by default. Does not change the
  /// result.
  ///
  /// @throws DenpanException unless at least 1
  public Search threads(int count) {
    Range.check(count >= 1, "threads", count, "at least 1");
    threads = count;
    return this;
  }

  /// How long to search at most. The rungs have equal parts of it, as they cost about the same;
  /// what one leaves is for those after it. When the time of a rung is over, no trial of it is
  /// begun any more, and the best of those that are through go on; when all is over, those under
  /// way are given up.
  ///
  /// @throws DenpanException unless positive
  public Search limit(Duration time) {
    Range.check(time.isPositive(), "the time for a search", time, "positive");
    limit = Optional.of(time);
    return this;
  }

  /// Ends the search early when asked to; trials under way are given up.
  public Search stopWhen(BooleanSupplier asked) {
    stop = asked;
    return this;
  }

  /// Tells the listener what happens, on the thread of [#run].
  public Search listener(Consumer<SearchEvent> listener) {
    listeners.add(listener);
    return this;
  }

  /// What happened before, in a search like this one that was stopped; it is not done again.
  ///
  /// @throws DenpanException if it cannot have happened in a search like this
  public Search past(List<SearchEvent> earlier) {
    earlier.forEach(this::check);
    events.addAll(earlier);
    return this;
  }

  private void check(SearchEvent event) {
    List<Halving.Rung> rungs = plan.rungs();
    boolean possible = event.rung() >= 0 && event.rung() < rungs.size();
    if (possible && event instanceof SearchEvent.Finished f) {
      possible =
          f.trial() >= 0
              && f.trial() < plan.trials()
              && f.epochs() == rungs.get(f.rung()).epochs()
              && f.settings().equals(space.settings(seed, f.trial()));
    }
    if (!possible) {
      throw new DenpanException("this did not happen in such a search: " + event);
    }
  }

  /// For tests.
  Search clock(LongSupplier itsNanos) {
    nanos = itsNanos;
    return this;
  }

  /// Searches to the end, or until stopped.
  ///
  /// @throws DenpanException what an attempt throws, but for divergence
  public Found run(Attempt attempt) {
    before = events.stream().mapToDouble(SearchEvent::elapsed).max().orElse(0);
    begin = nanos.getAsLong();
    List<Integer> entrants = IntStream.range(0, plan.trials()).boxed().toList();
    int rungs = plan.rungs().size();
    boolean whole = true;
    for (int rung = 0; rung < rungs && whole && !entrants.isEmpty(); rung++) {
      whole = climb(rung, entrants, attempt);
      entrants = promoted(rung);
    }
    return found(whole);
  }

  /// The trials that go on from a rung.
  private List<Integer> promoted(int rung) {
    List<SearchEvent.Finished> through = finished(rung);
    return through.stream()
        .filter(f -> f.diverged().isEmpty())
        .sorted(goal.ranking())
        .limit(plan.promoted(through.size()))
        .map(SearchEvent.Finished::trial)
        .toList();
  }

  private List<SearchEvent.Finished> finished(int rung) {
    return events.stream()
        .filter(e -> e.rung() == rung)
        .filter(SearchEvent.Finished.class::isInstance)
        .map(SearchEvent.Finished.class::cast)
        .toList();
  }

  /// Tries what is missing of a rung. False if stopped before its end.
  private boolean climb(int rung, List<Integer> entrants, Attempt attempt) {
    if (events.stream().anyMatch(e -> e instanceof SearchEvent.TimeOver && e.rung() == rung)) {
      return true;
    }
    Set<Integer> missing = new HashSet<>(entrants);
    finished(rung).forEach(f -> missing.remove(f.trial()));
    tryAll(rung, entrants.stream().filter(missing::contains).toList(), attempt);
    int through = finished(rung).size();
    if (through < entrants.size() && stop.getAsBoolean()) {
      return false;
    }
    if (through < entrants.size()) {
      tell(new SearchEvent.TimeOver(rung, through, entrants.size(), elapsed()));
    }
    return true;
  }

  private void tryAll(int rung, List<Integer> trials, Attempt attempt) {
    if (trials.isEmpty()) {
      return;
    }
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(threads, trials.size()),
            Thread.ofPlatform().daemon().name("denpan-trial-", 0).factory())) {
      CompletionService<Optional<SearchEvent.Finished>> done =
          new ExecutorCompletionService<>(pool);
      trials.forEach(trial -> done.submit(() -> once(rung, trial, attempt)));
      try {
        for (int i = 0; i < trials.size(); i++) {
          done.take().get().ifPresent(this::tell);
        }
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DenpanException("the search was interrupted", e);
      } finally {
        failed = true; // whoever is still at it may end
      }
    }
    failed = false;
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException problem -> problem;
      case null, default -> new IllegalStateException(cause);
    };
  }

  /// One trial on one rung; nothing if there is no time for it.
  private Optional<SearchEvent.Finished> once(int rung, int trial, Attempt attempt) {
    if (stopped() || elapsed() >= end(rung)) {
      return Optional.empty();
    }
    Settings settings = space.settings(seed, trial);
    int epochs = plan.rungs().get(rung).epochs();
    double from = elapsed();
    Optional<Map<String, Double>> metrics;
    Optional<String> diverged = Optional.empty();
    try {
      metrics = attempt.run(settings, epochs, this::stopped);
      metrics.ifPresent(goal::of);
    } catch (TrainingDivergedException e) {
      metrics = Optional.of(Map.of());
      diverged = Optional.of(String.valueOf(e.getMessage()));
    }
    Optional<String> why = diverged;
    double now = elapsed();
    return metrics.map(
        m -> new SearchEvent.Finished(trial, rung, epochs, settings, m, why, now - from, now));
  }

  private boolean stopped() {
    return failed || stop.getAsBoolean() || elapsed() >= end(plan.rungs().size() - 1);
  }

  /// When the time for a rung is over, in seconds since the search began.
  private double end(int rung) {
    return limit.isEmpty()
        ? Double.POSITIVE_INFINITY
        : limit.get().toNanos() * 1e-9 * (rung + 1) / plan.rungs().size();
  }

  private double elapsed() {
    return before + (nanos.getAsLong() - begin) * 1e-9;
  }

  private void tell(SearchEvent event) {
    events.add(event);
    listeners.forEach(listener -> listener.accept(event));
  }

  private Found found(boolean complete) {
    List<SearchEvent.Finished> results =
        IntStream.range(0, plan.rungs().size())
            .boxed()
            .flatMap(rung ->
                finished(rung).stream()
                    .sorted(Comparator.comparingInt(SearchEvent.Finished::trial)))
            .toList();
    List<SearchEvent.TimeOver> over =
        events.stream()
            .filter(SearchEvent.TimeOver.class::isInstance)
            .map(SearchEvent.TimeOver.class::cast)
            .toList();
    return new Found(plan, goal, results, over, complete);
  }
}
