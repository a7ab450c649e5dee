package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private static final long COSTLY = 1_000_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyElementIsDoneOnceInWholeGrains(int threads) {
    Workers workers = Workers.of(threads);
    for (int size : new int[] {1, 5, 6, 7, 100, 1001}) {
      AtomicIntegerArray done = new AtomicIntegerArray(size);
      for (int round = 1; round <= 50; round++) {
        workers.run(
            size,
            6,
            COSTLY,
            (from, to) -> {
              assertThat(from % 6).isZero();
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void aFailureReachesTheCallerAndThePoolGoesOn(int threads) {
    Workers workers = Workers.of(threads);
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

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void twoCallersAtOnceBothGetTheirWorkDone(int threads) throws InterruptedException {
    Workers workers = Workers.of(threads);
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
  @ValueSource(ints = {0, -1})
  void fewerThanOneThreadIsRefused(int threads) {
    assertThatThrownBy(() -> Workers.of(threads))
        .hasMessageContaining("at least 1, got " + threads);
  }
}
