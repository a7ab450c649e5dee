package org.denpan.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.onnx.proto.ModelProto;

/// Runs graphs in ONNX Runtime, which is none of ours.
final class OnnxRuntime {
  private OnnxRuntime() {}

  /// What comes out, by name.
  record Outputs(String[] label, float[][] probabilities, double[][] value) {}

  /// A table's columns as the graph's inputs.
  static Outputs run(ModelProto graph, Model model, Table table) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (Transform transform : model.encoder().inputs()) {
      inputs.put(
          transform.column(), tensor(environment, transform, table.column(transform.column())));
    }
    return run(environment, graph, inputs);
  }

  /// Encoded rows as the only input.
  static Outputs raw(ModelProto graph, float[] rows, int width) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {rows.length / width, width};
    OnnxTensor inputs = OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows), shape);
    return run(environment, graph, Map.of("inputs", inputs));
  }

  private static Outputs run(
      OrtEnvironment environment, ModelProto graph, Map<String, OnnxTensor> inputs)
      throws OrtException {
    try (OrtSession session = environment.createSession(graph.toByteArray());
        OrtSession.Result result = session.run(inputs)) {
      return new Outputs(
          (String[]) value(result, "label", new String[0]),
          (float[][]) value(result, "probabilities", new float[0][]),
          (double[][]) value(result, "value", new double[0][]));
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static Object value(OrtSession.Result result, String name, Object otherwise)
      throws OrtException {
    for (String given : List.of(name + "_2", name)) {
      if (result.get(given).isPresent()) {
        return result.get(given).get().getValue();
      }
    }
    return otherwise;
  }

  static OnnxTensor tensor(OrtEnvironment environment, Transform transform, Column column)
      throws OrtException {
    long[] shape = {column.rows(), 1};
    if (transform instanceof TextTransform) {
      String[] texts = new String[column.rows()];
      for (int row = 0; row < texts.length; row++) {
        texts[row] = column.text(row);
      }
      return OnnxTensor.createTensor(environment, texts, shape);
    }
    return switch (column) {
      case Column.Numbers numbers ->
          OnnxTensor.createTensor(environment, DoubleBuffer.wrap(numbers.values()), shape);
      case Column.Times times ->
          OnnxTensor.createTensor(environment, LongBuffer.wrap(times.micros()), shape);
      case Column.Pixels pixels -> {
        ByteBuffer bytes = ByteBuffer.allocateDirect(pixels.rows() * pixels.size());
        for (int row = 0; row < pixels.rows(); row++) {
          bytes.put(pixels.values(), pixels.start(row), pixels.size());
        }
        long[] images = {pixels.rows(), pixels.height(), pixels.width()};
        yield OnnxTensor.createTensor(environment, bytes.flip(), images, OnnxJavaType.UINT8);
      }
      case Column.Categories _ -> throw new AssertionError("no text: " + column.name());
    };
  }
}
