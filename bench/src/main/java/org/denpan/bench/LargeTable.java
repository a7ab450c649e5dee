package org.denpan.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes a Parquet file of made rows: 20 columns of floats in [−1, 1), hashes of their place, and
/// a `label` that says whether a sum of them is positive. DuckDB makes and writes them chunk by
/// chunk.
public final class LargeTable {
  private static final int COLUMNS = 20;

  private LargeTable() {}

  /// Writes it.
  ///
  /// @param words the number of rows, and the file
  public static void main(String... words) throws SQLException {
    String columns =
        each(
            ", ",
            "(hash(range * " + COLUMNS + " + %1$d) %% 1000003 / 500001.5 - 1)::float as x%1$d");
    String sum = each(" + ", "(%1$d %% 3 - 1) * x%1$d");
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("set memory_limit = '2GB'");
      statement.execute(
          String.format(
              Locale.ROOT,
              "copy (select *, case when %s > 0 then 'yes' else 'no' end as label from (select %s"
                  + " from range(%d))) to '%s' (format parquet)",
              sum,
              columns,
              Long.parseLong(words[0]),
              words[1]));
    }
  }

  private static String each(String between, String term) {
    return IntStream.range(0, COLUMNS)
        .mapToObj(i -> String.format(Locale.ROOT, term, i))
        .collect(Collectors.joining(between));
  }
}
