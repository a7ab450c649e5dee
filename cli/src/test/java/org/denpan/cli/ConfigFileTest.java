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

class ConfigFileTest {
  @TempDir private Path folder;
  private Path file = Path.of("");
  private Path model = Path.of("");

  @BeforeEach
  void describeARun() throws IOException {
    file = folder.resolve("run.toml");
    model = folder.resolve("m.denpan");
    Files.writeString(
        file,
        """
        # who churns
        data = "%s"
        target = "churned"
        output = "%s"
        layers = ["6 tanh", "dropout 0.1"]
        optimizer = "momentum"
        learning-rate = 0.02
        epochs = 4
        batch = 10
        seed = 9
        with-replacement = true
        no-report = true
        missing = ["none", "?"]
        """
            .formatted(Denpans.churn(folder), model));
  }

  @Test
  void saysWhatTheCommandLineWouldSay() {
    JsonNode configured = Denpans.run("train", "--config", file, "--json").succeeded().json();
    assertThat(Model.load(model).provenance())
        .containsEntry("optimizer", "new Momentum(0.02, 0.9)")
        .containsEntry("batch_size", "10")
        .containsEntry("with_replacement", "true")
        .containsEntry("seed", "9");
    JsonNode typed =
        Denpans.run(
                "train",
                folder.resolve("churn.csv"),
                "--target",
                "churned",
                "-o",
                model,
                "--layers",
                "6 tanh, dropout 0.1",
                "--optimizer",
                "momentum",
                "--learning-rate",
                0.02,
                "--epochs",
                4,
                "--batch",
                10,
                "--seed",
                9,
                "--with-replacement",
                "--no-report",
                "--missing",
                "none,?",
                "--json")
            .json();
    assertThat(configured.get("weights_sha256")).isEqualTo(typed.get("weights_sha256"));
    assertThat(configured.get("command")).isEqualTo(typed.get("command"));
    assertThat(folder.resolve("report.html")).doesNotExist();
  }

  @Test
  void aBatchIsANumberOrAll() throws IOException {
    String words = Files.readString(file);
    Files.writeString(file, words.replace("batch = 10", "batch = \"all\""));
    JsonNode json = Denpans.run("train", "--config", file, "--json").succeeded().json();
    assertThat(json.get("command").stringValue()).contains("--batch all");
    Files.writeString(file, words.replace("batch = 10", "batch = \"half\""));
    Denpans.run("train", "--config", file)
        .failed(2, "line 9", "'batch' must be a whole number or \"all\", got \"half\"");
  }

  @Test
  void whatIsTypedHasPrecedence() {
    JsonNode json =
        Denpans.run(
                "train",
                "xor",
                "--config",
                file,
                "--target",
                "label",
                "--epochs",
                2,
                "--with-replacement=false",
                "--json")
            .succeeded()
            .json();
    assertThat(json.get("data").stringValue()).isEqualTo("xor");
    assertThat(json.get("epochs").intValue()).isEqualTo(2);
    assertThat(Model.load(model).provenance()).containsEntry("with_replacement", "false");
  }
}
