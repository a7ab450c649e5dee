package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.junit.jupiter.api.Test;

/// Model files damaged by chance, see [Mutants]: each is refused with a [ModelFormatException] or
/// is a model that prints, is written again and predicts, and nothing else: no hang, no other
/// exception, and no memory out of proportion.
///
/// `-Ddenpan.fuzz=1000000` makes so many of them, `-Ddenpan.seed=` those of an earlier run.
class ModelFuzzTest {
  private static final long WANTED = Long.getLong("denpan.fuzz", 0);
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration HANGS = Duration.ofSeconds(20);
  private static final Path NAME = Path.of("damaged.denpan");

  /// What reading may take, whatever the file, and for each of its bytes.
  private static final long MOST_BYTES = 8_000_000; // the first time, with loading classes

  private static final long MOST_BYTES_A_BYTE = 200;

  private final long seed = Long.getLong("denpan.seed", System.nanoTime());
  private final Mutants mutants =
      new Mutants(GoldenFiles.names().stream().map(GoldenFiles::bytes).toList());
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final AtomicReference<Throwable> problem = new AtomicReference<>();
  private final AtomicLong trial = new AtomicLong();
  private long models;
  private long predicted;
  private long mostBytes;

  @Test
  void mutantsAreRefusedOrStillAModel() throws InterruptedException {
    System.out.println("replay with -Ddenpan.seed=" + seed);
    Thread worker = Thread.ofPlatform().daemon().name("fuzz").start(this::work);
    long begin = System.nanoTime();
    long seen = -1;
    while (!worker.join(HANGS)) {
      assertThat(trial.get())
          .as(() -> "hangs: %s%n%s".formatted(replay(), Arrays.toString(worker.getStackTrace())))
          .isNotEqualTo(seen);
      seen = trial.get();
    }
    System.out.printf(
        "%,d mutants in %.1f s: %,d are models still, of which %,d predict; at most %,d bytes for"
            + " one%n",
        trial.get(), (System.nanoTime() - begin) * 1e-9, models, predicted, mostBytes);
    if (problem.get() != null) {
      throw new AssertionError(replay(), problem.get());
    }
    assertThat(predicted).as("mutations that do no harm").isPositive();
    assertThat(trial.get() - models).as("mutations that are refused").isPositive();
  }

  private String replay() {
    return "-Ddenpan.seed=" + seed + ", mutant " + trial.get();
  }

  private void work() {
    long end = System.nanoTime() + SHORT.toNanos();
    try {
      while (WANTED > 0 ? trial.get() < WANTED : System.nanoTime() < end) {
        check(mutants.draw(new Seed(seed).stream("mutant", trial.get())));
        trial.incrementAndGet();
      }
    } catch (Throwable e) {
      problem.set(e);
    }
  }

  private void check(byte[] bytes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    Optional<Model> read = read(bytes);
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    mostBytes = Math.max(mostBytes, taken);
    assertThat(taken)
        .as("bytes of memory for reading %s", bytes.length)
        .isLessThan(MOST_BYTES + MOST_BYTES_A_BYTE * bytes.length);
    if (read.isPresent()) {
      models++;
      printsAndIsWrittenAgain(read.get());
      predicts(read.get());
    }
  }

  private static Optional<Model> read(byte[] bytes) {
    try {
      return Optional.of(ModelFile.read(NAME, new BytesChannel(bytes)));
    } catch (ModelFormatException e) {
      assertThat(e.getMessage()).startsWith(NAME.toString()).hasSizeLessThan(2000);
      return Optional.empty();
    }
  }

  private static void printsAndIsWrittenAgain(Model model) {
    assertThat(model.toString()).isNotEmpty();
    Specs specs = new Specs();
    assertThat(specs.read(specs.write(model.encoder()), Encoder.class)).isEqualTo(model.encoder());
    assertThat(specs.read(specs.write(model.network()), model.network().getClass()))
        .isEqualTo(model.network());
    specs.write(model.loss());
    specs.write(model.adjustment());
  }

  /// A column may be asked for as two kinds, or two have one name: that is said. Else there are
  /// predictions, the same for a single row.
  private void predicts(Model model) {
    Table rows = Questions.of(model.encoder());
    float[] outputs;
    try {
      outputs = model.predict(rows).outputs();
    } catch (ModelFormatException e) {
      throw new AssertionError("too late to refuse the file", e);
    } catch (DenpanException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(outputs).hasSize(Questions.ROWS * model.target().outputs());
    predicted++;
    // in a Row there are no images, and an empty text is always a missing one
    boolean sayable =
        rows.columns().stream().noneMatch(c -> c instanceof Column.Pixels || c.text(4).isEmpty());
    if (sayable) {
      int width = model.target().outputs();
      assertThat(model.predict(row(rows, 4)).outputs())
          .containsExactly(Arrays.copyOfRange(outputs, 4 * width, 5 * width));
    }
  }

  private static Row row(Table table, int row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      values.put(
          column.name(),
          column instanceof Column.Numbers numbers ? numbers.values()[row] : column.text(row));
    }
    return new Row(values);
  }

  @Test
  void everyShorterFileIsRefused() {
    byte[] whole = GoldenFiles.bytes("v1-adjusted");
    for (int length = 0; length < whole.length; length++) {
      BytesChannel cut = new BytesChannel(Arrays.copyOf(whole, length));
      int cutTo = length;
      try {
        ModelFile.read(NAME, cut);
        throw new AssertionError("cut to " + cutTo);
      } catch (ModelFormatException e) {
        assertThat(e.getMessage()).startsWith(NAME.toString());
      }
      assertThat(cut.isOpen()).isFalse();
    }
  }
}
