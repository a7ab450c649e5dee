package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.denpan.data.Batch;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.denpan.data.Target;
import org.denpan.net.ShapeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PredictorTest {
  private static float[] inputs(Model model, Table table, int row) {
    Batch batch = new Batch(1, model.inputs(), 1);
    model.encoder().encodeInputs(table).fill(new int[] {row}, 0, 1, batch);
    return batch.inputs();
  }

  @Test
  void classesHaveTheProbabilitiesOfTheTable() {
    Model model = Models.classifier();
    Predictor predictor = model.predictor();
    Predictions predictions = model.predict(Models.customers());
    float[] outputs = new float[predictor.outputs()];
    for (int row = 0; row < predictions.rows(); row++) {
      predictor.predict(inputs(model, Models.customers(), row), outputs);
      assertThat(outputs).containsExactly(predictions.row(row).outputs());
    }
  }

  @Test
  void aNumberIsInItsOwnUnit() {
    Model model = Models.regression();
    Predictor predictor = model.predictor();
    Predictions predictions = model.predict(Models.houses());
    float[] outputs = new float[1];
    for (int row = 0; row < predictions.rows(); row++) {
      predictor.predict(inputs(model, Models.houses(), row), outputs);
      assertThat(outputs[0]).isEqualTo((float) predictions.row(row).value());
    }
    assertThat(model.target()).isInstanceOf(Target.Number.class);
  }

  @Test
  void rowsAreEncodedAsTheModelDoesItAndMayBeAskedOneAfterTheOther() {
    Model model = Models.classifier();
    Predictor predictor = model.predictor();
    Predictions predictions = model.predict(Models.customers());
    Row[] rows = {
      Row.of("age", 20, "plan", "gold"),
      Row.of("plan", "blue", "age", Double.NaN),
      Row.of("age", 42.125, "plan", "red")
    };
    for (int row = 0; row < rows.length; row++) {
      float[] inputs = new float[predictor.inputs()];
      predictor.encode(rows[row], inputs);
      assertThat(inputs).containsExactly(inputs(model, Models.customers(), row));
      assertThat(predictor.predict(rows[row]).outputs())
          .containsExactly(predictions.row(row).outputs());
    }
  }

  @Test
  void arraysOfAnotherLengthAreRefused() {
    Predictor predictor = Models.regression().predictor();
    assertThatThrownBy(() -> predictor.predict(new float[3], new float[1]))
        .isInstanceOf(ShapeException.class)
        .hasMessage("the model has 2 inputs, got an array of 3");
    assertThatThrownBy(() -> predictor.predict(new float[2], new float[2]))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> predictor.encode(Row.of("rooms", 1, "income", 2), new float[1]))
        .isInstanceOf(ShapeException.class);
  }

  /// The compiler has to be through with the loops first: until then the Vector API makes objects.
  @Test
  @Tag("slow")
  void aWarmPredictionAllocatesNothing() {
    Predictor predictor = Models.classifier().predictor();
    float[] inputs = new float[predictor.inputs()];
    float[] outputs = new float[predictor.outputs()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 100 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        inputs[i % inputs.length] = i;
        predictor.predict(inputs, outputs);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 1,000 predictions").isZero();
  }
}
