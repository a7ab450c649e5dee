package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.denpan.DenpanException;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Row;
import org.denpan.data.RowEncoder;
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
      predictor.encoder().encode(rows[row], inputs, 0);
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
    assertThatThrownBy(() -> predictor.predict(new float[4], 2, new float[2]))
        .isInstanceOf(ShapeException.class)
        .hasMessage("the predictor takes 1 to 1 rows at a time, got 2");
    Predictor three = Models.regression().predictor(3);
    assertThatThrownBy(() -> three.predict(new float[5], 3, new float[3]))
        .isInstanceOf(ShapeException.class)
        .hasMessage("the model has 2 inputs, got an array of 5");
    assertThatThrownBy(() -> three.predict(new float[6], 3, new float[2]))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Models.regression().predictor(0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void severalRowsHaveTheBitsOfSingleOnes() {
    for (Model model : new Model[] {Models.classifier(), Models.wide(), Models.smallest()}) {
      Predictor single = model.predictor();
      Predictor several = model.predictor(7);
      Seed.Stream random = new Seed(4).stream("rows");
      float[] inputs = new float[7 * model.inputs()];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (float) random.nextGaussian();
      }
      for (int rows = 1; rows <= 7; rows++) {
        float[] outputs = new float[7 * several.outputs()];
        several.predict(inputs, rows, outputs);
        for (int row = 0; row < rows; row++) {
          float[] one = new float[single.outputs()];
          int at = row * model.inputs();
          single.predict(Arrays.copyOfRange(inputs, at, at + model.inputs()), one);
          int from = row * one.length;
          assertThat(Arrays.copyOfRange(outputs, from, from + one.length)).containsExactly(one);
        }
      }
    }
  }

  @Test
  void theClassIsThatOfTheModelsPredictions() {
    Model model = Models.classifier();
    Predictor predictor = model.predictor(5);
    float[] inputs = new float[5 * model.inputs()];
    int[] order = {0, 1, 2, 3, 4};
    Batch batch = new Batch(5, model.inputs(), 1);
    model.encoder().encodeInputs(Models.customers()).fill(order, 0, 5, batch);
    System.arraycopy(batch.inputs(), 0, inputs, 0, inputs.length);
    float[] outputs = new float[15];
    predictor.predict(inputs, 5, outputs);
    Predictions predictions = model.predict(Models.customers());
    for (int row = 0; row < 5; row++) {
      assertThat(predictor.classIndex(outputs, row)).isEqualTo(predictions.classIndex(row));
    }
    Model strict =
        Models.smallest().withAdjustment(Adjustment.none().withThreshold(0.75, "by hand"));
    assertThat(strict.predictor().classIndex(new float[] {0.7f}, 0)).isZero();
    assertThat(strict.predictor().classIndex(new float[] {0.8f}, 0)).isEqualTo(1);
    assertThatThrownBy(() -> Models.regression().predictor().classIndex(new float[1], 0))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining("'price' is a number");
  }

  /// The compiler has to be through with the loops first: until then the Vector API makes objects.
  @Test
  @Tag("slow")
  void aWarmPredictionAllocatesNothing() {
    Predictor predictor = Models.classifier().predictor();
    float[] inputs = new float[predictor.inputs()];
    float[] outputs = new float[predictor.outputs()];
    assertThat(
            leastAllocated(i -> {
              inputs[i % inputs.length] = i;
              predictor.predict(inputs, outputs);
            }))
        .as("bytes in 1,000 predictions")
        .isZero();
  }

  @Test
  @Tag("slow")
  void aRowFromItsValuesToItsClassAllocatesNothing() {
    Predictor predictor = Models.classifier().predictor();
    RowEncoder encoder = predictor.encoder();
    int age = encoder.column("age");
    String[] plans = {"gold", "blue", "unknown", ""};
    float[] inputs = new float[predictor.inputs()];
    float[] outputs = new float[predictor.outputs()];
    int[] counts = new int[3];
    assertThat(
            leastAllocated(i -> {
              encoder.begin(inputs, 0);
              encoder.number(age, i, inputs, 0);
              encoder.text(encoder.column("plan"), plans[i % 4], inputs, 0);
              encoder.end(inputs, 0);
              predictor.predict(inputs, outputs);
              counts[predictor.classIndex(outputs, 0)]++;
            }))
        .as("bytes in 1,000 predictions")
        .isZero();
  }

  private static long leastAllocated(IntConsumer work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 100 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        work.accept(i);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
