package org.denpan.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Fills a [Spool] with a table that comes in pieces.
public final class SpoolWriter implements AutoCloseable {
  private final Path folder;
  private final String name;
  private @Nullable SpoolFile file;
  private @Nullable Table first;
  private int filled;
  private boolean done;

  SpoolWriter(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /// Takes the next rows.
  ///
  /// @throws DataException if they have other columns than those before, or the disk is full
  public void add(Table piece) {
    SpoolFile to = file;
    if (to == null) {
      to = new SpoolFile(folder, name, piece.columns().stream().map(SpoolColumn::of).toList());
      file = to;
      first = piece.select(new int[0]); // its rows are not to stay in memory
    }
    List<SpoolColumn> columns = to.columns();
    check(piece, columns);
    for (int from = 0; from < piece.rows(); ) {
      int count = Math.min(piece.rows() - from, Spool.BLOCK - filled);
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).take(piece.columns().get(i), from, count, filled);
      }
      from += count;
      filled += count;
      if (filled == Spool.BLOCK) {
        to.append(filled);
        filled = 0;
      }
    }
  }

  private void check(Table piece, List<SpoolColumn> columns) {
    if (piece.columns().size() != columns.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %d columns first and %d later",
              name,
              columns.size(),
              piece.columns().size()));
    }
    for (int i = 0; i < columns.size(); i++) {
      Column now = piece.columns().get(i);
      Column was = columns.get(i).empty();
      if (!now.name().equals(was.name()) || !Gatherer.alike(was, now)) {
        throw columns.get(i).differs(name, now);
      }
    }
  }

  /// The rows that were taken, as a table.
  ///
  /// @throws DataException if there were none
  public Spool finish() {
    SpoolFile to = file;
    Table columns = first;
    if (to == null || columns == null) {
      throw new DataException(name + " has no rows");
    }
    if (filled > 0) {
      to.append(filled);
      filled = 0;
    }
    done = true;
    return new Spool(
        to,
        new Table(
            name,
            to.columns().stream().map(SpoolColumn::empty).toList(),
            columns.target(),
            columns.aim(),
            columns.weights()),
        new int[0]);
  }

  /// Frees the disk unless the table was finished.
  @Override
  public void close() {
    if (file != null && !done) {
      file.close();
    }
  }
}
