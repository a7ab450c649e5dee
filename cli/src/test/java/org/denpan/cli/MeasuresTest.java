package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What train and evaluate measure, and what they compare it with.
class MeasuresTest {
  @TempDir private Path folder;

  private Denpans.Result train(Path data, String target, Object... more) {
    Object[] words = {
      "train",
      data,
      "--target",
      target,
      "--layers",
      "8 relu",
      "-q",
      "--no-report",
      "-o",
      folder.resolve("m.denpan")
    };
    Object[] all = with(words, more);
    return Denpans.run(List.of(more).contains("--epochs") ? all : with(all, "--epochs", 5))
        .succeeded();
  }

  /// 200 houses; the price of every twentieth is 0.
  private Path houses() throws IOException {
    StringBuilder csv = new StringBuilder("rooms,age,price\n");
    for (int i = 0; i < 200; i++) {
      int price = i % 20 == 0 ? 0 : 50 * (i % 7) + 3 * (i % 11) + 100;
      csv.append(i % 7).append(',').append(i % 11).append(',').append(price).append('\n');
    }
    return Files.writeString(folder.resolve("houses.csv"), csv);
  }

  @Test
  void eachFigureOfClassesStandsBesideItsIntervalTheLinearModelAndTheGuess() throws IOException {
    String out = train(Denpans.churn(folder), "churned").out();
    assertThat(out.lines().filter(line -> line.startsWith("Test")).findFirst().orElse(""))
        .containsPattern("Test +60 rows +model +95 % +linear +always 'yes'");
    assertThat(out)
        .containsPattern(
            "accuracy +[01]\\.\\d{4} +[01]\\.\\d{4}–[01]\\.\\d{4} +[01]\\.\\d{4} +0\\.5167")
        .containsPattern(
            "roc_auc +[01]\\.\\d{4} +[01]\\.\\d{4}–[01]\\.\\d{4} +[01]\\.\\d{4} +0\\.5000")
        .containsPattern("Classes +precision +recall +f1 +95 %");
  }

  @Test
  void theJsonHasAllKeysFlat() throws IOException {
    JsonNode json = train(Denpans.churn(folder), "churned", "--json").json();
    for (String name :
        new String[] {
          "accuracy",
          "balanced_accuracy",
          "log_loss",
          "f1_macro",
          "roc_auc",
          "pr_auc",
          "mcc",
          "brier",
          "ece"
        }) {
      double value = json.get("test_" + name).doubleValue();
      assertThat(json.get("test_" + name + "_low").doubleValue())
          .as(name)
          .isLessThanOrEqualTo(value);
      assertThat(json.get("test_" + name + "_high").doubleValue())
          .as(name)
          .isGreaterThanOrEqualTo(value);
      assertThat(json.has("linear_" + name)).as(name).isTrue();
      assertThat(json.has("baseline_" + name)).as(name).isTrue();
    }
    assertThat(json.get("test_f1").get("yes").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.get("test_f1_low").get("no").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.get("test_precision").propertyNames()).containsExactly("no", "yes");
    assertThat(json.get("test_recall").propertyNames()).containsExactly("no", "yes");
  }

  @Test
  void theLinearModelCanBeLeftOut() throws IOException {
    Denpans.Result result = train(Denpans.churn(folder), "churned", "--no-linear");
    assertThat(result.out()).doesNotContain(" linear  ").contains("always 'yes'");
    JsonNode json = train(Denpans.churn(folder), "churned", "--no-linear", "--json").json();
    assertThat(json.has("linear_accuracy")).isFalse();
  }

  @Test
  void errorsOfNumbersHaveIntervalsAndKnownZerosAreCounted() throws IOException {
    JsonNode json = train(houses(), "price", "--json", "--task", "number").json();
    for (String name : new String[] {"rmse", "mae", "r2", "mape"}) {
      assertThat(json.get("test_" + name).doubleValue())
          .as(name)
          .isBetween(
              json.get("test_" + name + "_low").doubleValue(),
              json.get("test_" + name + "_high").doubleValue());
      assertThat(json.has("linear_" + name)).as(name).isTrue();
    }
    int zeros = json.get("test_mape_zeros").intValue();
    assertThat(zeros).isPositive();
    assertThat(train(houses(), "price", "--task", "number").words())
        .contains("mape leaves out " + zeros + " row", "whose 'price' is 0.");
  }

