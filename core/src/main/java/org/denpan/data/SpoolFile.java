package org.denpan.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.denpan.DenpanException;

/// The scratch file of a [Spool]: blocks of rows one after the other, in each the columns one after
/// the other.
final class SpoolFile implements AutoCloseable {
  private final String table;
  private final FileChannel channel;
  private final List<SpoolColumn> columns;
  private final ThreadLocal<ByteBuffer> buffers;
  private long[] starts = new long[64];
  private int blocks;
  private int rows;

  /// @param folder where it lies, without a name where the system permits that
  SpoolFile(Path folder, String table, List<SpoolColumn> columns) {
    this.table = table;
    this.columns = columns;
    channel = open(folder);
    int most = columns.stream().mapToInt(SpoolColumn::mostBytes).reduce(0, Math::addExact);
    buffers =
        ThreadLocal.withInitial(
            () -> ByteBuffer.allocateDirect(most).order(ByteOrder.nativeOrder()));
  }

  private static FileChannel open(Path folder) {
    try {
      Path file = Files.createTempFile(folder, ".denpan-rows", ".part");
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        Files.delete(file); // an open file lives on without its name, and ends with the process
      } catch (IOException e) {
        // not on this system: it is deleted when it is closed
      }
      return channel;
    } catch (IOException e) {
      throw new DataException(
          "a scratch file cannot be made in " + folder + ": " + DenpanException.reason(e), e);
    }
  }

  List<SpoolColumn> columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  int blocks() {
    return blocks;
  }

  /// The rows of a block.
  int rows(int block) {
    return Math.min(Spool.BLOCK, rows - block * Spool.BLOCK);
  }

  long bytes() {
    return starts[blocks];
  }

  /// Room for a block, one for each thread.
  ByteBuffer buffer() {
    return buffers.get();
  }

  /// Appends a block; only the last may be short.
  void append(int count) {
    if (rows > Integer.MAX_VALUE - count) {
      throw new DataException(
          String.format(
              Locale.ROOT, "%s has more than %,d rows", table, Integer.MAX_VALUE - Spool.BLOCK));
    }
    ByteBuffer buffer = buffer().clear();
    columns.forEach(column -> column.write(buffer, count));
    buffer.flip();
    if (blocks + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    long at = starts[blocks];
    starts[blocks + 1] = at + buffer.limit();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer, at + buffer.position());
      }
    } catch (IOException e) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the scratch file cannot be written beyond %,d bytes: %s",
              table,
              at,
              DenpanException.reason(e)),
          e);
    }
    blocks++;
    rows += count;
  }

  /// Reads a block, ready to be taken apart column by column.
  void read(int block, ByteBuffer buffer) {
    buffer.clear().limit((int) (starts[block + 1] - starts[block]));
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, starts[block] + buffer.position()) < 0) {
          throw new IOException("it ends too soon");
        }
      }
    } catch (IOException e) {
      throw new DataException(
          table + ": the scratch file cannot be read: " + DenpanException.reason(e), e);
    }
    buffer.flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
