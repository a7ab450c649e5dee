package org.denpan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.model.Prediction;
import org.denpan.model.Predictions;
import org.denpan.onnx.OnnxRuntime.Outputs;

/// What a graph and the library say of the same rows.
final class Agreement {
  /// The largest difference of two probabilities of one row and class; of numbers, in units of the
  /// target's deviation.
  static final double MOST = 1e-5;

  private Agreement() {}

  /// Whether to print the largest difference of each check.
  private static final boolean TOLD = Boolean.getBoolean("denpan.told");

  /// Checks that both forms agree on all rows of a table.
  static void check(Model model, Table table) throws OrtException {
    GraphCheck.check(Onnx.message(model));
    GraphCheck.check(Onnx.rawMessage(model));
    Predictions known = model.predict(table);
    double whole = check(known, OnnxRuntime.run(Onnx.message(model), model, table));
    Examples examples = model.encoder().encodeInputs(table);
    Batch batch = new Batch(table.rows(), model.inputs(), 1);
    int[] all = new int[table.rows()];
    for (int row = 0; row < all.length; row++) {
      all[row] = row;
    }
    examples.fill(all, 0, all.length, batch);
    double raw =
        check(known, OnnxRuntime.raw(Onnx.rawMessage(model), batch.inputs(), model.inputs()));
    if (TOLD) {
      System.out.println(model.network() + " " + model.loss() + ": " + Math.max(whole, raw));
    }
  }

  private static double check(Predictions known, Outputs found) {
    double most = 0;
    for (int row = 0; row < known.rows(); row++) {
      Prediction expected = known.row(row);
      double difference =
          expected.target() instanceof Target.Number number
              ? Math.abs(found.value()[row][0] - expected.value()) / number.deviation()
              : probabilities(expected, found.probabilities()[row]);
      assertThat(difference).as("row %d", row).isLessThanOrEqualTo(MOST);
      if (expected.target() instanceof Target.Classes) {
        assertThat(found.label()[row]).as("row %d", row).isEqualTo(expected.label());
      }
      most = Math.max(most, difference);
    }
    return most;
  }

  private static double probabilities(Prediction expected, float[] found) {
    double most = 0;
    for (int k = 0; k < found.length; k++) {
      double difference = Math.abs(found[k] - expected.probability(k));
      assertThat(difference).isNotNaN();
      most = Math.max(most, difference);
    }
    return most;
  }
}
