package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "--epochs",
      5,
      "--layers",
      "8 relu",
      "-q",
      "--no-report",
      "-o",
      folder.resolve("m.denpan")
    };
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Denpans.run(all).succeeded();
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
}
