package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  void onnxRuntimeSaysWhatPredictSays() throws Exception {
    Path model = Denpans.churnModel(folder);
    Path out = folder.resolve("churn.onnx");
    Denpans.run("export", model, "--onnx", out).succeeded();
    Path rows =
        Files.writeString(
            folder.resolve("rows.csv"),
            "age,plan,bill\n25,basic,50\n61,gold,212\n61,,\n33,platinum,99.5\n");
    List<String[]> known =
        Denpans.run("predict", model, rows)
            .succeeded()
            .out()
            .lines()
            .skip(1)
            .map(line -> line.split(",", -1))
            .toList();
    OrtEnvironment ort = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> columns =
        Map.of(
            "age", OnnxTensor.createTensor(ort, new double[][] {{25}, {61}, {61}, {33}}),
            "plan",
                OnnxTensor.createTensor(
                    ort, new String[][] {{"basic"}, {"gold"}, {""}, {"platinum"}}),
            "bill",
                OnnxTensor.createTensor(ort, new double[][] {{50}, {212}, {Double.NaN}, {99.5}}));
    try (OrtSession session = ort.createSession(out.toString());
        OrtSession.Result result = session.run(columns)) {
      String[] labels = (String[]) result.get("label").orElseThrow().getValue();
      float[][] probabilities = (float[][]) result.get("probabilities").orElseThrow().getValue();
      for (int row = 0; row < labels.length; row++) {
        assertThat(labels[row]).isEqualTo(known.get(row)[3]);
        assertThat(probabilities[row][0])
            .isCloseTo(Float.parseFloat(known.get(row)[4]), within(1e-5f));
        assertThat(probabilities[row][1])
            .isCloseTo(Float.parseFloat(known.get(row)[5]), within(1e-5f));
      }
    }
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
