package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.denpan.Seed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the command within the test, and makes small tables for it.
final class Denpans {
  private Denpans() {}

  /// What a run said and how it ended.
  record Result(int code, String out, String err) {
    /// Exactly one message, with these words, no result, no stack trace.
    Result failed(int expected, String... words) {
      assertThat(err).as("standard error").doesNotContain("\tat ");
      for (String word : words) {
        assertThat(err).as("standard error").contains(word);
      }
      assertThat(err.lines().filter(line -> line.startsWith("denpan: "))).as(err).hasSize(1);
      assertThat(code).as(err).isEqualTo(expected);
      return this;
    }

    /// The result with every run of spaces as one, as if it had not been wrapped.
    String words() {
      return out.replaceAll("\\s+", " ");
    }

    Result succeeded() {
      assertThat(code).as(err).isZero();
      return this;
    }

    JsonNode json() {
      return new JsonMapper().readTree(out);
    }
  }

  /// What a shell prints for this.
  static String shell(String name, String command) throws IOException {
    Process process = new ProcessBuilder(name, "-c", command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  static Result run(Object... words) {
    return runWith("", words);
  }

  static Result runWith(String input, Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> false);
    String[] args = Stream.of(words).map(String::valueOf).toArray(String[]::new);
    int code = Main.run(args, streams);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// 300 customers: who is young or has the gold plan churns. The bill follows from age and plan.
  static Path churn(Path folder) throws IOException {
    Seed.Stream random = new Seed(1).stream("churn");
    StringBuilder csv = new StringBuilder("age,plan,bill,churned\n");
    for (int i = 0; i < 300; i++) {
      int age = 18 + random.nextInt(60);
      boolean gold = random.nextInt(3) == 0;
      double bill = Math.round(age * 20 + (gold ? 900 : 0) + 40 * random.nextGaussian()) / 10.0;
      csv.append(age).append(gold ? ",gold," : ",basic,").append(bill);
      csv.append(age < 30 || gold ? ",yes\n" : ",no\n");
    }
    return Files.writeString(folder.resolve("churn.csv"), csv);
  }

  /// A model that says who churns, quickly trained.
  static Path churnModel(Path folder) throws IOException {
    Path model = folder.resolve("churn.denpan");
    run(
            "train",
            churn(folder),
            "--target",
            "churned",
            "--epochs",
            20,
            "--layers",
            "8 relu",
            "--learning-rate",
            0.01,
            "-o",
            model,
            "-q",
            "--no-report")
        .succeeded();
    return model;
  }

  /// Writes what a query gives.
  static void parquet(String sql, Path file) {
    query("COPY (%s) TO '%s'".formatted(sql, file));
  }

  /// The first two columns of what DuckDB answers.
  static List<String> query(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      if (statement.execute(sql)) {
        ResultSet result = statement.getResultSet();
        while (result.next()) {
          rows.add(result.getString(1) + " " + result.getString(2));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
