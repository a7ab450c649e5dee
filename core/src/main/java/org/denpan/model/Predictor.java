package org.denpan.model;

import java.util.Locale;
import java.util.Objects;
import org.denpan.DenpanException;
import org.denpan.data.DataException;
import org.denpan.data.Row;
import org.denpan.data.RowEncoder;
import org.denpan.data.Target;
import org.denpan.net.InferenceProgram;
import org.denpan.net.ShapeException;
import org.denpan.net.Workers;

/// Predicts single rows, or a few at a time, as fast as they can be, with the bits that [Model]
/// gives and without allocating. It owns its buffers: one for each thread, from [Model#predictor].
///
/// ```java
/// Predictor predictor = model.predictor();
/// float[] inputs = new float[predictor.inputs()];
/// float[] outputs = new float[predictor.outputs()];
/// predictor.encoder().encode(row, inputs, 0); // or value by value
/// predictor.predict(inputs, outputs);
/// int which = predictor.classIndex(outputs, 0);
/// ```
public final class Predictor {
  private final Model model;
  private final RowEncoder encoder;
  private final InferenceProgram single;
  private final InferenceProgram several;
  private final LogitScale scale;
  private final float boundary;
  private final float[] encoded;

  Predictor(Model model, int rows) {
    if (rows < 1) {
      throw new ShapeException("a predictor is for at least 1 row at a time, got " + rows);
    }
    this.model = model;
    encoder = new RowEncoder(model.encoder());
    single = program(1);
    several = rows == 1 ? single : program(rows);
    scale = new LogitScale(model.adjustment().factor(), rows * outputs());
    boundary = model.adjustment().boundary();
    encoded = new float[inputs()];
  }

  private InferenceProgram program(int rows) {
    return model
        .network()
        .compileForInference(model.parameters(), model.inputs(), rows, Workers.single());
  }

  /// A row's inputs predicted.
  ///
  /// @param inputs [inputs], encoded: numbers standardised, texts one-hot, pixels from 0 to 1, as
  ///   the [#encoder] gives them
  /// @param outputs [outputs], filled: the classes' probabilities, or of two classes that of the
  ///   second; or the number, in the unit of the target's column
  /// @throws ShapeException if the arrays are not so long
  public void predict(float[] inputs, float[] outputs) {
    check("inputs", inputs() == inputs.length, inputs(), inputs);
    check("outputs", outputs() == outputs.length, outputs(), outputs);
    run(inputs, 1, outputs);
    decode(outputs, outputs.length);
  }

  /// Some rows' inputs predicted.
  ///
  /// @param inputs [rows, inputs], or longer
  /// @param rows at most [#rows]
  /// @param outputs [rows, outputs], or longer; filled as for a single row
  /// @throws ShapeException if the rows are too many or the arrays too short
  public void predict(float[] inputs, int rows, float[] outputs) {
    if (rows < 1 || rows > rows()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT, "the predictor takes 1 to %,d rows at a time, got %,d", rows(), rows));
    }
    check("inputs", inputs.length / rows >= inputs(), inputs(), inputs);
    check("outputs", outputs.length / rows >= outputs(), outputs(), outputs);
    run(inputs, rows, outputs);
    decode(outputs, rows * outputs());
  }

  private void run(float[] inputs, int rows, float[] outputs) {
    InferenceProgram program = rows == 1 ? single : several;
    float[] logits = scale.of(program.forward(inputs, rows), rows * outputs());
    model.loss().outputs(logits, outputs, rows, outputs());
  }

  /// Standardised numbers in the unit of their column.
  private void decode(float[] outputs, int count) {
    if (model.target() instanceof Target.Number number) {
      for (int k = 0; k < count; k++) {
        outputs[k] = (float) number.decode(outputs[k]);
      }
    }
  }

  private static void check(String what, boolean right, int length, float[] array) {
    if (!right) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the model has %,d %s, got an array of %,d",
              length,
              what,
              array.length));
    }
  }

  /// The index of the class that a row's outputs say: the most probable, of equals the first; of
  /// two classes, the second where its probability is above the threshold.
  ///
  /// @param outputs filled by [#predict(float\[\], int, float\[\])]
  /// @param row from 0
  /// @throws DenpanException if the model predicts a number
  public int classIndex(float[] outputs, int row) {
    if (!(model.target() instanceof Target.Classes)) {
      throw new DenpanException(
          "'" + model.target().column() + "' is a number, which is the output itself");
    }
    Objects.checkFromIndexSize(row * outputs(), outputs(), outputs.length);
    return Prediction.classIndex(outputs, row * outputs(), outputs(), boundary);
  }

  /// A row predicted.
  ///
  /// @throws DataException if the row lacks a column, has one that the model does not know, or a
  ///   value that the column does not take
  public Prediction predict(Row row) {
    encoder.encode(row, encoded, 0);
    float[] outputs = new float[outputs()];
    run(encoded, 1, outputs);
    return new Prediction(model.target(), outputs, boundary);
  }

  /// Makes inputs of rows, value by value.
  public RowEncoder encoder() {
    return encoder;
  }

  /// The width of a row of input.
  public int inputs() {
    return single.inputs();
  }

  /// The width of a row of output.
  public int outputs() {
    return single.outputs();
  }

  /// The most rows at a time.
  public int rows() {
    return several.maxRows();
  }
}
