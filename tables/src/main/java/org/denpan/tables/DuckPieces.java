package org.denpan.tables;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.denpan.data.Chunks;
import org.denpan.data.Column;
import org.denpan.data.DataException;
import org.denpan.data.Table;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// A query's rows in pieces of [TableReader#PIECE] rows, put together from DuckDB's chunks of about
/// 2,048.
final class DuckPieces implements Chunks {
  private final Duck duck;
  private final String table;
  private final DuckRelation relation;
  private final List<DuckColumn> columns;
  private @Nullable PreparedStatement statement;
  private @Nullable DuckDBChunkedResult result;
  private @Nullable DuckDBDataChunkReader chunk;
  private int taken;
  private long rows;

  DuckPieces(Duck duck, String table, DuckRelation relation, List<DuckColumn> columns) {
    this.duck = duck;
    this.table = table;
    this.relation = relation;
    this.columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return table;
  }

  @Override
  public Optional<Table> next() {
    try {
      return gather();
    } catch (SQLException e) {
      throw relation.problem(e);
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw relation.problem(cause);
      }
      throw e;
    }
  }

  private Optional<Table> gather() throws SQLException {
    DuckDBChunkedResult open = result == null ? query() : result;
    columns.forEach(c -> c.begin(TableReader.PIECE));
    int gathered = 0;
    while (gathered < TableReader.PIECE) {
      if (chunk == null) {
        if (!open.nextChunk()) {
          break;
        }
        chunk = open.chunk();
        taken = 0;
      }
      DuckDBDataChunkReader current = chunk;
      int count = (int) current.rowCount();
      int until = Math.min(count, taken + TableReader.PIECE - gathered);
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).take(current.vector(i), taken, until, gathered);
      }
      gathered += until - taken;
      taken = until;
      chunk = until == count ? null : current;
    }
    return gathered == 0 ? Optional.empty() : Optional.of(piece(gathered));
  }

  private Table piece(int gathered) {
    List<Column> piece = new ArrayList<>();
    for (DuckColumn column : columns) {
      piece.add(column.finish(gathered, relation.name(), rows));
    }
    rows += gathered;
    return Table.of(table, piece);
  }

  private DuckDBChunkedResult query() throws SQLException {
    String wanted = columns.stream().map(DuckColumn::expression).collect(Collectors.joining(", "));
    PreparedStatement prepared =
        duck.connection().prepareStatement("SELECT " + wanted + " FROM " + relation.from());
    statement = prepared;
    DuckDBChunkedResult open = prepared.unwrap(DuckDBPreparedStatement.class).query();
    result = open;
    return open;
  }

  @Override
  public void close() {
    try {
      if (result != null) {
        result.close();
      }
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException e) {
      // nothing was written, so nothing is lost
    }
    duck.close();
  }
}
