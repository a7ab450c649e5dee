package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void itEndsWhenItIsToldTo() throws InterruptedException {
    WarmUp warmUp = WarmUp.start();

    warmUp.stop();

    assertThat(warmUp.thread().join(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void itKeepsNoProcessAlive() {
    WarmUp warmUp = WarmUp.start();

    assertThat(warmUp.thread().isDaemon()).isTrue();
    warmUp.stop();
  }
}
