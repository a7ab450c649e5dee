package org.denpan.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Map;

/// What docs/onnx.md shows of using an exported model.
final class ScoringExample {
  private ScoringExample() {}

  static void score(Path churn) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(churn.toString())) {
      Map<String, OnnxTensor> rows =
          Map.of(
              "age", OnnxTensor.createTensor(environment, new double[][] {{25}, {61}, {61}}),
              "plan",
                  OnnxTensor.createTensor(environment, new String[][] {{"basic"}, {"gold"}, {""}}),
              "bill",
                  OnnxTensor.createTensor(environment, new double[][] {{50}, {212}, {Double.NaN}}));
      OrtSession.Result result = session.run(rows);
      String[] labels = (String[]) result.get("label").get().getValue();
      float[][] probabilities = (float[][]) result.get("probabilities").get().getValue();
      for (int row = 0; row < labels.length; row++) {
        System.out.println(labels[row] + " " + probabilities[row][1]);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    score(Path.of(args[0]));
  }
}
