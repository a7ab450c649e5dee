package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportOnnxTest {
  @TempDir private Path folder;

  @Test
  void writesTheColumnsAndTheNetworkAsOneGraph() throws IOException {
    Path model = Denpans.churnModel(folder);
    Path out = folder.resolve("churn.onnx");
    assertThat(Denpans.run("export", model, "--onnx", out).succeeded().err())
        .contains("wrote the network and its preprocessing to " + out + ": 3 inputs, one a column");
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1))
        .contains("Denpan", "LabelEncoder", "plan", "probabilities", "weights_sha256");
  }

  @Test
  void writesTheNetworkAloneWhenAsked() throws IOException {
    Path model = Denpans.churnModel(folder);
    Path out = folder.resolve("churn.onnx");
    assertThat(Denpans.run("export", model, "--onnx", out, "--raw").succeeded().err())
        .contains("one input of 4 numbers; preprocessing is not in it");
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1))
        .contains("inputs", "probabilities")
        .doesNotContain("LabelEncoder");
    Denpans.run("export", model, "--raw").failed(2, "--raw is for --onnx FILE");
  }
}
