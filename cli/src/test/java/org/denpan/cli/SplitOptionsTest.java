package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
