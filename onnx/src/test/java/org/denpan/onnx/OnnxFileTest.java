package org.denpan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Table;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
  @TempDir private Path folder;

  private static Model model() {
    return Specimens.model(Loss.crossEntropy(), Dense.of(5, Activation.relu()))
        .withProvenance(Map.of("seed", "7", "denpan", "0.1"));
  }

  @Test
  void theFileHoldsTheWholeModelAndRunsFromDisk() throws Exception {
    Path file = folder.resolve("model.onnx");
    Onnx.export(model(), file);
    assertThat(ModelProto.parseFrom(Files.readAllBytes(file))).isEqualTo(Onnx.message(model()));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString())) {
      assertThat(session.getInputNames()).containsExactly("a", "b", "c", "d");
      assertThat(session.getOutputNames()).containsExactly("label", "probabilities");
      assertThat(session.getMetadata().getProducerName()).isEqualTo("Denpan");
      assertThat(session.getMetadata().getDescription()).isEqualTo("predicts 'y'");
      assertThat(session.getMetadata().getCustomMetadata())
          .containsEntry("seed", "7")
          .containsEntry("target", "y")
          .containsEntry("classes", "a\nb\nc")
          .containsEntry("weights_sha256", model().weightsSha256());
    }
  }

  @Test
  void aRowAloneAndNoRowAtAllAreTaken() throws Exception {
    Model model = model();
    Agreement.check(model, Specimens.rows().select(new int[] {3}));
    assertThat(
            OnnxRuntime.run(Onnx.message(model), model, Specimens.rows().select(new int[0]))
                .label())
        .isEmpty();
  }

  @Test
  void anExportThatIsRefusedLeavesTheFileThatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "before");
    Model own = Specimens.model(Loss.crossEntropy(), new ExportContractTest.Own());
    assertThatThrownBy(() -> Onnx.export(own, file)).isInstanceOf(DenpanException.class);
    assertThat(file).hasContent("before");
    assertThatThrownBy(() -> Onnx.export(model(), folder.resolve("none/x.onnx")))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("there is no folder");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void twoExportsAreTheSameBytes() throws IOException {
    Path first = folder.resolve("first.onnx");
    Path second = folder.resolve("second.onnx");
    Onnx.export(model(), first);
    Onnx.export(model(), second);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  /// Columns may be called as outputs, layers and operators are, or by no word at all.
  @Test
  void columnsKeepTheirNamesWhateverTheyAre() throws Exception {
    List<String> names =
        List.of(
            "label", "probabilities", "dense1", "dense1/Gemm", "inputs", "日本 \"ü\" /", "output");
    List<Transform> transforms =
        names.stream()
            .<Transform>map(name -> new NumberTransform.Standardize(name, 1, 2, true))
            .toList();
    Encoder encoder = new Encoder(transforms, Specimens.TWO, List.of());
    Network network = Network.of(Dense.of(1, Activation.identity()));
    Model model =
        new Model(
            network,
            network.initialise(encoder.width(), new Seed(1)),
            encoder,
            Loss.binaryCrossEntropy(),
            Map.of());
    ModelProto graph = Onnx.message(model);
    assertThat(graph.getGraph().getInputList())
        .extracting(ValueInfoProto::getName)
        .isEqualTo(names);
    assertThat(graph.getGraph().getOutputList())
        .extracting(ValueInfoProto::getName)
        .containsExactly("label_2", "probabilities_2");
    Table rows =
        Table.of(
            "rows",
            names.stream()
                .<Column>map(name -> new Column.Numbers(name, new double[] {1, -3, Double.NaN}))
                .toList());
    Agreement.check(model, rows);
  }
}
