package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void itCanDoSomethingAndIsAskedUntilToldToStop(int threads) {
    for (boolean memory : new boolean[] {false, true}) {
      AtomicInteger asked = new AtomicInteger();
      Workers workers = Workers.of(threads);
      double speed =
          memory
              ? Machine.bytes(workers, () -> asked.incrementAndGet() == 2)
              : Machine.operations(workers, () -> asked.incrementAndGet() == 2);
      assertThat(speed).isPositive().isFinite();
      assertThat(asked).hasValue(2);
    }
    assertThat(Machine.kernels()).matches("scalar|vector \\d+ bit");
  }
}
