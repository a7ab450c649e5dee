package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.Denpans.Result;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `--loss` and `--class-weights`.
class LossOptionsTest {
  @TempDir private Path folder;
  private Path data = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void makeData() throws IOException {
    data = Denpans.churn(folder);
    model = folder.resolve("m.denpan");
  }

  private Result train(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("train", data, "-o", model, "--layers", "8 relu", "--epochs", 3));
    words.addAll(List.of(more));
    return Denpans.run(words.toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "churned, bce smoothing=0.1, new BinaryCrossEntropy(0.1)",
    "churned, perceptron, perceptron()",
    "bill, huber 1.5, huber(1.5)",
    "bill, quantile 0.9, quantile(0.9)",
    "bill, mae, mae()"
  })
  void aLossIsChosenByItsWords(String target, String words, String code) {
    Result result = train("--target", target, "--loss", words).succeeded();
    assertThat(result.words()).contains("Training " + code);
    assertThat(Model.load(model).loss().toString()).isEqualTo(code);
    assertThat(Model.load(model).provenance()).containsEntry("loss", code);
    assertThat(folder.resolve("report.html")).content().contains(code);
    Denpans.run("evaluate", model, data).succeeded();
    Denpans.run("check", model).succeeded();
  }

  @Test
  void aLossOfProbabilitiesMakesTheOutputLayerASoftmax() {
    Result result =
        Denpans.run(
                "train", "blobs", "--loss", "probabilitycrossentropy", "--epochs", 5, "-o", model)
            .succeeded();
    assertThat(result.words()).contains("softmax()");
    assertThat(Model.load(model).network().toString()).endsWith("softmax()))");
  }

  @Test
  void aLossThatIsNotForTheTargetIsWrongUsageAndSaidBeforeTraining() {
    Result result = train("--target", "churned", "--loss", "huber 1.5");
    result.failed(2, "--loss", "huber(1.5)", "'churned'", "2 classes", "binaryCrossEntropy()");
    assertThat(result.err()).doesNotContain("epoch");
    train("--target", "bill", "--loss", "bce").failed(2, "is a number", "squaredError()");
    train("--target", "bill", "--loss", "hubber").failed(2, "--loss", "did you mean 'huber'?");
    train("--target", "bill", "--loss", "huber -1").failed(2, "--loss", "delta");
  }

  /// AND and OR of two inputs: one unit separates them.
  @ParameterizedTest
  @ValueSource(strings = {"and", "or"})
  void thePerceptronRuleLearnsWhatOneUnitCanSeparate(String which) throws IOException {
    StringBuilder csv = new StringBuilder("a,b,y\n");
    for (int row = 0; row < 200; row++) {
      int a = row % 2;
      int b = row / 2 % 2;
      int y = which.equals("and") ? a & b : a | b;
      csv.append(a).append(',').append(b).append(y == 1 ? ",yes\n" : ",no\n");
    }
    data = Files.writeString(folder.resolve(which + ".csv"), csv);
    JsonNode json =
        Denpans.run(
                "train",
                data,
                "--target",
                "y",
                "--layers",
                "",
                "--loss",
                "perceptron",
                "--optimizer",
                "sgd",
                "-o",
                model,
                "--json",
                "-q")
            .succeeded()
            .json();
    assertThat(json.get("test_accuracy").doubleValue()).isEqualTo(1);
    assertThat(json.get("test_loss").doubleValue()).isZero();
    assertThat(json.get("parameters").intValue()).isEqualTo(3);
    assertThat(Denpans.run("evaluate", model, data).succeeded().words())
        .contains("accuracy 1.0000");
    assertThat(Denpans.run("predict", model, data).succeeded().out().lines().skip(1))
        .hasSize(200)
        .allMatch(line -> line.endsWith("no,no,1.0,0.0") || line.endsWith("yes,yes,0.0,1.0"));
    assertThat(folder.resolve("report.html")).content().contains("perceptron()");
  }

  @Test
  void aHiddenStepIsRefusedBeforeAnythingIsReadWithWhatToTry() {
    Denpans.run("train", folder.resolve("none.csv"), "--layers", "8 binarystep, 4 relu")
        .failed(2, "--layers", "dense1", "binaryStep()", "no gradient", "perceptron", "relu");
    Denpans.run("train", "xor", "--layers", "8 identity, step").failed(2, "no gradient");
  }

  @Test
  void classesMayCountDifferently() {
    JsonNode plain = train("--target", "churned", "--json", "-q").succeeded().json();
    JsonNode balanced =
        train("--target", "churned", "--class-weights", "balanced", "--json", "-q")
            .succeeded()
            .json();
    assertThat(balanced.get("weights_sha256")).isNotEqualTo(plain.get("weights_sha256"));
    assertThat(Model.load(model).provenance()).containsEntry("class_weights", "balanced");
    Result named = train("--target", "churned", "--class-weights", "yes=3,no=1").succeeded();
    assertThat(named.words()).contains("class weights yes=3,no=1");
    assertThat(named.out()).contains("--class-weights yes=3,no=1");
    assertThat(Model.load(model).provenance()).containsEntry("class_weights", "yes=3.0, no=1.0");
    assertThat(folder.resolve("report.html")).content().contains("yes=3.0, no=1.0");
  }

  @Test
  void classWeightsThatCannotBeAreWrongUsage() {
    train("--target", "churned", "--class-weights", "yess=3")
        .failed(2, "no class 'yess'", "did you mean 'yes'?");
    train("--target", "bill", "--class-weights", "balanced")
        .failed(2, "--class-weights", "'bill' is a number");
    train("--target", "churned", "--class-weights", "yes=-3").failed(2, "at least 0, got -3.0");
    train("--target", "churned", "--class-weights", "yes").failed(2, "yes=3, no=1", "got 'yes'");
    train("--target", "churned", "--class-weights", "yes=x").failed(2, "got 'yes=x'");
    train("--target", "churned", "--class-weights", "no=1,no=2").failed(2, "'no' is given twice");
  }
}
