package org.denpan.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.denpan.DenpanException;
import org.denpan.train.TrainingDivergedException;
import org.junit.jupiter.api.Test;

/// With attempts whose results are known beforehand.
class SearchTest {
  private static final SearchSpace SPACE = SearchSpace.usual(10_000);
  private static final Halving PLAN = new Halving(18, 20, 2, 3);

  /// The nearer the learning rate is to 0.003 the better, and the longer the surer.
  private static final Attempt VALLEY =
      (settings, epochs, stop) ->
          Optional.of(
              Map.of(
                  "loss",
                  Math.abs(Math.log(settings.learningRate() / 0.003))
                      + settings.width() % 7 / (double) epochs));

  private static Search search() {
    return new Search(SPACE, PLAN, Goal.LOSS, 42);
  }

  private static List<String> facts(Found found) {
    return found.results().stream()
        .map(f -> f.rung() + " " + f.trial() + " " + f.metrics() + " " + f.settings())
        .toList();
  }

  @Test
  void theBestOfEachRungGoOn() {
    Found found = search().run(VALLEY);

    assertThat(found.complete()).isTrue();
    assertThat(found.results()).extracting(SearchEvent.Finished::rung).containsOnly(0, 1, 2);
    for (int rung = 0; rung < 2; rung++) {
      int below = rung;
      List<Integer> best =
          found.results().stream()
              .filter(f -> f.rung() == below)
              .sorted((a, b) -> Double.compare(a.metrics().get("loss"), b.metrics().get("loss")))
              .limit(rung == 0 ? 6 : 2)
              .map(SearchEvent.Finished::trial)
              .toList();
      assertThat(found.results().stream().filter(f -> f.rung() == below + 1))
          .extracting(SearchEvent.Finished::trial)
          .containsExactlyInAnyOrderElementsOf(best);
    }
    assertThat(found.epochs()).isEqualTo(PLAN.epochsInAll());
    assertThat(found.best().orElseThrow().rung()).isEqualTo(2);
  }

