package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.denpan.cli.Denpans.Result;
import org.denpan.data.Row;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
  @TempDir private Path folder;
  private Path model = Path.of("");

  @BeforeEach
  void train() throws IOException {
    model = Denpans.churnModel(folder);
  }

  private static List<NamedCsvRecord> records(String csv) {
    return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
  }

  @Test
  void keepsTheColumnsAndAddsWhatTheModelSays() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("new.csv"),
            "plan,age,bill,note\ngold,42,170,\"a, \"\"b\"\"\"\nbasic,50,100,c\n");
    Result result = Denpans.run("predict", model, data).succeeded();
    List<NamedCsvRecord> rows = records(result.out());
    assertThat(rows.getFirst().getHeader())
        .containsExactly(
            "plan", "age", "bill", "note", "prediction", "probability_no", "probability_yes");
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().getField("note")).isEqualTo("a, \"b\"");
    Prediction expected = Model.load(model).predict(Row.of("plan", "gold", "age", 42, "bill", 170));
    assertThat(rows.getFirst().getField("prediction")).isEqualTo(expected.label());
    assertThat(Float.parseFloat(rows.getFirst().getField("probability_yes")))
        .isEqualTo(expected.probability("yes"));
  }

  @Test
  void aNameOfAnotherFormatIsRefusedUnlessTheFormatIsSaid() {
    for (String name : List.of("scored.xml", "scored.csv.gz")) {
      Path file = folder.resolve(name);
      Denpans.run("predict", model, folder.resolve("churn.csv"), "-o", file)
          .failed(2, name + " is of no format that can be written");
      assertThat(file).doesNotExist();
    }
    Path dotted = folder.resolve("scored.today");
    Denpans.run("predict", model, folder.resolve("churn.csv"), "-o", dotted, "--format", "csv")
        .succeeded();
    assertThat(dotted).exists();
  }

  @Test
  void aNumberIsInItsOwnUnit() throws IOException {
    Path bill = folder.resolve("bill.denpan");
    Denpans.run(
            "train",
            folder.resolve("churn.csv"),
            "--target",
            "bill",
            "--epochs",
            40,
            "-o",
            bill,
            "-q",
            "--no-report")
        .succeeded();
    Result result =
        Denpans.runWith("age,plan,churned\n40,gold,yes\n40,basic,no\n", "predict", bill, "-")
            .succeeded();
    double gold = Double.parseDouble(records(result.out()).get(0).getField("prediction"));
    double basic = Double.parseDouble(records(result.out()).get(1).getField("prediction"));
    assertThat(gold - basic).isBetween(60.0, 120.0); // 90 in truth
  }

  @Test
  void readsStandardInputAndWritesAFile() throws IOException {
    Path out = folder.resolve("out.csv");
    Denpans.runWith("age,plan,bill\n42,gold,170\n", "predict", model, "-", "-o", out).succeeded();
    assertThat(records(Files.readString(out))).hasSize(1);
  }

  @Test
  void aColumnOfAnEarlierPredictionIsReplaced() throws IOException {
    Path once = folder.resolve("once.csv");
    Denpans.run("predict", model, folder.resolve("churn.csv"), "-o", once).succeeded();
    assertThat(Denpans.run("predict", model, once).succeeded().out())
        .isEqualTo(Files.readString(once));
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    Path data = Files.writeString(folder.resolve("new.csv"), "agee,plan,bill\n42,gold,170\n");
    Path out = folder.resolve("out.csv");
    Denpans.run("predict", model, data, "-o", out)
        .failed(1, "new.csv lacks the column 'age'", "did you mean 'agee'?");
    assertThat(out).doesNotExist();
  }

  @Test
  void aTextWhereANumberWasIsRefused() throws IOException {
    Path data = Files.writeString(folder.resolve("new.csv"), "age,plan,bill\nold,gold,170\n");
    Denpans.run("predict", model, data).failed(1, "'age' was a number in training", "'old'");
  }

  @Test
  void anUnknownCategoryAndMissingValuesArePredictedAllTheSame() throws IOException {
    Path data = Files.writeString(folder.resolve("new.csv"), "age,plan,bill\n,silver,170\n30,,\n");
    assertThat(records(Denpans.run("predict", model, data).succeeded().out())).hasSize(2);
  }

  @Test
  void imagesAreRowNumbers() {
    Path digits = folder.resolve("d.denpan");
    Denpans.run(
            "train",
            "digits",
            "--epochs",
            1,
            "--layers",
            "8 relu",
            "-o",
            digits,
            "-q",
            "--no-report")
        .succeeded();
    List<NamedCsvRecord> rows = records(Denpans.run("predict", digits, "digits").succeeded().out());
    assertThat(rows.getFirst().getHeader())
        .startsWith("row", "label", "prediction", "probability_0")
        .endsWith("probability_9");
    assertThat(rows.get(11_999).getField("row")).isEqualTo("12000");
  }

  @Test
  void theFormatIsTheOneThatTheNameEndsIn() throws IOException {
    Path data = folder.resolve("churn.csv");
    String csv = Denpans.run("predict", model, data).succeeded().out();
    Path lines = folder.resolve("out.jsonl");
    Path parquet = folder.resolve("out.parquet");
    Denpans.run("predict", model, data, "-o", lines).succeeded();
    Denpans.run("predict", model, data, "-o", parquet).succeeded();
    assertThat(Denpans.run("predict", model, data, "--format", "jsonl").succeeded().out())
        .isEqualTo(Files.readString(lines));
    assertThat(Files.readString(lines).lines().findFirst().orElseThrow())
        .startsWith("{\"age\":")
        .contains("\"plan\":\"", "\"prediction\":\"", "\"probability_no\":0.");
    // what was predicted once is predicted again from each of them
    assertThat(Denpans.run("predict", model, lines).succeeded().out()).isEqualTo(csv);
    assertThat(Denpans.run("predict", model, parquet).succeeded().out()).isEqualTo(csv);
  }

  @Test
  void columnsOfParquetKeepTheirTypes() {
    Path parquet = folder.resolve("in.parquet");
    Path out = folder.resolve("out.parquet");
    Denpans.parquet(
        "SELECT 9007199254740993 AS id, 30::TINYINT AS age, 'gold' AS plan, 170.5::DECIMAL(9, 2) AS"
            + " bill, DATE '2026-03-09' AS day, true AS old",
        parquet);
    Denpans.run("predict", model, parquet, "-o", out).succeeded();
    assertThat(Denpans.query("DESCRIBE FROM '" + out + "'"))
        .startsWith(
            "id BIGINT",
            "age TINYINT",
            "plan VARCHAR",
            "bill DECIMAL(9,2)",
            "day DATE",
            "old BOOLEAN",
            "prediction VARCHAR",
            "probability_no FLOAT");
    assertThat(Denpans.query("SELECT id, bill FROM '" + out + "'"))
        .containsExactly("9007199254740993 170.50");
  }

  @Test
  void onlyTheColumnsToKeepArePassedOn() throws IOException {
    Path data = Files.writeString(folder.resolve("new.csv"), "id,age,plan,bill\n007,42,gold,170\n");
    String out = Denpans.run("predict", model, data, "--keep", "id").succeeded().out();
    assertThat(out).startsWith("id,prediction,probability_no,probability_yes").contains("\n007,");
    Denpans.run("predict", model, data, "--keep", "ids").failed(1, "did you mean 'id'?");
  }

  @Test
  void categoriesThatTrainingDidNotSeeAreSaidOnce() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("new.csv"), "age,plan,bill\n1,silver,170\n30,,1\n2,tin,3\n4,gold,1\n");
    assertThat(Denpans.run("predict", model, data).succeeded().err())
        .isEqualTo(
            "denpan: column 'plan' of 2 rows holds what training did not see, such as 'silver',"
                + " 'tin'\n");
  }

  @Test
  void parquetNeedsAFile() {
    Denpans.run("predict", model, folder.resolve("churn.csv"), "--format", "parquet")
        .failed(2, "--format parquet needs a file");
    Denpans.run("predict", model, folder.resolve("churn.csv"), "--format", "xls")
        .failed(2, "--format is csv, jsonl or parquet, got xls");
  }
}
