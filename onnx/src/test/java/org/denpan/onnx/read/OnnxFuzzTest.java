package org.denpan.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.model.Model;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.ModelProto;
import org.junit.jupiter.api.Test;

/// ONNX files damaged by chance: each is refused with a [ModelFormatException] or becomes a model
/// that predicts, and nothing else: no hang, no other exception, and no memory out of proportion.
///
/// `-Ddenpan.fuzz=1000000` makes so many of them, `-Ddenpan.seed=` those of an earlier run.
class OnnxFuzzTest {
  private static final long WANTED = Long.getLong("denpan.fuzz", 0);
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration HANGS = Duration.ofSeconds(20);
  private static final String NAME = "damaged.onnx";

  /// What reading may take, whatever the file, and for each of its bytes.
  private static final long MOST_BYTES = 2_000_000;

  private static final long MOST_BYTES_A_BYTE = 300;

  private final long seed = Long.getLong("denpan.seed", System.nanoTime());
  private final List<byte[]> files =
      Stream.of(
              Written.torchClassifier(),
              Written.torchImages(),
              Written.torchView(),
              Written.torchDynamo(),
              Written.torchResidual(),
              Written.kerasImages(),
              Written.kerasBinary(),
              Written.sklearnBinary(),
              Written.sklearnPipeline(),
              Written.sklearnRegressor())
          .map(Sketch::bytes)
          .toList();
  private final List<ModelProto> graphs = new ArrayList<>();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final AtomicReference<Throwable> problem = new AtomicReference<>();
  private final AtomicLong trials = new AtomicLong();
  private long models;
  private long mostBytes;
  private long slowest;

  @Test
  void mutantsAreRefusedOrBecomeAModel() throws Exception {
    for (byte[] file : files) {
      graphs.add(ModelProto.parseFrom(file));
      read(file); // classes are loaded before any is measured
      read(Arrays.copyOf(file, 5));
    }
    System.out.println("replay with -Ddenpan.seed=" + seed);
    Thread worker = Thread.ofPlatform().daemon().name("fuzz").start(this::work);
    long begin = System.nanoTime();
    long seen = -1;
    while (!worker.join(HANGS)) {
      assertThat(trials.get())
          .as(() -> "hangs: %s%n%s".formatted(replay(), Arrays.toString(worker.getStackTrace())))
          .isNotEqualTo(seen);
      seen = trials.get();
    }
    System.out.printf(
        "%,d mutants in %.1f s: %,d are networks; at most %,d bytes and %.1f ms for one%n",
        trials.get(), (System.nanoTime() - begin) * 1e-9, models, mostBytes, slowest * 1e-6);
    if (problem.get() != null) {
      throw new AssertionError(replay(), problem.get());
    }
    assertThat(models).as("mutations that do no harm").isPositive();
    assertThat(trials.get() - models).as("mutations that are refused").isPositive();
  }

  private String replay() {
    return "-Ddenpan.seed=" + seed + ", mutant " + trials.get();
  }

  private void work() {
    long end = System.nanoTime() + SHORT.toNanos();
    try {
      while (WANTED > 0 ? trials.get() < WANTED : System.nanoTime() < end) {
        byte[] mutant = draw(new Seed(seed).stream("mutant", trials.get()));
        long begin = threads.getCurrentThreadCpuTime();
        check(mutant);
        slowest = Math.max(slowest, threads.getCurrentThreadCpuTime() - begin);
        trials.incrementAndGet();
      }
    } catch (Throwable e) {
      problem.set(e);
    }
  }

  private void check(byte[] bytes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    Object read = read(bytes);
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    mostBytes = Math.max(mostBytes, taken);
    assertThat(taken)
        .as("bytes for reading %d", bytes.length)
        .isLessThan(MOST_BYTES + MOST_BYTES_A_BYTE * bytes.length);
    if (!(read instanceof Model model)) {
      assertThat(read.toString()).contains(NAME).hasSizeLessThan(2000);
      return;
    }
    models++;
    assertThat(model.toString()).isNotEmpty();
    float[] outputs = new float[model.target().outputs()];
    model.predictor().predict(new float[model.inputs()], outputs);
  }

  /// The model, or why there is none.
  private static Object read(byte[] bytes) {
    try {
      return OnnxNetwork.read(NAME, bytes).model(Naming.counted());
    } catch (ModelFormatException e) {
      return e;
    }
  }

  private byte[] draw(Seed.Stream random) {
    int which = random.nextInt(files.size());
    byte[] file = files.get(which).clone();
    return switch (random.nextInt(8)) {
      case 0 -> bits(file, random);
      case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
      case 2 -> splice(file, files.get(random.nextInt(files.size())), random);
      case 3 -> varint(file, random);
      default -> GraphMutation.of(graphs.get(which), random);
    };
  }

  private static byte[] bits(byte[] file, Seed.Stream random) {
    for (int i = 0; i <= random.nextInt(8); i++) {
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return file;
  }

  /// A piece of another file, or of the same, in place of one of this.
  private static byte[] splice(byte[] file, byte[] other, Seed.Stream random) {
    int at = random.nextInt(file.length);
    int to = at + random.nextInt(Math.min(64, file.length - at) + 1);
    int from = random.nextInt(other.length);
    int length = random.nextInt(Math.min(200, other.length - from) + 1);
    byte[] spliced = new byte[at + length + file.length - to];
    System.arraycopy(file, 0, spliced, 0, at);
    System.arraycopy(other, from, spliced, at, length);
    System.arraycopy(file, to, spliced, at + length, file.length - to);
    return spliced;
  }

  /// A length, number or tag that is as large as there are.
  private static byte[] varint(byte[] file, Seed.Stream random) {
    int length = 1 + random.nextInt(10);
    byte[] number = new byte[length];
    Arrays.fill(number, (byte) 0xff);
    number[length - 1] = (byte) random.nextInt(128);
    return splice(file, number, random);
  }

  @Test
  void everyShorterFileIsRefused() throws InvalidProtocolBufferException {
    byte[] whole = files.getFirst();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        OnnxNetwork.read(NAME, cut);
        // what is at the end need not be there
        assertThat(ModelProto.parseFrom(cut).getGraph().getOutputCount()).isPositive();
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).startsWith(NAME);
      } catch (DenpanException e) {
        throw new AssertionError("cut to " + length, e);
      }
    }
  }
}