  @Test
  void aQuantileIsSaidHowOftenItHolds() throws IOException {
    JsonNode json =
        train(houses(), "price", "--json", "--task", "number", "--loss", "quantile 0.9").json();
    assertThat(json.get("test_quantile_coverage").doubleValue()).isBetween(0.3, 1.0);
  }

  @Test
  void evaluateGivesTheSameFiguresAsTheTrainingThatTestedTheSameRows() throws IOException {
    Path test = Files.copy(Denpans.churn(folder), folder.resolve("test.csv"));
    JsonNode trained =
        train(folder.resolve("churn.csv"), "churned", "--test", test, "--json").json();
    JsonNode evaluated =
        Denpans.run("evaluate", folder.resolve("m.denpan"), test, "--json").succeeded().json();
    for (String key : new String[] {"accuracy", "roc_auc", "roc_auc_low", "ece_high", "f1"}) {
      assertThat(evaluated.get(key)).as(key).isEqualTo(trained.get("test_" + key));
    }
    assertThat(evaluated.get("baseline_brier")).isEqualTo(trained.get("baseline_brier"));
  }

  @Test
  void aClassThatOnlyTestRowsHaveIsNamedBeforeTraining() throws IOException {
    Path train = Denpans.churn(folder);
    Path test =
        Files.writeString(folder.resolve("t.csv"), "age,plan,bill,churned\n30,gold,9,maybe\n");
    Denpans.run("train", train, "--target", "churned", "--test", test, "-o", folder.resolve("m"))
        .failed(1, "'maybe'", "only in the test rows");
  }

  @Test
  void aClassThatTestRowsLackBreaksNothing() throws IOException {
    Path train = Denpans.churn(folder);
    Path test =
        Files.writeString(
            folder.resolve("t.csv"), "age,plan,bill,churned\n30,gold,9,yes\n25,basic,70,yes\n");
    JsonNode json = train(train, "churned", "--test", test, "--json").json();
    assertThat(json.has("test_roc_auc")).isFalse();
    assertThat(json.get("test_accuracy").doubleValue()).isBetween(0.0, 1.0);
  }

