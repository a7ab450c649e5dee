package org.denpan.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Spool;
import org.denpan.data.Table;
import org.jspecify.annotations.Nullable;

/// Rows beyond memory. While the rows of a window are learnt from, the next window is read and
/// prepared by a thread of its own, so that two windows are in memory.
final class SpooledRows implements Rows {
  /// Rows that stand for all.
  private static final int SAMPLE = 100_000;

  private final Spool spool;
  private final Encoder encoder;
  private final UnaryOperator<Examples> weighted;
  private final Shuffle.Blocks shuffle;
  private final Seed seed;
  private final Examples sample;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("denpan-reader").daemon().factory());
  private @Nullable Windows windows;

  /// Those of which rows are still asked for, in their order: one, or those that a batch reaches
  /// into.
  private final List<Window> held = new ArrayList<>();

  private CompletableFuture<Window> reading = new CompletableFuture<>();

  /// A window in memory.
  ///
  /// @param index which of the epoch's
  /// @param start the place of its first row in the epoch
  private record Window(int index, int start, Examples examples, int[] order) {
    int end() {
      return start + order.length;
    }
  }

  /// @param weighted what the training rows count by
  SpooledRows(
      Spool spool,
      Encoder encoder,
      UnaryOperator<Examples> weighted,
      Shuffle.Blocks shuffle,
      Seed seed) {
    this.spool = spool;
    this.encoder = encoder;
    this.weighted = weighted;
    this.shuffle = shuffle;
    this.seed = seed;
    sample = weighted.apply(encoder.encodePart(spool.spread(SAMPLE, seed.stream("sample"))));
  }

  @Override
  public int count() {
    return spool.rows();
  }

  @Override
  public int width() {
    return encoder.width();
  }

  @Override
  public Shuffle shuffle() {
    return shuffle;
  }

  @Override
  public void begin(int epoch) {
    finish();
    windows = new Windows(spool.blocks(), spool::rows, shuffle.window(), seed, epoch);
    read(windows, 0, 0);
  }

  private void read(Windows of, int index, int start) {
    reading =
        CompletableFuture.supplyAsync(
            () -> {
              Table rows = spool.read(of.blocks(index));
              Examples examples = weighted.apply(encoder.encodePart(rows));
              return new Window(index, start, examples.laidOut(), of.order(index));
            },
            reader);
  }

  @Override
  public void ready(int from, int to) {
    held.removeIf(window -> window.end() <= from);
    Windows all = windows;
    while (all != null && (held.isEmpty() || held.getLast().end() < to)) {
      Window read = await();
      held.add(read);
      if (read.index + 1 < all.count()) {
        read(all, read.index + 1, read.end());
      }
    }
  }

  private Window await() {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw switch (e.getCause()) {
        case RuntimeException problem -> problem;
        case Error error -> throw error; // such as too little memory
        case null, default -> e;
      };
    }
  }

  @Override
  public void fill(int start, int from, int to, Batch batch) {
    for (int i = 0; i < held.size(); i++) {
      Window window = held.get(i);
      int first = Math.max(from, window.start - start);
      int last = Math.min(to, window.end() - start);
      if (first < last) {
        window.examples.fill(window.order, start - window.start, first, last, batch);
      }
    }
  }

  @Override
  public void end() {
    finish();
    reader.shutdown();
  }

  /// Waits for what is being read, and lets go of it.
  private void finish() {
    if (windows != null) {
      reading.exceptionally(e -> null).join();
    }
    windows = null;
    held.clear();
  }

  @Override
  public Examples sample() {
    return sample;
  }
}
