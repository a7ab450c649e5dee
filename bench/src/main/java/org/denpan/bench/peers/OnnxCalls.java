package org.denpan.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.denpan.data.Batch;

/// Predictions by one session of ONNX Runtime, from direct buffers into direct buffers that are
/// made once.
final class OnnxCalls implements Runnable {
  private final OrtSession session;
  private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
  private final List<Map<String, OnnxTensor>> results = new ArrayList<>();
  private final FloatBuffer outputs;
  private final String note;

  /// @param rows how many to predict, the first of the batch
  /// @param part how many at a time; divides `rows`
  /// @param width outputs a row
  /// @param packed whether ONNX Runtime may lay out the weights anew
  OnnxCalls(
      OrtEnvironment environment,
      byte[] model,
      Batch batch,
      int rows,
      int part,
      int width,
      int threads,
      boolean packed)
      throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.addConfigEntry("session.disable_prepacking", packed ? "0" : "1");
    session = environment.createSession(model, options);
    FloatBuffer x = direct(rows * batch.width());
    x.put(0, batch.inputs(), 0, rows * batch.width());
    outputs = direct(rows * width);
    for (int from = 0; from < rows; from += part) {
      inputs.add(Map.of("x", tensor(environment, x, from, part, batch.width())));
      results.add(Map.of("y", tensor(environment, outputs, from, part, width)));
    }
    note =
        "%d threads, %d rows at a time, weights %s"
            .formatted(threads, part, packed ? "packed" : "as they are");
  }

  private static FloatBuffer direct(int length) {
    return ByteBuffer.allocateDirect(4 * length).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, FloatBuffer all, int from, int rows, int width)
      throws OrtException {
    FloatBuffer part = all.slice(from * width, rows * width);
    return OnnxTensor.createTensor(environment, part, new long[] {rows, width});
  }

  @Override
  public void run() {
    try {
      for (int i = 0; i < inputs.size(); i++) {
        session.run(inputs.get(i), Set.of(), results.get(i)).close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /// Predicts, and returns [rows, width].
  float[] outputs() {
    run();
    float[] values = new float[outputs.capacity()];
    outputs.get(0, values);
    return values;
  }

  void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
    inputs.forEach(map -> map.values().forEach(OnnxTensor::close));
    results.forEach(map -> map.values().forEach(OnnxTensor::close));
  }

  @Override
  public String toString() {
    return note;
  }
}
