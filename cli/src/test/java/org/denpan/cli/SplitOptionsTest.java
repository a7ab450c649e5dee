package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SplitOptionsTest {
  @TempDir private Path folder;

  private Result train(Object data, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("train", data, "--epochs", 2, "--layers", "3 relu", "-q"));
    words.addAll(List.of("-o", folder.resolve("m.denpan")));
    words.addAll(List.of(more));
    return Denpans.run(words.toArray());
  }

  private Path write(String name, String header, int from, int to, RowText row) throws IOException {
    StringBuilder csv = new StringBuilder(header).append('\n');
    for (int i = from; i < to; i++) {
      csv.append(row.of(i)).append('\n');
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  private interface RowText {
    String of(int row);
  }

  /// Sales of 40 days, five a day, of ten shops.
  private Path sales() throws IOException {
    return write(
        "sales.csv",
        "day,shop,size,price",
        0,
        200,
        i ->
            "2026-%02d-%02d,shop %d,%d,%s"
                .formatted(1 + i / 100, 1 + i / 5 % 20, i * 7 % 10, i % 13, i % 13 * 2.5 + i % 3));
  }

  @Test
  void aSplitByTimeIsToldAndKeptInTheModel() throws IOException {
    Result result = train(sales(), "--target", "price", "--split-by-time", "day").succeeded();
    String rule =
        "by time of day, seed 42: 145 train, 15 validation, 40 test; validation from 2026-02-10,"
            + " test from 2026-02-13";
    assertThat(result.words()).contains("Split " + rule).contains("--split-by-time day");
    assertThat(Model.load(folder.resolve("m.denpan")).provenance()).containsEntry("split", rule);
    assertThat(Files.readString(folder.resolve("report.html"))).contains(rule);
  }

  @Test
  void aSplitByGroupIsToldAndItsColumnIsNoInput() throws IOException {
    Result result =
        train(sales(), "--target", "price", "--split-by-group", "shop", "--json").succeeded();
    assertThat(result.json().get("split").stringValue())
        .isEqualTo("by group of shop, seed 42: 140 train, 20 validation, 40 test; groups: 7, 1, 2");
    assertThat(Model.load(folder.resolve("m.denpan")).encoder().inputs())
        .noneMatch(input -> input.column().equals("shop"));
  }

  @Test
  void rowsCanBeDividedByChanceAlone() throws IOException {
    assertThat(
            train(Denpans.churn(folder), "--target", "churned", "--shuffled").succeeded().words())
        .contains("Split shuffled, seed 42: 216 train");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --split 0.7 --test digits | --split says how many rows are kept to test with; with --test
          --shuffled --split-by-time day | choose between --split-by-time and --shuffled
          --split-by-group a --split-by-time b | choose between --split-by-time and --split-by-group
          """)
  void optionsThatHaveNoEffectTogetherAreRefused(String options, String message) {
    train("digits", (Object[]) options.split(" ", -1)).failed(2, message);
  }

  @Test
  void aTextThatIsNoTimeIsRefused() throws IOException {
    train(sales(), "--target", "price", "--split-by-time", "shop")
        .failed(1, "column 'shop' cannot put rows in order of time: it holds 'shop 0' in row 1");
  }

  @Test
  void aGroupInBothFilesIsRefused() throws IOException {
    Path test =
        write("test.csv", "day,shop,size,price", 0, 9, i -> "2026-03-01,shop 9" + i % 3 + ",1,2.5");
    Path both =
        write("both.csv", "day,shop,size,price", 0, 9, i -> "2026-03-01,shop " + i + ",1,2.5");
    train(sales(), "--target", "price", "--test", test, "--split-by-group", "shop").succeeded();
    train(sales(), "--target", "price", "--test", both, "--split-by-group", "shop")
        .failed(1, "9 of 9 test rows are of 9 groups of 'shop' that are learnt from too");
    train(sales(), "--target", "price", "--test", both, "--split-by-time", "day").succeeded();
    train(both, "--target", "size", "--test", sales(), "--split-by-time", "day")
        .failed(1, "200 of 200 test rows are not later than the last row to learn from");
  }

  @Test
  void aClassOfTheTestRowsAloneIsNamedWithItsRows() throws IOException {
    Path data = write("a.csv", "t,x,y", 0, 60, i -> i + "," + i % 7 + "," + (i < 50 ? i % 2 : 5));
    train(data, "--target", "y", "--split-by-time", "t")
        .failed(
            1,
            "a class of the target 'y' only in the test rows, none to learn from: '5' (10 rows);"
                + " classes learnt: 0, 1; correct or leave out those rows, or divide");
    train(data, "--target", "y").succeeded();
    Path test = write("b.csv", "t,x,y", 0, 9, i -> i + ",2," + (i < 7 ? i % 2 : "maybe" + i));
    train(data, "--target", "y", "--test", test)
        .failed(1, "b.csv: 2 classes of the target 'y'", "'maybe7' (1 row), 'maybe8' (1 row)");
  }

  @Test
  void foldsAreTestedOneByOneAndTheModelThatIsSavedIsTheUsualOne() throws IOException {
    Path churn = Denpans.churn(folder);
    JsonNode usual = train(churn, "--target", "churned", "--json").succeeded().json();
    JsonNode json =
        train(churn, "--target", "churned", "--folds", 3, "--repeats", 2, "--json")
            .succeeded()
            .json();
    assertThat(json.get("weights_sha256")).isEqualTo(usual.get("weights_sha256"));
    JsonNode folds = json.get("folds");
    assertThat(folds.get("rule").stringValue())
        .isEqualTo("3 folds, 2 times, stratified by churned, seed 42");
    assertThat(folds.get("planned").intValue()).isEqualTo(6);
    assertThat(folds.get("tests").size()).isEqualTo(6);
    double sum = 0;
    for (JsonNode test : folds.get("tests")) {
      sum += test.get("test").get("accuracy").doubleValue();
      assertThat(test.get("test_rows").intValue()).isEqualTo(100);
    }
    assertThat(folds.get("mean").get("accuracy").doubleValue())
        .isCloseTo(sum / 6, Offset.offset(1e-12));
    assertThat(folds.get("sd").get("accuracy").doubleValue()).isGreaterThan(0);
    assertThat(folds.get("baseline_mean").get("accuracy").doubleValue()).isBetween(0.5, 0.54);
    assertThat(json.get("command").stringValue()).contains("--folds 3 --repeats 2");
  }

  @Test
  void aLineIsToldForEachFoldAndTheMeansBelow() throws IOException {
    Result result = train(Denpans.churn(folder), "--target", "churned", "--folds", 2).succeeded();
    assertThat(result.out())
        .contains("Folds      2 folds, stratified by churned, seed 42\n           fold    rows  ac")
        .containsPattern("(?m)^ {14}1     150    0\\.\\d{4}")
        .containsPattern("(?m)^Mean       2 folds +mean +sd ");
    assertThat(Files.readString(folder.resolve("report.html"))).contains("id=\"folds\"");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          --folds 1 | --folds must be at least 2, got 1
          --folds many | 'many' is not a whole number
          --repeats 3 | --repeats goes with --folds
          --folds 3 --repeats 0 | --repeats must be at least 1, got 0
          --folds 3 --repeats 2 --split-by-time x1 | --repeats has no effect with --split-by-time
          """)
  void wrongFoldsAreRefused(String options, String message) {
    Denpans.run("train", "moons", "--folds", 3, "--from", "m.denpan")
        .failed(2, "--folds cannot be combined with --from");
    train("moons", (Object[]) options.split(" ", -1)).failed(2, message);
  }

  @Test
  void tooFewRowsForTheFoldsAndAClassThatAFoldDoesNotLearnAreRefusedFirst() throws IOException {
    Path few = write("few.csv", "x,y", 0, 12, i -> i * 7 % 12 + ".5," + i % 2);
    train(few, "--target", "y", "--folds", 13).failed(1, "13 folds need at least 13");
    Path data =
        write(
            "a.csv",
            "t,x,y",
            0,
            60,
            i -> i + "," + i % 7 + "," + (i / 10 == 3 && i % 2 > 0 ? 2 : i % 2));
    train(data, "--target", "y", "--folds", 3, "--shuffled", "--seed", 2).succeeded();
    train(data, "--target", "y", "--folds", 3, "--split-by-time", "t")
        .failed(
            1, "fold 2 of 3: ", "a class of the target 'y' only in the test rows", "'2' (5 rows)");
  }

  @Test
  void leakageIsToldBeforeTrainingAndInJsonAndReport() throws IOException {
    Path data =
        write(
            "a.csv", "x,copy,y", 0, 90, i -> i * 37 % 90 + ".5," + i * i % 7 * 2 + "," + i * i % 7);
    String copy =
        "'copy' says one to one, in other words, the target 'y': leave it out, unless it is known"
            + " before the target is";
    String out = train(data, "--target", "y").succeeded().words();
    assertThat(out).contains("Leakage " + copy + ". Network");
    assertThat(Files.readString(folder.resolve("report.html"))).contains("id=\"leakage\"", copy);
    JsonNode leak = train(data, "--target", "y", "--json").succeeded().json().get("leakage").get(0);
    assertThat(leak.get("kind").stringValue()).isEqualTo("COPY");
    assertThat(leak.get("column").stringValue()).isEqualTo("copy");
    assertThat(leak.get("figure").doubleValue()).isEqualTo(1);
    assertThat(leak.get("sentence").stringValue()).isEqualTo(copy);
  }

  @Test
  void theDataCardShowsPartsColumnsAndDrift() throws IOException {
    // the later rows are of another size and have a new plan
    Path data =
        write(
            "a.csv",
            "day,size,plan,y",
            0,
            200,
            i ->
                "%d,%s,%s,%s"
                    .formatted(
                        i,
                        i * 37 % 50 + (i < 160 ? 0.5 : 40.5),
                        i >= 170 ? "new" : i % 3 == 0 ? "old" : "older",
                        i * i % 7 % 2));
    Result result = train(data, "--target", "y", "--split-by-time", "day").succeeded();
    assertThat(result.words())
        .contains(
            "Drift 'size' is spread otherwise in the test rows than in those learnt from: PSI")
        .contains(
            "30 of 40 test rows have a text of 'plan' that no row learnt from has, such as 'new'");
    String report = Files.readString(folder.resolve("report.html"));
    assertThat(report).contains("id=\"data\"", "class=\"spark\"", "left out: ", "validation");
    JsonNode drift =
        train(data, "--target", "y", "--split-by-time", "day", "--json")
            .succeeded()
            .json()
            .get("drift");
    assertThat(drift.get("size").get("reading").stringValue()).isEqualTo("LARGE");
    assertThat(drift.get("plan").get("new_rows").intValue()).isEqualTo(30);
    assertThat(drift.has("day")).isFalse();
    assertThat(train(data, "--target", "y").succeeded().out()).doesNotContain("Drift");
  }
}