  @Test
  void aThresholdIsChosenKeptAndUsed() throws IOException {
    Path data = Denpans.churn(folder);
    JsonNode usual = train(data, "churned", "--json").json();
    JsonNode chosen = train(data, "churned", "--json", "--threshold", "recall>=1").json();
    double threshold = chosen.get("threshold").doubleValue();
    assertThat(threshold).isBetween(0.0, 1.0);
    assertThat(chosen.get("threshold_rule").stringValue()).isEqualTo("recall>=1.0");
    assertThat(usual.has("threshold")).isFalse();
    assertThat(chosen.get("weights_sha256")).isEqualTo(usual.get("weights_sha256"));
    assertThat(chosen.get("test_roc_auc")).isEqualTo(usual.get("test_roc_auc"));
    Path model = folder.resolve("m.denpan");
    String words = "'yes' from probability " + Layout.number(threshold) + " on, by recall>=1.0";
    assertThat(Denpans.run("inspect", model).words()).contains(words);
    assertThat(Denpans.run("evaluate", model, data).words()).contains(words);
    String predicted = Denpans.run("predict", model, data).succeeded().out();
    predicted
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells ->
            assertThat(cells[cells.length - 3])
                .isEqualTo(
                    Float.parseFloat(cells[cells.length - 1]) > (float) threshold ? "yes" : "no"));
  }

  @Test
  void aTemperatureIsChosenToldAndKept() throws IOException {
    // labels that follow from x in eight of ten rows
    StringBuilder csv = new StringBuilder("x,z,y\n");
    for (int i = 0; i < 400; i++) {
      boolean flipped = i * 7919 % 10 < 2;
      csv.append(i % 23).append(',').append(i * 31 % 97).append(',');
      csv.append(i % 23 > 11 != flipped ? "yes" : "no").append('\n');
    }
    Path data = Files.writeString(folder.resolve("noisy.csv"), csv);
    Object[] more = {"--learning-rate", 0.05, "--calibrate"};
    JsonNode json = train(data, "y", more[0], more[1], more[2], "--json").json();
    assertThat(json.get("temperature").doubleValue()).isPositive().isNotEqualTo(1);
    assertThat(json.get("uncalibrated_log_loss").doubleValue())
        .isNotEqualTo(json.get("test_log_loss").doubleValue());
    assertThat(train(data, "y", more).words())
        .contains("Calibrated temperature ", "Without the temperature: log_loss ");
    assertThat(Denpans.run("inspect", folder.resolve("m.denpan")).words())
        .contains("Calibrated temperature ");
    JsonNode evaluated =
        Denpans.run("evaluate", folder.resolve("m.denpan"), data, "--json").succeeded().json();
    assertThat(evaluated.get("temperature")).isEqualTo(json.get("temperature"));
  }

  @Test
  void choicesThatAreNotForTheTargetAreWrongUsage() throws IOException {
    Path houses = houses();
    Object[] words = {"train", houses, "--target", "price", "--task", "number", "-q"};
    Denpans.run(with(words, "--calibrate"))
        .failed(2, "--calibrate", "the target 'price' is a number");
    Denpans.run(with(words, "--threshold", "f1"))
        .failed(2, "--threshold", "the target 'price' is a number");
    Denpans.run("train", "blobs", "--threshold", "f1", "-q")
        .failed(2, "--threshold", "a threshold is for two classes");
    Denpans.run("train", "moons", "--threshold", "f3", "-q").failed(2, "--threshold", "f3");
    Denpans.run("train", "moons", "--threshold", "1.5", "-q")
        .failed(2, "--threshold: the threshold must be in (0, 1), got 1.5");
  }

  private static Object[] with(Object[] words, Object... more) {
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  @Test
  void bandsOfTheValidationRowsAreMeasuredOnTheTestRows() throws IOException {
    JsonNode json = train(houses(), "price", "--json", "--task", "number").json();
    assertThat(json.get("bands").get("coverage_90").get(0).doubleValue())
        .isLessThan(json.get("bands").get("coverage_90").get(1).doubleValue());
    assertThat(json.get("test_coverage_90").doubleValue()).isBetween(0.5, 1.0);
    assertThat(Denpans.run("inspect", folder.resolve("m.denpan")).words())
        .contains("Bands 50 % from ", "beside the prediction");
  }

  @Test
  void theImportanceOfColumnsIsMeasuredOnTheTestRows() throws IOException {
    Path data = Denpans.churn(folder);
    Object[] more = {"--epochs", 20, "--learning-rate", 0.01};
    JsonNode json = train(data, "churned", with(more, "--json")).json();
    assertThat(json.get("importance_metric").stringValue()).isEqualTo("roc_auc");
    assertThat(json.get("importance_rows").intValue()).isEqualTo(60);
    assertThat(json.get("importance").propertyNames())
        .containsExactlyInAnyOrder("age", "plan", "bill");
    assertThat(json.get("importance").get("age").get("drop").doubleValue())
        .isGreaterThan(json.get("importance").get("bill").get("drop").doubleValue());
    assertThat(json.get("importance").get("age").get("deviation").doubleValue()).isPositive();
    assertThat(train(data, "churned", more).words()).contains("Importance 60 rows roc_auc lost sd");
    assertThat(train(data, "churned", with(more, "--no-importance")).out())
        .doesNotContain("Importance");
    Path model = folder.resolve("m.denpan");
    assertThat(Denpans.run("evaluate", model, data).out()).doesNotContain("Importance");
    assertThat(Denpans.run("evaluate", model, data, "--importance").words())
        .contains("Importance 300 rows roc_auc lost sd");
  }
}
