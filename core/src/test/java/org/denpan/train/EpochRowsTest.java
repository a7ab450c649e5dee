package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.net.Activation.relu;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;

class EpochRowsTest {
  private static final int ROWS = 100;
  private static final int PIXELS = 4;

  @Test
  void aRunThatStopsInTheMiddleOfAnEpochLetsGoOfItsData() throws InterruptedException {
    WeakReference<byte[]> data = trainAStep();

    for (int i = 0; i < 100 && data.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }

    assertThat(data.get()).isNull();
  }

  private static WeakReference<byte[]> trainAStep() {
    byte[] pixels = new byte[ROWS * PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * i);
    }
    int[] labels = IntStream.range(0, ROWS).map(row -> row % 3).toArray();
    List<Column> columns =
        List.of(
            new Column.Pixels("image", 2, 2, pixels),
            new Column.Categories("label", List.of("a", "b", "c"), labels));
    Trainer.of(Network.of(Dense.of(8, relu())))
        .batchSize(10)
        .epochs(2)
        .threads(2)
        .stopWhen(StopRule.when("that is enough", () -> true))
        .fit(Table.of("small", columns).withTarget("label"));
    return new WeakReference<>(pixels);
  }
}
