package org.denpan.tables;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.denpan.data.Chunks;
import org.denpan.data.Column;
import org.denpan.data.Table;

/// The rows of a JDBC result in pieces.
final class JdbcPieces implements Chunks {
  private final TableSource.Jdbc source;
  private final String table;
  private final Connection connection;
  private final ResultSet rows;
  private final List<JdbcColumn> columns;
  private long read;

  JdbcPieces(
      TableSource.Jdbc source,
      String table,
      Connection connection,
      ResultSet rows,
      List<JdbcColumn> columns) {
    this.source = source;
    this.table = table;
    this.connection = connection;
    this.rows = rows;
    this.columns = List.copyOf(columns);
  }

  @Override
  public String name() {
    return table;
  }

  @Override
  public Optional<Table> next() {
    columns.forEach(c -> c.begin(TableReader.PIECE));
    int gathered = 0;
    try {
      while (gathered < TableReader.PIECE && rows.next()) {
        read++;
        for (JdbcColumn column : columns) {
          column.take(rows, gathered, read);
        }
        gathered++;
      }
    } catch (SQLException e) {
      throw JdbcReader.problem(source, e);
    }
    int count = gathered;
    List<Column> piece = columns.stream().map(c -> c.finish(count)).toList();
    return count == 0 ? Optional.empty() : Optional.of(Table.of(table, piece));
  }

  @Override
  public void close() {
    JdbcReader.close(connection);
  }
}