  @Test
  void threadsHaveNoSay() {
    Attempt slow =
        (settings, epochs, stop) -> {
          pause(settings.width() % 5); // so that they end in another order
          return VALLEY.run(settings, epochs, stop);
        };
    List<String> alone = facts(search().threads(1).run(slow));

    assertThat(facts(search().threads(4).run(slow))).isEqualTo(alone);
    assertThat(facts(search().threads(64).run(slow))).isEqualTo(alone);
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSearchThatWasStoppedAnywhereGoesOnToTheSameEnd() {
    List<String> whole = facts(search().run(VALLEY));
    for (int after = 0; after < 26; after++) {
      List<SearchEvent> past = new ArrayList<>();
      int limit = after;
      Found part =
          search().threads(2).listener(past::add).stopWhen(() -> past.size() >= limit).run(VALLEY);
      assertThat(part.complete()).isEqualTo(past.size() == 26);
      AtomicInteger again = new AtomicInteger();
      Found found =
          search()
              .past(past)
              .run((settings, epochs, stop) -> {
                again.incrementAndGet();
                return VALLEY.run(settings, epochs, stop);
              });

      assertThat(facts(found)).as("stopped after %s", after).isEqualTo(whole);
      assertThat(again.get()).isEqualTo(26 - past.size());
    }
  }

  @Test
  void aTrialThatDivergesIsAResultAndStaysBehind() {
    Attempt steep =
        (settings, epochs, stop) -> {
          if (settings.learningRate() > 0.002) {
            throw new TrainingDivergedException("loss is NaN");
          }
          return VALLEY.run(settings, epochs, stop);
        };
    Found found = search().run(steep);

    assertThat(found.trials()).isEqualTo(18);
    assertThat(found.diverged()).isPositive();
    assertThat(found.results())
        .allMatch(f -> f.diverged().isPresent() == (f.settings().learningRate() > 0.002))
        .allMatch(f -> f.rung() == 0 || f.diverged().isEmpty());
    assertThat(found.best().orElseThrow().settings().learningRate()).isLessThanOrEqualTo(0.002);
    assertThat(found.ranking().getLast().diverged()).contains("loss is NaN");
  }

  @Test
  void whereAllDivergeThereIsNoBest() {
    Found found =
        search()
            .run((settings, epochs, stop) -> {
              throw new TrainingDivergedException("loss is NaN");
            });

    assertThat(found.best()).isEmpty();
    assertThat(found.diverged()).isEqualTo(18);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void whatCameHighestButDivergedThereDoesNotWin() {
    Attempt last =
        (settings, epochs, stop) -> {
          if (epochs == 20) {
            throw new TrainingDivergedException("loss is NaN");
          }
          return VALLEY.run(settings, epochs, stop);
        };

    assertThat(search().run(last).best().orElseThrow().rung()).isEqualTo(1);
  }

  @Test
  void moreIsBetterWhereTheMetricSaysSo() {
    Attempt wider =
        (settings, epochs, stop) ->
            Optional.of(
                Map.of("accuracy", (double) settings.width(), "rmse", 1.0 * settings.width()));
    Found high = new Search(SPACE, PLAN, new Goal("accuracy"), 42).run(wider);
    Found low = new Search(SPACE, PLAN, new Goal("rmse"), 42).run(wider);

    List<Integer> widths = high.results().stream().map(f -> f.settings().width()).toList();
    assertThat(high.best().orElseThrow().settings().width())
        .isEqualTo(widths.stream().max(Integer::compare).orElseThrow());
    assertThat(low.best().orElseThrow().settings().width())
        .isEqualTo(widths.stream().min(Integer::compare).orElseThrow());
  }

  @Test
  void ofEqualsTheEarlierTrialsGoOn() {
    Found found = search().run((settings, epochs, stop) -> Optional.of(Map.of("loss", 1.0)));

    assertThat(found.results().stream().filter(f -> f.rung() == 1))
        .extracting(SearchEvent.Finished::trial)
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(found.best().orElseThrow().trial()).isZero();
  }

  /// 29 s for three rungs are nearly 10 s each; trials of 2, 7 and 20 epochs take 2, 7 and 20 s.
  @Test
  void theTimeIsSharedAmongTheRungs() {
    AtomicLong clock = new AtomicLong();
    Attempt timed =
        (settings, epochs, stop) -> {
          for (int second = 0; second < epochs && !stop.getAsBoolean(); second++) {
            clock.addAndGet(1_000_000_000);
          }
          return stop.getAsBoolean() ? Optional.empty() : VALLEY.run(settings, epochs, stop);
        };
    List<SearchEvent> events = new ArrayList<>();
    Found found =
        search()
            .threads(1)
            .clock(clock::get)
            .limit(Duration.ofSeconds(29))
            .listener(events::add)
            .run(timed);

    // 5 trials to 10 s; of these one goes on, to 17 s; then to the last rung, where 29 s end it
    assertThat(found.timeOver())
        .extracting(SearchEvent.TimeOver::finished, SearchEvent.TimeOver::entrants)
        .containsExactly(tuple(5, 18), tuple(0, 1));
    assertThat(found.timeOver()).extracting(SearchEvent::rung).containsExactly(0, 2);
    assertThat(found.results())
        .extracting(SearchEvent.Finished::rung)
        .containsExactly(0, 0, 0, 0, 0, 1);
    assertThat(found.best().orElseThrow().elapsed()).isCloseTo(17, within(1e-6));

    // and what was over stays over
    Found again = search().past(events).limit(Duration.ofSeconds(29)).run(VALLEY);
    assertThat(facts(again)).isEqualTo(facts(found));
  }

  @Test
  void aFaultInATrialEndsTheSearch() {
    Attempt broken =
        (settings, epochs, stop) -> {
          if (settings.width() > 100) {
            throw new DenpanException("no such thing");
          }
          while (!stop.getAsBoolean()) {
            Thread.onSpinWait();
          }
          return Optional.empty();
        };

    assertThatThrownBy(() -> search().threads(3).run(broken)).hasMessage("no such thing");
  }

  @Test
  void aMetricThatIsNotThereIsAFault() {
    assertThatThrownBy(() -> new Search(SPACE, PLAN, new Goal("rmse"), 42).run(VALLEY))
        .hasMessage("there is no metric 'rmse' for this target; known: loss");
  }

  @Test
  void aPastOfAnotherSearchIsRefused() {
    List<SearchEvent> past = new ArrayList<>();
    search().listener(past::add).run(VALLEY);

    assertThatThrownBy(() -> new Search(SPACE, PLAN, Goal.LOSS, 43).past(past))
        .hasMessageContaining("this did not happen in such a search");
  }
}
