package org.denpan.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.denpan.DenpanException;
import org.denpan.data.Chunks;
import org.denpan.data.Table;
import org.denpan.file.AtomicFile;

/// Writes tables piece by piece, in constant memory.
///
/// @param format what is written
/// @param types in DuckDB's words, of columns that are not what they are in memory: a number that
///   was a `BIGINT`, a text that was one, a number that is a `FLOAT`
public record TableWriter(TableFormat format, Map<String, String> types) {
  private static final Set<String> NUMBERS =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "HUGEINT",
          "UHUGEINT",
          "DOUBLE",
          "DECIMAL",
          "BOOLEAN");

  public TableWriter {
    types = Map.copyOf(types);
  }

  /// Whether the texts of a column are to be written as numbers or truth values are.
  boolean bare(String column) {
    return NUMBERS.contains(types.getOrDefault(column, "").replaceFirst("\\(.*", ""));
  }

  /// Whether the numbers of a column are floats.
  boolean isFloat(String column) {
    return types.getOrDefault(column, "").equals("FLOAT");
  }

  /// Writes a file under a temporary name beside it, forces it to disk and renames it. The source
  /// is read to its end, and not closed.
  ///
  /// @return how many rows there were
  /// @throws DenpanException if that fails; nothing of it is then left, and a file that was there
  ///   before is as it was
  public long write(Chunks source, Path file) {
    Path part = AtomicFile.unfinished(file);
    part.toFile().deleteOnExit(); // where somebody ends the program in between
    try {
      try {
        long rows =
            format == TableFormat.PARQUET
                ? new ParquetWriter(this, source).write(part)
                : text(source, part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return rows;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw cannot(file, DenpanException.reason(e), e);
    } catch (UncheckedIOException e) {
      throw cannot(file, DenpanException.reason(e), e);
    }
  }

  private static DenpanException cannot(Path file, String reason, Exception cause) {
    return new DenpanException("cannot write " + file + ": " + reason, cause);
  }

  private long text(Chunks source, Path part) throws IOException {
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Writer writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
      long rows = write(source, writer);
      writer.flush();
      channel.force(true);
      return rows;
    }
  }

  /// Writes text to a stream, which is not closed.
  ///
  /// @return how many rows there were
  /// @throws DenpanException for Parquet, which is no text
  public long write(Chunks source, Writer writer) throws IOException {
    RowWriter lines =
        switch (format) {
          case CSV -> new CsvRowWriter(this, writer);
          case JSON_LINES -> new JsonRowWriter(this, writer);
          case PARQUET ->
              throw new DenpanException("Parquet is written to files only; name one that ends so");
        };
    long rows = 0;
    for (Optional<Table> piece = source.next(); piece.isPresent(); piece = source.next()) {
      lines.write(piece.get());
      rows += piece.get().rows();
    }
    return rows;
  }
}
