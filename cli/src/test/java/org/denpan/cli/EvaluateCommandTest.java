package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest {
  @TempDir private Path folder;
  private Path model = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void train() throws IOException {
    model = Denpans.churnModel(folder);
    data = folder.resolve("churn.csv");
  }

  @Test
  void showsMetricsBesideTheBaseline() {
    assertThat(Denpans.run("evaluate", model, data).succeeded().out())
        .contains("300 rows", "always 'yes'", "accuracy", "Confusion");
  }

  @Test
  void rowsWithoutATargetAreLeftOutAndCounted() throws IOException {
    Files.writeString(data, Files.readString(data) + "30,gold,70.5,\n");
    JsonNode json = Denpans.run("evaluate", model, data, "--json").succeeded().json();
    assertThat(json.get("rows").intValue()).isEqualTo(300);
    assertThat(json.get("rows_without_target").intValue()).isEqualTo(1);
    assertThat(json.get("accuracy").doubleValue()).isBetween(0.5, 1.0);
    assertThat(json.get("weights_sha256").stringValue())
        .isEqualTo(Model.load(model).weightsSha256());
    assertThat(Denpans.run("evaluate", model, data).out()).contains("1 row without a target");
  }

  @Test
  void dataWithoutAnyTargetAreRefused() throws IOException {
    Path none =
        Files.writeString(
            folder.resolve("none.csv"), "age,plan,bill,churned\n30,gold,70,\n31,gold,70,\n");
    Denpans.run("evaluate", model, none).failed(1, "no row has a value of the target 'churned'");
  }

  @Test
  void anUnknownClassIsNamed() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("o.csv"), "age,plan,bill,churned\n30,gold,70,yess\n40,gold,70,no\n");
    Denpans.run("evaluate", model, other).failed(1, "'yess'", "did you mean 'yes'?");
  }

  @Test
  void aRenamedTargetIsNamed() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("o.csv"), "age,plan,bill,churn\n30,gold,70,yes\n40,gold,70,no\n");
    Denpans.run("evaluate", model, other).failed(1, "no column 'churned'", "did you mean 'churn'?");
  }

  @Test
  void aDotAtTheEndOfLabelsIsIgnoredAndSaid() throws IOException {
    Files.writeString(data, Files.readString(data).replaceAll("(?m),(yes|no)$", ",$1."));
    assertThat(Denpans.run("evaluate", model, data).succeeded().words())
        .contains("The dot at the end of 300 values of 'churned' was ignored.");
  }

  @Test
  void dataThatTheModelLearntFromAreSaidToBeSuch() throws IOException {
    assertThat(Denpans.run("evaluate", model, data).succeeded().err())
        .contains("the model learnt from rows of this data");
    Files.writeString(data, Files.readString(data) + "30,gold,70.5,no\n");
    assertThat(Denpans.run("evaluate", model, data).succeeded().err()).isEmpty();
  }
}
