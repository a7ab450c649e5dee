package org.denpan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denpan.data.Batch;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.tables.TableOptions;
import org.denpan.tables.TableReader;
import org.denpan.tables.TableSource;
import org.denpan.tables.Tables;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/// How fast a file becomes filled training batches, beside DuckDB's own chunks of the same file,
/// whose values are looked at one by one and summed. They take turns.
public final class Reading {
  private static final int ROWS = 1_000_000;
  private static final int COLUMNS = 20;
  private static final int BATCH = 256;
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 3;

  private Reading() {}

  /// Measures Parquet and CSV in a folder, where the files are made if they are not there.
  ///
  /// @param words the folder
  public static void main(String... words) throws Exception {
    for (String format : new String[] {"parquet", "csv"}) {
      Path file = file(Path.of(words[0]), format);
      double[] theirs = new double[ROUNDS];
      double[] ours = new double[ROUNDS];
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        double chunks = seconds(() -> chunks(file));
        double batches = seconds(() -> batches(file));
        if (round >= 0) {
          theirs[round] = chunks;
          ours[round] = batches;
        }
      }
      double their = median(theirs);
      double our = median(ours);
      System.out.printf(
          Locale.ROOT,
          "%-7s  DuckDB's chunks %.3f s, filled batches %.3f s: %.2f of its speed (medians of"
              + " %d)%n",
          format,
          their,
          our,
          their / our,
          ROUNDS);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Path file(Path folder, String format) throws SQLException {
    Path file = folder.resolve("reading-" + ROWS + "." + format);
    if (!Files.exists(file)) {
      String columns =
          IntStream.range(0, COLUMNS)
              .mapToObj(i ->
                  String.format(
                      Locale.ROOT,
                      "(hash(i * 20 + %d) %% 1000003 / 500001.5 - 1)::float x%d",
                      i,
                      i))
              .collect(Collectors.joining(", "));
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duck.createStatement()) {
        statement.execute(
            "COPY (SELECT %s FROM range(%d) r(i)) TO '%s'".formatted(columns, ROWS, file));
      }
    }
    return file;
  }

  private static void chunks(Path file) throws SQLException {
    Properties streaming = new Properties();
    streaming.setProperty("jdbc_stream_results", "true");
    double sum = 0;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:", streaming);
        PreparedStatement statement = duck.prepareStatement("SELECT * FROM '" + file + "'");
        DuckDBChunkedResult result = statement.unwrap(DuckDBPreparedStatement.class).query()) {
      while (result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        for (int column = 0; column < COLUMNS; column++) {
          sum += sum(chunk.vector(column));
        }
      }
    }
    check(sum);
  }

  private static double sum(DuckDBReadableVector vector) {
    double sum = 0;
    int rows = (int) vector.rowCount();
    switch (vector.getType()) {
      case FLOAT -> {
        for (int row = 0; row < rows; row++) {
          sum += vector.getFloat(row, Float.NaN);
        }
      }
      default -> {
        for (int row = 0; row < rows; row++) {
          sum += vector.getDouble(row, Double.NaN);
        }
      }
    }
    return sum;
  }

  private static void check(double sum) {
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("no values are missing, but one was");
    }
  }

  private static void batches(Path file) {
    Batch batch = new Batch(BATCH, COLUMNS - 1, 1);
    int[] order = IntStream.range(0, 1 << 16).toArray();
    Optional<Encoder> encoder = Optional.empty();
    double sum = 0;
    try (TableReader reader =
        Tables.open(new TableSource.Files(file.toString()), TableOptions.detect())) {
      for (Optional<Table> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        Table table = piece.get().withTarget("x0");
        if (encoder.isEmpty()) {
          encoder = Optional.of(Encoder.fit(table.select(Arrays.copyOf(order, 4096))));
        }
        Examples examples = encoder.get().encode(table);
        for (int start = 0; start < table.rows(); start += BATCH) {
          examples.fill(order, start, Math.min(BATCH, table.rows() - start), batch);
          sum += batch.inputs()[0];
        }
      }
    }
    check(sum);
  }
}
