package org.denpan.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Spool;
import org.denpan.net.Workers;
import org.jspecify.annotations.Nullable;

/// Rows beyond memory. While the rows of a window are learnt from, a thread of its own brings the
/// bytes of the next into the system's memory and draws its order; all threads of the step together
/// turn them into inputs then. So that thread computes little: another one that did would take
/// turns with those of the step, and make them wait for each other.
final class SpooledRows implements Rows {
  /// Rows that stand for all.
  private static final int SAMPLE = 100_000;

  /// Blocks that a thread prepares at once.
  private static final int PIECE = 8;

  /// Rows whose inputs stay in the cache while column after column is written.
  private static final int STRIPE = 256;

  private final Spool spool;
  private final Encoder encoder;
  private final UnaryOperator<Examples> weighted;
  private final Shuffle.Blocks shuffle;
  private final Seed seed;
  private final Workers workers;
  private final Examples sample;
  private final int width;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("denpan-reader").daemon().factory());
  private @Nullable Windows windows;

  /// Those of which rows are still asked for, in their order: one, or those that a batch reaches
  /// into.
  private final List<Window> held = new ArrayList<>();

  /// Room for windows to come.
  private final Deque<Batch> spare = new ArrayDeque<>();

  private int next;

  /// The place in the epoch that the windows so far go to.
  private int reached;

  private CompletableFuture<int[]> order = new CompletableFuture<>();

  /// A window in memory.
  ///
  /// @param start the place of its first row in the epoch
  /// @param rows as they lie in the blocks
  /// @param order in which they are learnt from
  private record Window(int start, Batch rows, int[] order) {
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
      Seed seed,
      Workers workers) {
    this.spool = spool;
    this.encoder = encoder;
    this.weighted = weighted;
    this.shuffle = shuffle;
    this.seed = seed;
    this.workers = workers;
    width = encoder.width();
    sample = weighted.apply(encoder.encodePart(spool.spread(SAMPLE, seed.stream("sample"))));
  }

  @Override
  public int count() {
    return spool.rows();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public Shuffle shuffle() {
    return shuffle;
  }

  @Override
  public void begin(int epoch) {
    finish();
    windows = new Windows(spool.blocks(), spool::rows, shuffle.window(), seed, epoch);
    next = 0;
    reached = 0;
    fetch(windows, 0);
  }

  private void fetch(Windows of, int index) {
    order =
        CompletableFuture.supplyAsync(
            () -> {
              spool.fetch(of.blocks(index));
              return of.order(index);
            },
            reader);
  }

  @Override
  public void ready(int from, int to) {
    while (!held.isEmpty() && held.getFirst().end() <= from) {
      spare.add(held.removeFirst().rows);
    }
    Windows all = windows;
    while (all != null && reached < to) {
      int[] drawn = await();
      int start = reached;
      reached += drawn.length;
      int[] blocks = all.blocks(next);
      next++;
      if (next < all.count()) {
        fetch(all, next);
      }
      if (reached > from) {
        held.add(new Window(start, prepared(blocks, drawn.length), drawn));
      }
    }
  }

  private int[] await() {
    try {
      return order.join();
    } catch (CompletionException e) {
      throw switch (e.getCause()) {
        case RuntimeException problem -> problem;
        case Error error -> throw error; // such as too little memory
        case null, default -> e;
      };
    }
  }

  /// The rows of these blocks as inputs and targets.
  private Batch prepared(int[] blocks, int rows) {
    Batch room = spare.isEmpty() ? new Batch(rows, width, 1) : spare.remove();
    Batch batch = room.capacity() < rows ? new Batch(rows, width, 1) : room;
    int pieces = (blocks.length + PIECE - 1) / PIECE;
    int[] starts = new int[pieces];
    int at = 0;
    for (int i = 0; i < blocks.length; i++) {
      if (i % PIECE == 0) {
        starts[i / PIECE] = at;
      }
      at += spool.rows(blocks[i]);
    }
    workers.run(
        pieces,
        1,
        (long) PIECE * Spool.BLOCK * width,
        (from, to) -> {
          for (int piece = from; piece < to; piece++) {
            prepare(blocks, piece, starts[piece], batch);
          }
        });
    return batch;
  }

  private void prepare(int[] blocks, int piece, int start, Batch batch) {
    int[] some =
        IntStream.range(piece * PIECE, Math.min(blocks.length, (piece + 1) * PIECE))
            .map(i -> blocks[i])
            .toArray();
    Examples examples = weighted.apply(encoder.encodePart(spool.read(some)));
    int[] all = IntStream.range(0, examples.rows()).toArray();
    for (int from = 0; from < all.length; from += STRIPE) {
      int to = Math.min(all.length, from + STRIPE);
      examples.fill(all, -start, start + from, start + to, batch);
    }
  }

  @Override
  public void fill(int start, int from, int to, Batch batch) {
    for (int i = 0; i < held.size(); i++) {
      Window window = held.get(i);
      int first = Math.max(from, window.start - start);
      int last = Math.min(to, window.end() - start);
      for (int row = first; row < last; row++) {
        copy(window.rows, window.order[start + row - window.start], batch, row);
      }
    }
  }

  private void copy(Batch source, int at, Batch batch, int row) {
    System.arraycopy(source.inputs(), at * width, batch.inputs(), row * width, width);
    batch.targets()[row] = source.targets()[at];
    batch.weights()[row] = source.weights()[at];
  }

  @Override
  public String sha256() {
    return spool.sha256();
  }

  @Override
  public void end() {
    finish();
    reader.shutdown();
  }

  /// Waits for what is being read, and lets go of it.
  private void finish() {
    if (windows != null) {
      order.exceptionally(e -> new int[0]).join();
    }
    windows = null;
    held.clear();
    spare.clear();
  }

  @Override
  public Examples sample() {
    return sample;
  }
}
