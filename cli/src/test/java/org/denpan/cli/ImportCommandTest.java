package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;

  private Path graph = Path.of("");
  private Path imported = Path.of("");

  /// A network of two numbers as an ONNX file.
  @BeforeEach
  void write() {
    Path trained = folder.resolve("moons.denpan");
    graph = folder.resolve("net.onnx");
    imported = folder.resolve("net.denpan");
    Denpans.run(
            "train", "moons", "-o", trained, "--layers", "16 tanh", "--epochs", 5, "--no-report")
        .succeeded();
    Denpans.run("export", trained, "--onnx", graph, "--raw").succeeded();
  }

  @Test
  void makesAModelThatCanBeTrainedOn() {
    Denpans.Result result = Denpans.run("import", graph, "-o", imported, "--like", "moons");
    assertThat(result.succeeded().words())
        .contains("Model " + imported)
        .contains("From " + graph + ", by Denpan")
        .contains("Inputs 2 numbers from x1, x2")
        .contains("Target label, 2 classes: lower, upper");
    Path more = folder.resolve("more.denpan");
    Denpans.run("train", "moons", "--from", imported, "-o", more, "--epochs", 30, "--no-report")
        .succeeded();
    assertThat(Model.load(more).weightsSha256()).isNotEqualTo(Model.load(imported).weightsSha256());
    assertThat(logLoss(more)).isLessThan(logLoss(imported));
  }

  private static double logLoss(Path model) {
    return Denpans.run("evaluate", model, "moons", "--json").json().get("log_loss").asDouble();
  }

  @Test
  void takesNamesThatAreTyped() {
    Denpans.Result result =
        Denpans.run(
            "import",
            graph,
            "-o",
            imported,
            "--columns",
            "east,north",
            "--target",
            "moon",
            "--classes",
            "up,down",
            "--json");
    assertThat(result.succeeded().json().get("columns").toString())
        .isEqualTo("[\"east\",\"north\"]");
    Target.Classes target = (Target.Classes) Model.load(imported).target();
    assertThat(target.column()).isEqualTo("moon");
    assertThat(target.classes()).containsExactly("up", "down");
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    Denpans.run("import", graph, "-o", imported, "--columns", "a,b,c")
        .failed(1, "takes 2 numbers a row, but 3 columns are named: a, b, c");
    Denpans.run("import", graph, "-o", imported, "--columns", "a", "--like", "moons")
        .failed(2, "--like and --columns exclude each other");
    Denpans.run("import", graph, "-o", imported, "--task", "number")
        .failed(1, "a number is one output");
    Path text = Files.writeString(folder.resolve("net.txt"), "weights: 1 2 3");
    Denpans.run("import", text, "-o", imported).failed(1, "not an ONNX file");
    assertThat(imported).doesNotExist();
  }
}
