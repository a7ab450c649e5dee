package org.denpan.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.denpan.model.Predictions;

/// Compares an imported model with ONNX Runtime, which runs the file itself.
final class Peer {
  private static final int ROWS = 50;

  /// The largest difference that rounding explains; of numbers, relative to the largest.
  private static final double MOST = 1e-5;

  private Peer() {}

  /// The model of a file, after both said the same of random rows.
  ///
  /// @param output the graph's output of numbers
  /// @param shape of a row
  static Model check(byte[] file, String output, Naming naming, long... shape) throws OrtException {
    Model model = OnnxNetwork.read("test.onnx", file).model(naming);
    Seed.Stream random = new Seed(Long.getLong("denpan.seed", 5)).stream("rows");
    int width = model.inputs();
    boolean images = model.encoder().inputs().getFirst() instanceof Transform.Images;
    byte[] pixels = new byte[ROWS * width];
    float[] rows = new float[ROWS * width];
    for (int i = 0; i < rows.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
      float white = (float) naming.white();
      rows[i] = images ? (pixels[i] & 0xff) / 255f * white : (float) (2 * random.nextGaussian());
    }
    Table table = images ? images(model, pixels) : numbers(model, rows);
    compare(model, table, run(file, rows, output, shape));
    return model;
  }

  private static Table images(Model model, byte[] pixels) {
    Transform.Images images = (Transform.Images) model.encoder().inputs().getFirst();
    return Table.of(
        "rows",
        List.of(new Column.Pixels(images.column(), images.height(), images.columns(), pixels)));
  }

  private static Table numbers(Model model, float[] rows) {
    List<Column> columns = new ArrayList<>();
    int width = model.inputs();
    for (int j = 0; j < width; j++) {
      double[] values = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        values[row] = rows[row * width + j];
      }
      columns.add(new Column.Numbers(model.encoder().inputs().get(j).column(), values));
    }
    return Table.of("rows", columns);
  }

  private static void compare(Model model, Table table, float[][] expected) {
    Predictions found = model.predict(table);
    double largest = 1;
    for (float[] row : expected) {
      largest = Math.max(largest, Math.abs(row[0]));
    }
    for (int row = 0; row < ROWS; row++) {
      Prediction prediction = found.row(row);
      if (prediction.target() instanceof Target.Number) {
        assertThat(prediction.value() / largest)
            .as("row %d", row)
            .isCloseTo(expected[row][0] / largest, org.assertj.core.data.Offset.offset(MOST));
      } else {
        float[] p = probabilities(expected[row]);
        for (int k = 0; k < p.length; k++) {
          assertThat((double) prediction.probability(k))
              .as("row %d, class %d", row, k)
              .isCloseTo(p[k], org.assertj.core.data.Offset.offset(MOST));
        }
      }
    }
  }

  /// What the file's outputs mean: probabilities, their logarithms, or logits.
  private static float[] probabilities(float[] outputs) {
    double sum = 0;
    for (float y : outputs) {
      sum += y >= 0 && y <= 1 ? y : Double.NaN;
    }
    if (Math.abs(sum - 1) < 1e-4) {
      return outputs;
    }
    if (outputs.length == 1) {
      boolean probability = outputs[0] >= 0 && outputs[0] <= 1;
      float p = probability ? outputs[0] : (float) (1 / (1 + Math.exp(-outputs[0])));
      return new float[] {1 - p, p};
    }
    double total = 0;
    for (float y : outputs) {
      total += Math.exp(y);
    }
    float[] p = new float[outputs.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = (float) (Math.exp(outputs[k]) / total);
    }
    return p;
  }

  private static float[][] run(byte[] file, float[] rows, String output, long... shape)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] all = new long[shape.length + 1];
    all[0] = ROWS;
    System.arraycopy(shape, 0, all, 1, shape.length);
    try (OrtSession session = environment.createSession(file);
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows), all);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      return values(result.get(output).orElseThrow());
    }
  }

  private static float[][] values(OnnxValue value) throws OrtException {
    return switch (value.getValue()) {
      case float[][] floats -> floats;
      case double[][] doubles -> {
        float[][] floats = new float[doubles.length][1];
        for (int i = 0; i < doubles.length; i++) {
          floats[i][0] = (float) doubles[i][0];
        }
        yield floats;
      }
      case List<?> maps -> {
        float[][] floats = new float[maps.size()][];
        for (int i = 0; i < floats.length; i++) {
          List<Float> row = new ArrayList<>();
          for (Object p : ((OnnxMap) maps.get(i)).getValue().values()) {
            row.add((Float) p);
          }
          floats[i] = new float[row.size()];
          for (int k = 0; k < floats[i].length; k++) {
            floats[i][k] = row.get(k);
          }
        }
        yield floats;
      }
      default -> throw new AssertionError("an output of another kind: " + value.getInfo());
    };
  }
}
