package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data that are more than a plain CSV file, from the command line.
class TableFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeTheSameRowsInSeveralFormats() throws IOException, SQLException {
    StringBuilder rows = new StringBuilder("id,age,plan,bill,churned\n");
    for (int i = 0; i < 200; i++) {
      rows.append(
          "u%03d,%d,%s,%s,%s\n"
              .formatted(
                  i,
                  20 + i * 7 % 50,
                  i % 3 == 0 ? "gold" : "basic",
                  i % 11 == 0 ? "" : i * 0.37,
                  i * 7 % 50 > 25 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("churn.csv"), rows);
    sql("COPY (FROM %s) TO '%s'", "churn.csv", "churn.parquet");
    sql("COPY (FROM %s LIMIT 100) TO '%s'", "churn.csv", "part-1.jsonl");
    sql("COPY (FROM %s OFFSET 100) TO '%s'", "churn.csv", "part-2.jsonl");
    sql("COPY (FROM %s) TO '%s'", "churn.csv", "churn.csv.zst");
  }

  private void sql(String sql, String from, String to) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      // else yes and no would be true and false
      String rows =
          "read_csv('%s', types = {'churned': 'VARCHAR'})".formatted(folder.resolve(from));
      statement.execute(sql.formatted(rows, folder.resolve(to)));
    }
  }

  private Path train(String model, String... data) {
    Path file = folder.resolve(model);
    String[] words = new String[data.length + 9];
    words[0] = "train";
    System.arraycopy(data, 0, words, 1, data.length);
    System.arraycopy(
        new String[] {
          "--target", "churned", "--epochs", "2", "--no-report", "-q", "-o", file.toString()
        },
        0,
        words,
        data.length + 1,
        8);
    Denpans.run((Object[]) words).succeeded();
    return file;
  }

  @Test
  void theSameRowsGiveTheSameModelFromEveryFormat() {
    String csv = Model.load(train("csv", folder + "/churn.csv")).weightsSha256();
    for (String data : new String[] {"churn.parquet", "part-*.jsonl", "churn.csv.zst"}) {
      assertThat(Model.load(train("m", folder + "/" + data)).weightsSha256())
          .as(data)
          .isEqualTo(csv);
    }
    assertThat(Model.load(train("m", folder + "/churn.csv", "--reader", "duckdb")).weightsSha256())
        .isEqualTo(csv);
    String query = "select * from '" + folder + "/churn.parquet'";
    assertThat(Model.load(train("m", "--sql", query)).weightsSha256()).isEqualTo(csv);
  }

  @Test
  void aModelFromOneFormatEvaluatesAndPredictsAnother() {
    String model = train("m", folder + "/churn.csv").toString();
    String csv = Denpans.run("evaluate", model, folder + "/churn.csv").succeeded().out();
    String parquet = Denpans.run("evaluate", model, folder + "/churn.parquet").succeeded().out();
    assertThat(parquet.replace("churn.parquet", "churn.csv")).isEqualTo(csv);
    assertThat(Denpans.run("predict", model, folder + "/part-*.jsonl").succeeded().out())
        .isEqualTo(Denpans.run("predict", model, folder + "/churn.csv").succeeded().out());
  }
}
