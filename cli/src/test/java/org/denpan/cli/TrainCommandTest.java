package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrainCommandTest {
  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void makeData() throws IOException {
    data = Denpans.churn(folder);
    model = folder.resolve("m.denpan");
  }

  private Result train(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", data, "-o", model));
    words.addAll(List.of(more));
    return Denpans.run(words.toArray());
  }

  @Test
  void tellsWhatItUnderstoodAndHowGoodTheModelIs() {
    Result result = train("--target", "churned").succeeded();
    assertThat(result.out())
        .contains("300 rows", "churned, 2 classes", "yes", "parameters", "always 'yes'", "accuracy")
        .contains("Confusion", model.toString(), folder.resolve("report.html").toString());
    assertThat(result.err()).contains("epoch  1/20", "epoch 20/20", "val_accuracy", "ETA");
    assertThat(model).exists();
    assertThat(folder.resolve("report.html")).content().contains("<html", "churned");
  }

  @Test
  void linesFitInEightyColumnsExceptTheCommand() {
    Result result = train("--target", "churned", "--epochs", 100).succeeded();
    assertThat(result.out().lines().filter(line -> !line.contains(folder.toString())))
        .allMatch(line -> line.length() <= 80);
    assertThat(result.err().lines()).hasSizeLessThan(30).allMatch(line -> line.length() <= 80);
  }

  @Test
  void lbfgsTakesAllRowsAndSaysSo() {
    Result result =
        train("--target", "churned", "--layers", "6 tanh", "--optimizer", "lbfgs", "--l2", 0.01);
    assertThat(result.succeeded().out()).contains("lbfgs(), l2 0.01, 20 epochs, full batch,");
    assertThat(Model.load(model).provenance())
        .containsEntry("optimizer", "lbfgs()")
        .containsEntry("batch_size", "216");
    assertThat(train("--target", "bill", "--optimizer", "lbfgs", "--batch", 32).succeeded().out())
        .contains("full batch in parts of 32,");
    train("--target", "churned", "--layers", "6 tanh, dropout 0.1", "--optimizer", "lbfgs")
        .failed(2, "dropout1 (Dropout.of(0.1)) draws anew at every evaluation, but lbfgs");
  }

  @Test
  void gradientDescentOverAllRowsWithEveryBound() {
    Result result =
        train(
            "--target",
            "churned",
            "--optimizer",
            "sgd",
            "--batch",
            "all",
            "--l1",
            1e-4,
            "--max-norm",
            2,
            "--clip-norm",
            1,
            "--clip-value",
            0.5,
            "--averaging",
            0.9);
    assertThat(result.succeeded().out().replaceAll("\\s+", " "))
        .contains(
            "sgd(0.1), l1 1.0E-4, max-norm 2.0, clip-norm 1.0, clip-value 0.5, averaging 0.9, 20"
                + " epochs, full batch");
    assertThat(Model.load(model).provenance())
        .containsEntry("l1", "1.0E-4")
        .containsEntry("max_norm", "2.0")
        .containsEntry("clip_norm", "1.0")
        .containsEntry("clip_value", "0.5")
        .containsEntry("averaging", "0.9");
  }

  @Test
  void neitherDataNorModelIsEverReplacedBySomethingElse() throws IOException {
    String before = Files.readString(data);
    Denpans.run("train", data, "--target", "churned", "-o", data)
        .failed(1, "it is the input; name another file");
    Denpans.run("train", "xor", "-o", folder.resolve("report.html"))
        .failed(2, "where the report goes");
    train("--target", "churned", "--epochs", 1).succeeded();
    Denpans.run("predict", model, data, "-o", data).failed(1, "it is the input");
    Denpans.run("predict", model, data, "--format", "csv", "-o", model)
        .failed(1, "it is the input");
    assertThat(data).hasContent(before);
    assertThat(Model.load(model).target().column()).isEqualTo("churned");
  }

  @Test
  void columnsThatAreOnlyPassedOnStayAsTheyAreWritten() throws IOException {
    train("--target", "churned", "--epochs", 1).succeeded();
    List<String> lines = Files.readAllLines(data);
    StringBuilder more = new StringBuilder("zip,id," + lines.getFirst() + "\n");
    for (int row = 1; row < 30; row++) {
      more.append("01234,12345678901234567891,").append(lines.get(row)).append('\n');
    }
    Path keyed = Files.writeString(folder.resolve("keyed.csv"), more);
    assertThat(Denpans.run("predict", model, keyed).succeeded().out().lines().skip(1))
        .hasSize(29)
        .allMatch(line -> line.startsWith("01234,12345678901234567891,"));
  }

  @Test
  void testRowsThatDoNotFitAreFoundBeforeTraining() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "alter,churned\n33,yes\n44,no\n");
    Result result = train("--target", "churned", "--test", other).failed(1, "lacks the column");
    assertThat(result.err()).doesNotContain("epoch");
  }

  @Test
  void usualShortNamesOfOptionsAreUnderstoodAsSuch() {
    train("--target", "churned", "--lr", 0.1).failed(2, "did you mean '--learning-rate'?");
    train("--target", "churned", "--batch-size", 16).failed(2, "did you mean '--batch'?");
  }

  @Test
  void whatTheTargetIsMayBeSaid() throws IOException {
    StringBuilder csv = new StringBuilder("stars,x\n");
    for (int row = 0; row < 200; row++) {
      csv.append(row % 5).append(',').append(row % 5 + row % 7 * 0.01).append('\n');
    }
    data = Files.writeString(folder.resolve("stars.csv"), csv);
    assertThat(train("--target", "stars", "--epochs", 2).succeeded().out())
        .contains("stars, 5 classes");
    assertThat(train("--target", "stars", "--epochs", 2, "--task", "number").succeeded().out())
        .contains("stars, a number", "rmse", "--task number");
    train("--target", "stars", "--task", "regresion")
        .failed(2, "--task is either classes or number, got regresion");
  }

  @Test
  void aNumberIsReportedInItsOwnUnit() {
    Result result = train("--target", "bill", "--epochs", 60, "--patience", 20).succeeded();
    assertThat(result.out()).contains("bill, a number", "rmse", "mae", "median", "Errors");
    JsonNode json = train("--target", "bill", "--epochs", 60, "--json", "-q").succeeded().json();
    assertThat(json.get("test_rmse").doubleValue())
        .isLessThan(json.get("baseline_rmse").doubleValue() / 2)
        .isGreaterThan(1);
  }

  @Test
  void jsonIsAloneOnStandardOutput() {
    JsonNode json = train("--target", "churned", "--json").succeeded().json();
    assertThat(json.propertyNames())
        .contains(
            "test_loss", "test_accuracy", "epochs", "best_epoch", "seconds", "samples_per_second")
        .contains("weights_sha256", "model", "report", "rows", "parameters", "baseline_accuracy");
    assertThat(json.get("epochs").intValue()).isEqualTo(20);
    assertThat(json.get("rows").intValue()).isEqualTo(300);
    assertThat(json.get("weights_sha256").stringValue())
        .isEqualTo(Model.load(model).weightsSha256());
  }

  @Test
  void quietSaysNothingOnStandardError() {
    assertThat(train("--target", "churned", "-q").succeeded().err()).isEmpty();
  }

  @Test
  void theModelKnowsWhereItComesFrom() {
    train("--target", "churned", "-q").succeeded();
    assertThat(Model.load(model).provenance())
        .containsEntry("data", "churn.csv")
        .containsKeys("data_sha256", "split", "test_accuracy", "command", "denpan", "seed");
    assertThat(Model.load(model).provenance().get("data_sha256")).matches("[0-9a-f]{64}");
  }

  @Test
  void theCommandInTheReportGivesTheSameWeights() throws IOException {
    Path odd = Files.copy(data, folder.resolve("it's a file.csv"));
    JsonNode first =
        Denpans.run(
                "train",
                odd,
                "--target",
                "churned",
                "--layers",
                "5 tanh, dropout 0.1",
                "--learning-rate",
                "0.01",
                "--epochs",
                3,
                "-o",
                model,
                "--json")
            .json();
    String command = first.get("command").stringValue();
    String[] words =
        Denpans.shell("sh", command.replaceFirst("denpan", "printf '%s\\\\n'")).split("\n");
    Files.delete(model);
    assertThat(Denpans.run((Object[]) words).succeeded().out()).contains("Again");
    assertThat(Model.load(model).weightsSha256())
        .isEqualTo(first.get("weights_sha256").stringValue());
    assertThat(Model.load(model).provenance()).containsEntry("command", command);
  }

  @Test
  void theSameSeedGivesTheSameWeightsWhateverTheThreads() {
    JsonNode one = train("--target", "churned", "--threads", 1, "--json").json();
    JsonNode two = train("--target", "churned", "--threads", 2, "--json").json();
    JsonNode other = train("--target", "churned", "--seed", 7, "--json").json();
    assertThat(two.get("weights_sha256")).isEqualTo(one.get("weights_sha256"));
    assertThat(other.get("weights_sha256")).isNotEqualTo(one.get("weights_sha256"));
  }

  @Test
  void rowsWithoutATargetAreLeftOutAndCounted() throws IOException {
    Files.writeString(data, Files.readString(data) + "30,gold,70.5,\n31,basic,60,\n");
    assertThat(train("--target", "churned").succeeded().words())
        .contains("2 without churned left out", "302 rows");
  }

  @Test
  void dataMayComeFromStandardInput() throws IOException {
    Denpans.runWith(Files.readString(data), "train", "-", "--target", "churned", "-o", model, "-q")
        .succeeded();
    assertThat(model).exists();
  }

  @Test
  void testDataOfOnesOwnAreUsed() throws IOException {
    List<String> lines = Files.readAllLines(data);
    Path test = folder.resolve("test.csv");
    Files.write(test, Stream.concat(lines.stream().limit(1), lines.stream().skip(251)).toList());
    JsonNode json = train("--target", "churned", "--test", test, "--json").succeeded().json();
    assertThat(json.get("test_rows").intValue()).isEqualTo(50);
    assertThat(json.get("train_rows").intValue() + json.get("validation_rows").intValue())
        .isEqualTo(300);
  }

  @Test
  void aBuiltInNameWinsUnlessAPathIsGiven() {
    JsonNode json = Denpans.run("train", "xor", "--epochs", 1, "-o", model, "--json").json();
    assertThat(json.get("data").stringValue()).isEqualTo("xor");
    Denpans.run("train", "./xor", "-o", model).failed(1, "./xor");
  }
}
