package org.denpan.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.denpan.data.Chunks;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/// Rows as Parquet: DuckDB copies what it pulls out of a function of ours, so that no more than a
/// row group is in memory.
final class ParquetWriter implements DuckDBTableFunction<String, String, String> {
  private static final String PIECES = "denpan_pieces";

  private final TableWriter how;
  private final Chunks source;
  private final Table first;
  private Optional<Table> piece;
  private int taken;
  private long rows;
  private @Nullable RuntimeException problem;

  ParquetWriter(TableWriter how, Chunks source) {
    this.how = how;
    this.source = source;
    piece = source.next();
    first = piece.orElseThrow(() -> new DataException(source.name() + " has no rows"));
  }

  /// Writes all rows, and says how many there were.
  long write(Path file) throws IOException {
    try (Duck duck = Duck.inMemory()) {
      DuckDBFunctions.tableFunction()
          .withName(PIECES)
          .withFunction(this)
          .register(duck.connection());
      List<String> columns = first.columns().stream().map(this::expression).toList();
      duck.run(
          "COPY (SELECT %s FROM %s()) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(String.join(", ", columns), PIECES, Duck.text(file.toString())));
      return rows;
    } catch (SQLException e) {
      if (problem != null) {
        throw problem;
      }
      throw new IOException(DuckMessages.reason(e), e);
    }
  }

  private String expression(Column column) {
    String name = Duck.name(column.name());
    String value =
        column instanceof Column.Times times
            ? times.days()
                ? "CAST(make_timestamp(%s) AS DATE)".formatted(name)
                : "make_timestamp(%s)".formatted(name)
            : name;
    String type = how.types().get(column.name());
    return type == null || type.equals("JSON")
        ? "%s AS %s".formatted(value, name)
        : "CAST(%s AS %s) AS %s".formatted(value, type, name);
  }

  @Override
  public String bind(DuckDBTableFunctionBindInfo info) {
    for (Column column : first.columns()) {
      info.addResultColumn(
          column.name(),
          switch (column) {
            case Column.Numbers n -> DuckDBColumnType.DOUBLE;
            case Column.Times t -> DuckDBColumnType.BIGINT;
            case Column.Categories c -> DuckDBColumnType.VARCHAR;
            case Column.Pixels p -> throw new DataException("images are not written to tables");
          });
    }
    return "";
  }

  @Override
  public String init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return "";
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    try {
      return fill(chunk);
    } catch (RuntimeException e) {
      problem = e; // DuckDB passes on its words only
      throw e;
    }
  }

  private long fill(DuckDBDataChunkWriter chunk) {
    if (piece.isPresent() && taken == piece.get().rows()) {
      piece = source.next();
      taken = 0;
    }
    if (piece.isEmpty()) {
      return 0;
    }
    List<Column> columns = new ArrayList<>(piece.get().columns());
    int count = (int) Math.min(chunk.capacity(), piece.get().rows() - taken);
    for (int i = 0; i < columns.size(); i++) {
      put(columns.get(i), chunk.vector(i), count);
    }
    taken += count;
    rows += count;
    return count;
  }

  private void put(Column column, DuckDBWritableVector vector, int count) {
    switch (column) {
      case Column.Numbers numbers -> {
        for (int i = 0; i < count; i++) {
          if (numbers.missing(taken + i)) {
            vector.setNull(i);
          } else {
            vector.setDouble(i, numbers.values()[taken + i]);
          }
        }
      }
      case Column.Times times -> {
        for (int i = 0; i < count; i++) {
          if (times.missing(taken + i)) {
            vector.setNull(i);
          } else {
            vector.setLong(i, times.micros()[taken + i]);
          }
        }
      }
      case Column.Categories texts -> {
        for (int i = 0; i < count; i++) {
          if (texts.missing(taken + i)) {
            vector.setNull(i);
          } else {
            vector.setString(i, texts.text(taken + i));
          }
        }
      }
      case Column.Pixels p -> throw new DataException("images are not written to tables");
    }
  }
}
