package org.denpan.data;

import java.nio.file.Path;
import java.util.Optional;

/// A table taken in: into memory, or into a scratch file where it is larger than a budget.
public sealed interface Intake {
  /// All rows in memory.
  record InMemory(Table table) implements Intake {}

  /// Rows beyond memory.
  record Beyond(Spool spool) implements Intake {}

  /// What is told while rows come in.
  @FunctionalInterface
  interface Watch {
    /// Is told how many rows were read so far.
    void read(long rows);
  }

  /// Reads a source to its end.
  ///
  /// @param budget bytes that the values may take in memory: 8 a number or time, 4 a text, 1 a
  ///   pixel
  /// @param folder where the scratch file would lie
  /// @throws DataException if the source cannot be read, or the scratch file not be written
  static Intake of(Chunks source, long budget, Path folder, Watch watch) {
    Gatherer gatherer = new Gatherer(source.name());
    long bytes = 0;
    long rows = 0;
    for (Optional<Table> piece = source.next(); piece.isPresent(); piece = source.next()) {
      gatherer.add(piece.get());
      bytes += bytes(piece.get());
      rows += piece.get().rows();
      watch.read(rows);
      if (bytes > budget) {
        return new Beyond(spool(gatherer, rows, source, folder, watch));
      }
    }
    return new InMemory(gatherer.finish());
  }

  private static Spool spool(
      Gatherer gathered, long rowsSoFar, Chunks source, Path folder, Watch watch) {
    long rows = rowsSoFar;
    try (SpoolWriter writer = Spool.into(folder, source.name())) {
      writer.add(gathered.finish());
      for (Optional<Table> piece = source.next(); piece.isPresent(); piece = source.next()) {
        writer.add(piece.get());
        rows += piece.get().rows();
        watch.read(rows);
      }
      return writer.finish();
    }
  }

  private static long bytes(Table piece) {
    long bytes = 0;
    for (Column column : piece.columns()) {
      bytes +=
          (long) piece.rows()
              * switch (column) {
                case Column.Numbers n -> Double.BYTES;
                case Column.Times t -> Long.BYTES;
                case Column.Categories c -> Integer.BYTES;
                case Column.Pixels p -> p.size();
              };
    }
    return bytes;
  }
}
