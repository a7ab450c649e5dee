package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.net.Activation.identity;
import static org.denpan.net.Activation.relu;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.net.Dense;
import org.denpan.net.Embedding;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Periodic;
import org.denpan.net.Workers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A training step allocates nothing, on the calling thread and on the workers. The compiler has to
/// be through with the loops first: until then the Vector API makes objects.
@Tag("slow")
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int STEPS = 200;
  private static final String BLOCKS =
      "96 relu, batchnorm, 64 tanh, dropout 0.2, layernorm, 48 logistic, residual (32 relu, 48"
          + " identity), relu, 2 identity";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        BLOCKS + "| 1",
        BLOCKS + "| 2",
        "256 relu, 128 relu, 2 identity | 2",
        "256 identity, batchnorm, relu, dropout 0.2, 256 identity, batchnorm, relu, dropout 0.2, 2"
            + " identity | 2",
        "64 gelu, 48 silu, 48 softplus, 48 selu, elu, 48 prelu, leakyrelu, 48 arctan, 2 identity |"
            + " 2"
      })
  void aWarmStepAllocatesNothing(String layers, int threads) throws InterruptedException {
    allocatesNothing(Network.parse(layers), threads);
  }

  @Test
  void aWarmStepOfTheInputLayersAllocatesNothing() throws InterruptedException {
    Periodic waves = Periodic.of(List.of(0, 1));
    Embedding codes = Embedding.of(Embedding.field(1, 2, 8), Embedding.field(0, 5, 3));
    for (int threads : new int[] {1, 2}) {
      allocatesNothing(
          Network.of(waves, codes, Dense.of(64, relu()), Dense.of(2, identity())), threads);
    }
  }

  private static void allocatesNothing(Network network, int threads) throws InterruptedException {
    Table table = Tables.xor(4096, 1);
    Examples examples = Encoder.fit(table).encode(table);
    int[] order = IntStream.range(0, table.rows()).toArray();
    new Seed(1).stream("order").shuffle(order);
    Batch batch = new Batch(512, examples.width(), 1);
    Trainer trainer =
        Trainer.of(network)
            .threads(threads)
            .l1(1e-5)
            .l2(1e-4)
            .maxNorm(3)
            .clipNorm(0.1)
            .clipValue(0.05)
            .averaging(0.99)
            .loss(Loss.crossEntropy());
    long least = Long.MAX_VALUE;
    // the least of several tries: the compiler finishes when it likes, and needs a processor
    for (int attempt = 0; attempt < 120 && least > 0; attempt++) {
      Thread.sleep(50);
      long before = allocated();
      for (int i = 0; i < STEPS; i++) {
        examples.fill(order, i % 8 * 512, 512, batch);
        trainer.step(batch);
      }
      least = Math.min(least, allocated() - before);
    }
    assertThat(least).as("bytes in %d steps", STEPS).isZero();
  }

  /// Bytes allocated by this thread and all workers so far.
  private static long allocated() {
    long sum = THREADS.getCurrentThreadAllocatedBytes();
    for (Thread thread : workers()) {
      sum += THREADS.getThreadAllocatedBytes(thread.threadId());
    }
    return sum;
  }

  private static Thread[] workers() {
    if (workerThreads.length == 0) {
      Workers.of(2);
      workerThreads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().startsWith("denpan-worker"))
              .toArray(Thread[]::new);
    }
    return workerThreads;
  }

  private static Thread[] workerThreads = {};
}
