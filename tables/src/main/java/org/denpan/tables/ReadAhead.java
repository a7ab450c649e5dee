package org.denpan.tables;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.denpan.data.Chunks;
import org.denpan.data.DataException;
import org.denpan.data.Table;

/// Reads the next piece in a thread of its own while the one before is used.
final class ReadAhead implements Chunks {
  private final Chunks pieces;
  private Optional<FutureTask<Optional<Table>>> reading = Optional.empty();
  private boolean ended;
  private boolean any;

  ReadAhead(Chunks pieces) {
    this.pieces = pieces;
  }

  @Override
  public String name() {
    return pieces.name();
  }

  @Override
  public Optional<Table> next() {
    if (ended) {
      return Optional.empty();
    }
    Optional<Table> piece = await(reading.orElseGet(this::start));
    ended = piece.isEmpty();
    reading = ended ? Optional.empty() : Optional.of(start());
    if (ended && !any) {
      throw new DataException(name() + " has no rows");
    }
    any = true;
    return piece;
  }

  private FutureTask<Optional<Table>> start() {
    FutureTask<Optional<Table>> task = new FutureTask<>(pieces::next);
    Thread.ofPlatform().daemon().name("reads " + name()).start(task);
    return task;
  }

  private Optional<Table> await(FutureTask<Optional<Table>> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("reading " + name() + " was interrupted", e);
    } catch (ExecutionException e) {
      ended = true;
      reading = Optional.empty();
      switch (e.getCause()) {
        case RuntimeException problem -> throw problem;
        case Error problem -> throw problem;
        case null, default -> throw new DataException(name() + " cannot be read on", e);
      }
    }
  }

  /// Waits for the piece that is being read, because its source must not vanish under it.
  @Override
  public void close() {
    boolean interrupted = false;
    while (reading.isPresent() && !reading.get().isDone()) {
      try {
        reading.get().get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        break; // nobody asked for that piece
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    ended = true;
    pieces.close();
  }
}
