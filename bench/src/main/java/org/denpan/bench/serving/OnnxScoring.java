package org.denpan.bench.serving;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.onnx.Onnx;
import org.denpan.onnx.proto.GraphProto;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.web.Scoring;
import org.jspecify.annotations.Nullable;

/// ONNX Runtime in the place of Denpan's arithmetic, as fast as we know to make it: a session of
/// one thread for each lane of the server, the graph optimised and its weights packed, the label's
/// operators left out, direct buffers that are made once, and tensors on them that are kept for
/// each number of rows.
final class OnnxScoring implements Scoring {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String output;
  private final int inputWidth;
  private final int given;
  private final int wanted;
  private final FloatBuffer x;
  private final FloatBuffer y;
  private final List<@Nullable Map<String, OnnxTensor>> inputTensors = new ArrayList<>();
  private final List<@Nullable Map<String, OnnxTensor>> outputTensors = new ArrayList<>();

  OnnxScoring(Model model, int mostRows) {
    boolean classes = model.target() instanceof Target.Classes;
    output = classes ? "probabilities" : "value";
    inputWidth = model.inputs();
    wanted = model.target().outputs();
    given = classes && wanted == 1 ? 2 : wanted;
    x = direct(mostRows * inputWidth);
    y = direct(mostRows * given);
    for (int rows = 0; rows <= mostRows; rows++) {
      inputTensors.add(null);
      outputTensors.add(null);
    }
    try {
      session = environment.createSession(graph(model, output), options());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    return options;
  }

  /// What `denpan export --onnx --raw` writes, with this output alone.
  private static byte[] graph(Model model, String output) {
    try {
      Path file = Files.createTempFile("serving", ".onnx");
      try {
        Onnx.exportRaw(model, file);
        ModelProto whole = ModelProto.parseFrom(Files.readAllBytes(file));
        GraphProto.Builder graph = whole.getGraph().toBuilder().clearOutput();
        whole.getGraph().getOutputList().stream()
            .filter(value -> value.getName().equals(output))
            .forEach(graph::addOutput);
        return whole.toBuilder().setGraph(graph).build().toByteArray();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FloatBuffer direct(int length) {
    return ByteBuffer.allocateDirect(Float.BYTES * length)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void score(float[] inputs, int rows, float[] outputs) {
    x.put(0, inputs, 0, rows * inputWidth);
    try {
      session
          .run(
              tensors(inputTensors, "inputs", x, inputWidth, rows),
              Set.of(),
              tensors(outputTensors, output, y, given, rows))
          .close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
    if (given == wanted) {
      y.get(0, outputs, 0, rows * wanted);
      return;
    }
    for (int row = 0; row < rows; row++) {
      outputs[row] = y.get(2 * row + 1);
    }
  }

  private Map<String, OnnxTensor> tensors(
      List<@Nullable Map<String, OnnxTensor>> kept,
      String name,
      FloatBuffer values,
      int width,
      int rows)
      throws OrtException {
    Map<String, OnnxTensor> known = kept.get(rows);
    if (known == null) {
      FloatBuffer part = values.slice(0, rows * width);
      known = Map.of(name, OnnxTensor.createTensor(environment, part, new long[] {rows, width}));
      kept.set(rows, known);
    }
    return known;
  }
}
