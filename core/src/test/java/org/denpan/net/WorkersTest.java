package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private static final long COSTLY = 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyElementIsDoneOnceInWholeGrains(int threads) {
    Workers workers = new Workers(threads);
    for (int size : new int[] {1, 5, 6, 7, 100, 1001}) {
      AtomicIntegerArray done = new AtomicIntegerArray(size);
      for (int round = 1; round <= 50; round++) {
        workers.run(
            size,
            6,
            COSTLY,
            (from, to) -> {
              assertThat(from % 6).isZero();
              assertThat(to).isGreaterThan(from);
              for (int i = from; i < to; i++) {
                done.incrementAndGet(i);
              }
            });
        for (int i = 0; i < size; i++) {
          assertThat(done.get(i)).isEqualTo(round);
        }
      }
    }
  }

  /// Twice as many ranges as threads, rounded up to whole grains.
  @ParameterizedTest
  @CsvSource({
    "3, 100, 6, 0-18 18-36 36-54 54-72 72-90 90-100",
    "2, 8, 1, 0-2 2-4 4-6 6-8",
    "2, 9, 1, 0-3 3-6 6-9",
    "4, 13, 6, 0-6 6-12 12-13",
    "1, 100, 6, 0-100"
  })
  void theRangesAreTwoForEachThread(int threads, int size, int grain, String expected) {
    assertThat(ranges(new Workers(threads), size, grain, COSTLY))
        .containsExactlyInAnyOrder(expected.split(" ", -1));
  }

  private static Set<String> ranges(Workers workers, int size, int grain, long cost) {
    Set<String> ranges = new ConcurrentSkipListSet<>();
    workers.run(size, grain, cost, (from, to) -> ranges.add(from + "-" + to));
    return ranges;
  }

  @Test
  void aLoopIsSharedFromAHundredAndFiftyThousandOperationsOn() {
    Workers workers = new Workers(2);
    assertThat(ranges(workers, 100, 1, 1_499)).containsExactly("0-100");
    assertThat(ranges(workers, 100, 1, 1_500)).hasSize(4);
    assertThat(ranges(workers, 1_000_000, 1, 1_000_000)).as("no overflow").hasSize(4);
  }

  @Test
  void oneGrainStaysOnTheCallersThread() {
    Workers workers = new Workers(3);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < 300; round++) {
      workers.run(6, 6, COSTLY, (from, to) -> seen.add(Thread.currentThread()));
    }
    assertThat(seen).containsExactly(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void allThreadsTakePartAndTheCallerIsOneOfThem(int threads) {
    Workers workers = new Workers(threads);
    for (int round = 0; round < 3; round++) {
      CountDownLatch arrived = new CountDownLatch(threads);
      Set<Thread> seen = ConcurrentHashMap.newKeySet();
      workers.run(
          2 * threads,
          1,
          COSTLY,
          (from, to) -> {
            if (seen.add(Thread.currentThread())) {
              arrived.countDown();
            }
            await(arrived);
          });
      assertThat(seen).hasSize(threads).contains(Thread.currentThread());
    }
  }

  @Test
  void theCallerSleepsWhileAHelperIsBusyAndIsWokenWhenItIsDone() {
    Workers workers = new Workers(2);
    Thread caller = Thread.currentThread();
    AtomicBoolean asleep = new AtomicBoolean();
    CountDownLatch both = new CountDownLatch(2);
    workers.run(
        2,
        1,
        COSTLY,
        (from, to) -> {
          both.countDown();
          await(both);
          if (!caller.equals(Thread.currentThread())) {
            asleep.set(eventually(() -> caller.getState() == Thread.State.WAITING));
          }
        });
    assertThat(asleep).isTrue();
  }

  @Test
  void helpersSleepBeforeAndAfterTheirWork() {
    Workers workers = new Workers(3);
    Set<Thread> helpers = ConcurrentHashMap.newKeySet();
    CountDownLatch all = new CountDownLatch(3);
    workers.run(
        3,
        1,
        COSTLY,
        (from, to) -> {
          helpers.add(Thread.currentThread());
          all.countDown();
          await(all);
        });
    helpers.remove(Thread.currentThread());
    assertThat(helpers).hasSize(2).allMatch(Thread::isDaemon);
    assertThat(
            eventually(() -> helpers.stream().allMatch(t -> t.getState() == Thread.State.WAITING)))
        .isTrue();
  }

  @Test
  void aLoopWithinALoopRunsOnTheThreadThatStartsIt() {
    Workers workers = new Workers(2);
    AtomicIntegerArray done = new AtomicIntegerArray(100);
    workers.run(
        10,
        1,
        COSTLY,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int row = i;
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            workers.run(
                10,
                1,
                COSTLY,
                (first, last) -> {
                  seen.add(Thread.currentThread());
                  for (int j = first; j < last; j++) {
                    done.incrementAndGet(row * 10 + j);
                  }
                });
            assertThat(seen).containsExactly(Thread.currentThread());
          }
        });
    for (int i = 0; i < 100; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  @Test
  void afterALoopThePoolIsFreeForAnotherCaller() throws InterruptedException {
    Workers workers = new Workers(2);
    assertThat(ranges(workers, 8, 1, COSTLY)).hasSize(4);
    List<String> others = Collections.synchronizedList(new ArrayList<>());
    Thread.ofPlatform().start(() -> others.addAll(ranges(workers, 8, 1, COSTLY))).join();
    assertThat(others).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void aFailureReachesTheCallerAndThePoolGoesOn(int threads) {
    Workers workers = new Workers(threads);
    assertThatThrownBy(() ->
            workers.run(
                100,
                1,
                COSTLY,
                (from, to) -> {
                  throw new IllegalArgumentException("planted");
                }))
        .hasStackTraceContaining("planted");
    int[] sum = new int[100];
    workers.run(
        100,
        1,
        COSTLY,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sum[i] = i;
          }
        });
    assertThat(sum[99]).isEqualTo(99);
  }

  @Test
  void aHelpersFailureReachesTheCaller() {
    Workers workers = new Workers(2);
    Thread caller = Thread.currentThread();
    CountDownLatch both = new CountDownLatch(2);
    assertThatThrownBy(() ->
            workers.run(
                2,
                1,
                COSTLY,
                (from, to) -> {
                  both.countDown();
                  await(both);
                  if (!caller.equals(Thread.currentThread())) {
                    throw new IllegalArgumentException("planted");
                  }
                }))
        .as("the same as from the caller's own part")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("planted");
    assertThat(ranges(workers, 4, 1, COSTLY)).as("the pool goes on").hasSize(4);
  }

  @Test
  void whatFailsAheadOfTimeReachesWhoeverFinishesIt() {
    Workers workers = new Workers(2);
    Workers.Ahead ahead = workers.ahead();
    ahead.begin(
        4,
        1,
        (from, to) -> {
          throw new IllegalArgumentException("planted");
        });
    assertThatThrownBy(ahead::finish)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("planted");
  }

  @Test
  void anInterruptOfTheCallerWhileItWaitsIsKeptForLater() {
    Workers workers = new Workers(2);
    Thread caller = Thread.currentThread();
    CountDownLatch both = new CountDownLatch(2);
    AtomicBoolean asleep = new AtomicBoolean();
    workers.run(
        2,
        1,
        COSTLY,
        (from, to) -> {
          both.countDown();
          await(both);
          if (!caller.equals(Thread.currentThread())) {
            eventually(() -> caller.getState() == Thread.State.WAITING);
            caller.interrupt();
            asleep.set(
                eventually(
                    () -> caller.getState() == Thread.State.WAITING && !caller.isInterrupted()));
          }
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(asleep).as("it sleeps on").isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void twoCallersAtOnceBothGetTheirWorkDone(int threads) throws InterruptedException {
    Workers workers = new Workers(threads);
    AtomicIntegerArray done = new AtomicIntegerArray(2);
    Thread[] callers = new Thread[2];
    for (int c = 0; c < 2; c++) {
      int own = c;
      callers[c] =
          Thread.ofPlatform()
              .start(() -> {
                for (int round = 0; round < 500; round++) {
                  workers.run(60, 1, COSTLY, (from, to) -> done.addAndGet(own, to - from));
                }
              });
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(done.get(0)).isEqualTo(30_000);
    assertThat(done.get(1)).isEqualTo(30_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void aLoopAheadOfTimeIsDoneOnceWhenItIsFinishedAndMayBeginAgain(int threads) {
    Workers workers = new Workers(threads);
    Workers.Ahead ahead = workers.ahead();
    AtomicIntegerArray done = new AtomicIntegerArray(100);
    for (int round = 1; round <= 500; round++) {
      ahead.begin(
          100,
          7,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              done.incrementAndGet(i);
            }
          });
      workers.run(100, 1, COSTLY, (from, to) -> {});
      ahead.finish();
      for (int i = 0; i < 100; i++) {
        assertThat(done.get(i)).isEqualTo(round);
      }
    }
  }

  @Test
  void helpersDoALoopAheadOfTimeWhileTheCallerDoesNothing() {
    Workers workers = new Workers(2);
    Workers.Ahead ahead = workers.ahead();
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    ahead.begin(
        5,
        1,
        (from, to) -> {
          seen.add(Thread.currentThread());
          done.addAndGet(0, to - from);
        });
    assertThat(eventually(() -> done.get(0) == 5)).isTrue();
    ahead.finish();
    assertThat(seen).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFailureAheadOfTimeShowsWhenItIsFinished(int threads) {
    Workers.Ahead ahead = new Workers(threads).ahead();
    ahead.begin(
        3,
        1,
        (from, to) -> {
          throw new IllegalArgumentException("planted");
        });
    assertThatThrownBy(ahead::finish).hasMessage("planted");
  }

  @Test
  void thereIsOnePoolForEachNumberOfThreads() {
    assertThat(Workers.of(3)).isSameAs(Workers.of(3)).isNotSameAs(Workers.of(2));
    assertThat(Workers.of(3).threads()).isEqualTo(3);
    assertThat(Workers.single().threads()).isEqualTo(1);
    assertThat(Workers.all().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void fewerThanOneThreadIsRefused(int threads) {
    assertThatThrownBy(() -> Workers.of(threads))
        .hasMessageContaining("at least 1, got " + threads);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all arrived").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }
}
