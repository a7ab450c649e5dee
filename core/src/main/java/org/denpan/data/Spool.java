package org.denpan.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.Sha256;

/// A table beyond memory: its rows lie in a scratch file, from which any blocks of them are read
/// back, in any order and by several threads at once.
///
/// What it was read from is gone through once, whether that is a file, a query or a pipe, and
/// stands in the same order ever after. A number takes four bytes where that loses nothing, else
/// eight.
public final class Spool implements AutoCloseable {
  /// Rows of a block; the last may have fewer.
  public static final int BLOCK = 1024;

  /// Rows that are looked at at once.
  private static final int PIECE = 64;

  /// Values, so that a piece of a wide table stays small.
  private static final int MOST_VALUES = 1 << 22;

  private final SpoolFile file;
  private final Table columns;

  /// The rows that do not belong to this table, ascending.
  private final int[] without;

  Spool(SpoolFile file, Table columns, int[] without) {
    this.file = file;
    this.columns = columns;
    this.without = without;
  }

  /// Takes a table in pieces.
  ///
  /// @param folder where the scratch file goes; it has no name there as soon as it is open, where
  ///   the system permits that, so that nothing is left of it however the process ends
  /// @throws DataException if it cannot be written
  public static SpoolWriter into(Path folder, String name) {
    return new SpoolWriter(folder, name);
  }

  /// What the table is called in messages.
  public String name() {
    return columns.name();
  }

  /// A table of its columns, without rows.
  public Table columns() {
    return columns;
  }

  public int rows() {
    return file.rows() - without.length;
  }

  public int blocks() {
    return file.blocks();
  }

  /// How many bytes the scratch file has.
  public long bytes() {
    return file.bytes();
  }

  /// The rows of a block that belong to this table.
  public int rows(int block) {
    int from = block * BLOCK;
    int to = Math.min(file.rows(), from + BLOCK);
    return to - from - (firstWithout(to) - firstWithout(from));
  }

  private int firstWithout(int row) {
    int at = Arrays.binarySearch(without, row);
    return at < 0 ? -at - 1 : at;
  }

  /// The same table with this column as the one to predict. All its values are looked at.
  ///
  /// @throws DataException if there is no such column
  public Spool withTarget(String target) {
    columns.column(target);
    TaskScan scan = new TaskScan();
    forEach(piece -> scan.add(piece.column(target)));
    return withTarget(target, scan.task());
  }

  /// The same table with this column as the one to predict, and as what.
  public Spool withTarget(String target, Task task) {
    return new Spool(file, columns.withTarget(target, task), without);
  }

  /// The same table whose rows count as much as this column says, see [Table#withWeights].
  public Spool withWeights(String weights) {
    return new Spool(
        file,
        new Table(
            columns.name(),
            columns.columns(),
            columns.target(),
            columns.aim(),
            Optional.of(weights)),
        without);
  }

  /// The same table without some rows, by their number in the whole table.
  ///
  /// @param rows in ascending order
  public Spool without(int[] rows) {
    int[] all = IntStream.concat(Arrays.stream(without), Arrays.stream(rows)).toArray();
    Arrays.sort(all);
    return new Spool(file, columns, Arrays.stream(all).distinct().toArray());
  }

  /// SHA-256 of all rows, and of which belong to this table.
  public String sha256() {
    Sha256 sum = new Sha256();
    columns.columns().forEach(column -> sum.add(column.name()));
    sum.add(Arrays.toString(without));
    for (int block = 0; block < blocks(); block++) {
      ByteBuffer bytes = file.buffer();
      file.read(block, bytes);
      sum.add(bytes);
    }
    return sum.hex();
  }

  /// Some rows of the whole table, as a table in memory.
  ///
  /// @param rows numbers in ascending order
  public Table select(int[] rows) {
    Gatherer parts = new Gatherer(columns.name());
    parts.add(columns);
    for (int from = 0; from < rows.length; ) {
      int block = rows[from] / BLOCK;
      int to = from;
      while (to < rows.length && rows[to] / BLOCK == block) {
        to++;
      }
      int[] inBlock = Arrays.stream(rows, from, to).map(row -> row - block * BLOCK).toArray();
      parts.add(read(new int[] {block}, false).select(inBlock));
      from = to;
    }
    return named(parts.finish().columns());
  }

  /// Different rows spread over the whole table, as a table in memory: it is cut into as many parts
  /// of equal size, and of each part one row is drawn; all rows where there are no more.
  public Table spread(int count, Seed.Stream random) {
    return select(numbers(random.spread(rows(), count)));
  }

  /// The numbers in the whole table of rows of this one.
  ///
  /// @param places among the rows of this table, ascending
  public int[] numbers(int[] places) {
    int[] numbers = new int[places.length];
    int skipped = 0;
    for (int i = 0; i < places.length; i++) {
      while (skipped < without.length && without[skipped] <= places[i] + skipped) {
        skipped++;
      }
      numbers[i] = places[i] + skipped;
    }
    return numbers;
  }

  /// The rows of these blocks, in this order, as a table in memory.
  public Table read(int... blocks) {
    return read(blocks, true);
  }

  private Table read(int[] blocks, boolean holding) {
    int size = Arrays.stream(blocks).map(file::rows).sum();
    List<SpoolColumn.Values> values =
        file.columns().stream().map(column -> column.values(size)).toList();
    ByteBuffer buffer = file.buffer();
    int at = 0;
    for (int block : blocks) {
      file.read(block, buffer);
      for (SpoolColumn.Values column : values) {
        column.read(buffer, at, file.rows(block));
      }
      at += file.rows(block);
    }
    Table whole = named(values.stream().map(SpoolColumn.Values::column).toList());
    return holding && without.length > 0 ? whole.select(kept(blocks, size)) : whole;
  }

  private Table named(List<Column> values) {
    return new Table(columns.name(), values, columns.target(), columns.aim(), columns.weights());
  }

  /// Which rows of these blocks, one after the other, belong to this table.
  private int[] kept(int[] blocks, int size) {
    int[] kept = new int[size];
    int count = 0;
    int at = 0;
    for (int block : blocks) {
      int next = firstWithout(block * BLOCK);
      for (int i = 0; i < file.rows(block); i++) {
        if (next < without.length && without[next] == block * BLOCK + i) {
          next++;
        } else {
          kept[count++] = at + i;
        }
      }
      at += file.rows(block);
    }
    return Arrays.copyOf(kept, count);
  }

  /// Brings blocks into the system's memory, so that they are soon read.
  public void fetch(int... blocks) {
    ByteBuffer buffer = file.buffer();
    for (int block : blocks) {
      file.read(block, buffer);
    }
  }

  /// Gives all rows in their order, piece by piece.
  public void forEach(Consumer<Table> reader) {
    long values =
        columns.columns().stream()
            .mapToLong(column -> column instanceof Column.Pixels p ? p.size() : 1)
            .sum();
    int step = Math.clamp(MOST_VALUES / (BLOCK * values), 1, PIECE);
    for (int from = 0; from < blocks(); from += step) {
      Table piece = read(IntStream.range(from, Math.min(blocks(), from + step)).toArray());
      if (piece.rows() > 0) {
        reader.accept(piece);
      }
    }
  }

  /// Frees the disk; other views of the table end with this one.
  @Override
  public void close() {
    file.close();
  }
}
