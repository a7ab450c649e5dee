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
import tools.jackson.databind.JsonNode;

/// `--weights COLUMN`, and what other commands say of a model trained so.
class WeightsOptionTest {
  @TempDir private Path folder;
  private Path plain = Path.of("");
  private Path data = Path.of("");
  private Path model = Path.of("");

  /// Whoever churns counts 3, the others 0.5.
  @BeforeEach
  void makeData() throws IOException {
    plain = Denpans.churn(folder);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(plain)) {
      lines.add(line + (lines.isEmpty() ? ",w" : line.endsWith("yes") ? ",3" : ",0.5"));
    }
    data = Files.write(folder.resolve("weighted.csv"), lines);
    model = folder.resolve("m.denpan");
  }

  private Result train(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("train", data, "--target", "churned", "-o", model, "--epochs", 3));
    words.addAll(List.of(more));
    return Denpans.run(words.toArray());
  }

  @Test
  void theColumnIsNoInputAndEverythingSaysSo() {
    Result result = train("--weights", "w").succeeded();
    assertThat(result.out()).contains("Weighted   by w", "60 rows, weighted", "--weights w");
    assertThat(result.words()).contains("2 number columns: age, bill");
    Model trained = Model.load(model);
    assertThat(trained.encoder().weights()).contains("w");
    assertThat(trained.encoder().inputs()).noneMatch(input -> input.column().equals("w"));
    assertThat(trained.provenance()).containsEntry("weights", "w");
    assertThat(Denpans.run("inspect", model).succeeded().out()).contains("Weighted   by w");
    JsonNode inspected = Denpans.run("inspect", model, "--json").succeeded().json();
    assertThat(inspected.get("weights").stringValue()).isEqualTo("w");
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("rows count by w", "rows counted by their weights");
  }

  @Test
  void theWeightsChangeWhatIsLearnt() {
    JsonNode weighted = train("--weights", "w", "--json", "-q").succeeded().json();
    JsonNode without = train("--json", "-q").succeeded().json();
    assertThat(weighted.get("weights").stringValue()).isEqualTo("w");
    assertThat(weighted.get("weights_sha256")).isNotEqualTo(without.get("weights_sha256"));
    assertThat(without.has("weights")).isFalse();
  }

  @Test
  void evaluateCountsByTheColumnWhereThereIsOneAndElseSaysThatEachCountsOne() {
    train("--weights", "w", "-q", "--no-report").succeeded();
    assertThat(Denpans.run("evaluate", model, data).succeeded().words())
        .contains("Weighted by w", "300 rows, weighted");
    assertThat(Denpans.run("evaluate", model, plain).succeeded().words())
        .contains(
            "Note churn.csv has no column 'w', by which rows counted in training: here each"
                + " counts 1.")
        .doesNotContain("weighted");
    assertThat(Denpans.run("evaluate", model, plain, "--json").json().has("weights")).isFalse();
  }

  @Test
  void predictNeedsNoWeights() {
    train("--weights", "w", "-q", "--no-report").succeeded();
    String with = Denpans.run("predict", model, data).succeeded().out();
    String without = Denpans.run("predict", model, plain).succeeded().out();
    assertThat(with.replaceAll("(?m),(w|3|0\\.5),", ",")).isEqualTo(without);
  }

  @Test
  void aConfigurationFileMayNameThem() throws IOException {
    Path config =
        Files.writeString(folder.resolve("run.toml"), "target = \"churned\"\nweights = \"w\"\n");
    Denpans.run("train", data, "--config", config, "-o", model, "--epochs", 1, "-q").succeeded();
    assertThat(Model.load(model).encoder().weights()).contains("w");
  }

  @Test
  void whatIsNoWeightIsRefusedBeforeTraining() throws IOException {
    train("--weights", "ww").failed(1, "weighted.csv has no column 'ww'", "did you mean 'w'?");
    train("--weights", "plan").failed(1, "weights 'plan' must be numbers", "text such as");
    train("--weights", "churned").failed(1, "'churned' is the target");
    Files.writeString(data, Files.readString(data) + "30,gold,70.5,no,-2\n");
    train("--weights", "w").failed(1, "weighted.csv: the weight 'w' is -2.0 in row 301");
    Files.writeString(data, Files.readString(data).replace(",-2\n", ",\n"));
    train("--weights", "w").failed(1, "weight 'w' is missing in row 301");
  }
}
