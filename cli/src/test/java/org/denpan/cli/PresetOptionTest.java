package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.denpan.cli.Denpans.Result;
import org.denpan.data.NumberTransform;
import org.denpan.data.Task;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Periodic;
import org.denpan.train.Preset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--preset NAME`: other defaults, which what is typed overrides.
class PresetOptionTest {
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
        new ArrayList<>(List.of("train", data, "--target", "churned", "-o", model, "--no-report"));
    words.addAll(List.of(more));
    return Denpans.run(words.toArray());
  }

  @Test
  void aPresetChoosesWhatWasLeftOpenAndSaysWhat() {
    Result result = train("--preset", "tabular", "--epochs", 2).succeeded();
    Preset.Recipe recipe = Preset.tabular().recipe(Task.CLASSES, 216);
    assertThat(result.words())
        .contains("Preset tabular: averaging \"0.995\", batch \"32\"")
        .contains("layers \"" + recipe.layers() + "\"")
        .contains("2 epochs, batch 32")
        .contains("--preset tabular --epochs 2");
    Model trained = Model.load(model);
    assertThat(trained.network().layers().getFirst()).isInstanceOf(Periodic.class);
    assertThat(trained.encoder().inputs()).anyMatch(NumberTransform.Robust.class::isInstance);
    assertThat(trained.provenance().get("preset"))
        .startsWith("tabular: averaging \"0.995\"")
        .doesNotContain("epochs");
    assertThat(trained.provenance()).containsEntry("schedule", "coslog(4)");
    assertThat(Denpans.run("inspect", model).succeeded().words()).contains("tabular: averaging");
  }

  @Test
  void whatIsTypedOrConfiguredHasPrecedence() throws IOException {
    Path config = folder.resolve("run.toml");
    Files.writeString(config, "preset = \"tabular\"\noptimizer = \"sgd\"\nepochs = 2\n");
    train("--config", config, "--layers", "8 relu", "--numbers", "quantile", "--json", "-q")
        .succeeded();
    Model trained = Model.load(model);
    assertThat(trained.network().layers()).hasSize(2).hasOnlyElementsOfType(Dense.class);
    assertThat(trained.encoder().inputs()).anyMatch(NumberTransform.Quantiles.class::isInstance);
    assertThat(trained.provenance())
        .containsEntry("optimizer", "sgd(0.1)") // the preset's learning rate is AdamW's
        .containsEntry("epochs", "2")
        .containsEntry("batch_size", "32");
    train("--preset", "tabular", "--learning-rate", 0.005, "--epochs", 1).succeeded();
    assertThat(Model.load(model).provenance().get("optimizer")).startsWith("new AdamW(0.005,");
  }

  @Test
  void aWrongPresetAndOneForAModelThatIsContinuedAreRefused() {
    assertThat(train("--preset", "tabula").failed(2).err())
        .contains("--preset: unknown preset 'tabula'; did you mean 'tabular'?");
    train("--epochs", 1).succeeded();
    Result refused = Denpans.run("train", data, "--from", model, "--preset", "tabular");
    assertThat(refused.failed(2).err())
        .contains("--preset \"tabular\" cannot be combined with --from");
  }

  @Test
  void aSearchTakesItsOtherSettingsFromThePreset() {
    Result result =
        Denpans.run(
            "tune",
            data,
            "--target",
            "churned",
            "--preset",
            "tabular",
            "--trials",
            1,
            "--epochs",
            2,
            "-o",
            model,
            "-q",
            "--no-report");
    result.succeeded();
    Model trained = Model.load(model);
    assertThat(trained.encoder().inputs()).anyMatch(NumberTransform.Robust.class::isInstance);
    assertThat(trained.provenance()).containsEntry("schedule", "coslog(4)");
  }
}
