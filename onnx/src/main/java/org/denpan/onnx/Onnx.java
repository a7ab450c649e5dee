package org.denpan.onnx;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.denpan.DenpanException;
import org.denpan.Version;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.OperatorSetIdProto;
import org.denpan.onnx.proto.StringStringEntryProto;
import org.denpan.onnx.proto.TensorProto.DataType;

/// Models as ONNX files, for ONNX Runtime and other programs that read them.
///
/// [#export] writes the network and its preprocessing as one graph, with an input for each column
/// that is used, under its name, [rows, 1]:
///
/// | column | type | a missing value |
/// |---|---|---|
/// | numbers | double | NaN |
/// | texts | string | the empty text |
/// | times | int64, microseconds since 1970-01-01T00:00Z | −2⁶³, which is NumPy's `NaT` |
/// | grey images | uint8 [rows, height, width] | none |
///
/// Its outputs are `label` [rows], the class's name, and `probabilities` [rows, classes], or
/// `value` [rows, 1]. Where a column has such a name, the output's ends with `_2`.
///
/// The format: <https://onnx.ai/onnx/repo-docs/IR.html>.
public final class Onnx {
  /// The versions of ONNX 1.12: of the format, of its operators, and of those for machine learning.
  private static final long FORMAT = 8;

  private static final long OPERATORS = 17;
  private static final long ML_OPERATORS = 2;

  /// A file is one message, of which Protocol Buffers allows 2 GiB.
  private static final long MOST_VALUES = 500_000_000;

  private Onnx() {}

  /// Writes a model with its preprocessing: what it says of a row of a table.
  ///
  /// @throws DenpanException naming the layer or loss that ONNX has no operators for, or if the
  ///   file cannot be written; a file that was there before is then as it was
  public static void export(Model model, Path file) {
    OnnxFile.write(file, message(model));
  }

  /// Writes a model without its preprocessing: one input, `inputs` [rows, inputs] in float, which
  /// takes what [org.denpan.model.Predictor#encoder] makes.
  ///
  /// @throws DenpanException as for [#export]
  public static void exportRaw(Model model, Path file) {
    OnnxFile.write(file, rawMessage(model));
  }

  static ModelProto message(Model model) {
    Graph graph = new Graph();
    return complete(graph, model, new InputGraph(graph).of(model.encoder()));
  }

  static ModelProto rawMessage(Model model) {
    Graph graph = new Graph();
    String doc = "numbers standardised, texts as codes: what the preprocessing makes of a row";
    return complete(graph, model, graph.input("inputs", DataType.FLOAT, doc, model.inputs()));
  }

  private static ModelProto complete(Graph graph, Model model, String inputs) {
    if (model.parameters().values().length > MOST_VALUES) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "the model has %,d values; an ONNX file holds at most 2 GiB, or %,d values: export"
                  + " with --safetensors",
              model.parameters().values().length,
              MOST_VALUES));
    }
    LayerGraph layers = new LayerGraph(graph, model.parameters());
    new OutputGraph(graph, model)
        .of(layers.chain("", model.network().layers(), inputs, model.inputs()));
    String doc = "predicts '" + model.target().column() + "'";
    ModelProto.Builder message =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .setProducerName("Denpan")
            .setProducerVersion(Version.text())
            .setDomain("org.denpan")
            .setModelVersion(1)
            .setDocString(doc)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
            .setGraph(graph.build("model", doc));
    if (graph.usesMl()) {
      message.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(Graph.ML).setVersion(ML_OPERATORS));
    }
    facts(model)
        .forEach((key, value) ->
            message.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return message.build();
  }

  /// What the model's own file says of it, in words.
  private static Map<String, String> facts(Model model) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("target", model.target().column());
    if (model.target() instanceof Target.Classes classes) {
      facts.put("classes", String.join("\n", classes.classes()));
    }
    facts.put("network", model.network().toString());
    facts.put("loss", model.loss().toString());
    facts.put("weights_sha256", model.weightsSha256());
    model.provenance().forEach(facts::putIfAbsent);
    return facts;
  }
}
