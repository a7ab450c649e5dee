package org.denpan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.denpan.Words;
import org.denpan.data.Batch;
import org.denpan.data.DataException;
import org.denpan.data.LeftOut;
import org.denpan.data.Row;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.net.InferenceProgram;
import org.denpan.net.ShapeException;
import org.denpan.net.Workers;

/// Predicts one row after the other, as fast as a single row can be, with the bits that [Model]
/// gives. It owns its buffers: one for each thread, from [Model#predictor].
public final class Predictor {
  private static final int[] THE_ROW = {0};

  private final Model model;
  private final InferenceProgram program;
  private final LogitScale scale;
  private final Batch batch;
  private final List<String> known = new ArrayList<>();

  Predictor(Model model) {
    this.model = model;
    program =
        model
            .network()
            .compileForInference(model.parameters(), model.inputs(), 1, Workers.single());
    scale = new LogitScale(model.adjustment().factor(), program.outputs());
    batch = new Batch(1, model.inputs(), 1);
    model.encoder().inputs().stream().map(Transform::column).forEach(known::add);
    model.encoder().leftOut().stream().map(LeftOut::column).forEach(known::add);
    known.add(model.target().column());
    model.encoder().weights().ifPresent(known::add);
  }

  /// A row's inputs predicted. Allocates nothing.
  ///
  /// @param inputs [inputs], encoded: numbers standardised, texts one-hot, pixels from 0 to 1, as
  ///   [#encode] gives them
  /// @param outputs [outputs], filled: the classes' probabilities, or of two classes that of the
  ///   second; or the number, in the unit of the target's column
  /// @throws ShapeException if the arrays are not so long
  public void predict(float[] inputs, float[] outputs) {
    check("inputs", program.inputs(), inputs);
    check("outputs", program.outputs(), outputs);
    model.loss().outputs(logits(inputs), outputs, 1, outputs.length);
    if (model.target() instanceof Target.Number number) {
      for (int k = 0; k < outputs.length; k++) {
        outputs[k] = (float) number.decode(outputs[k]);
      }
    }
  }

  private float[] logits(float[] inputs) {
    return scale.of(program.forward(inputs, 1), program.outputs());
  }

  private static void check(String what, int length, float[] array) {
    if (array.length != length) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the model has %,d %s, got an array of %,d",
              length,
              what,
              array.length));
    }
  }

  /// A row predicted.
  ///
  /// @throws DataException if the row lacks a column, or has one that the model does not know
  public Prediction predict(Row row) {
    fill(row);
    float[] outputs = new float[program.outputs()];
    model.loss().outputs(logits(batch.inputs()), outputs, 1, outputs.length);
    return new Prediction(model.target(), outputs, model.adjustment().boundary());
  }

  /// What the network sees of a row.
  ///
  /// @param inputs [inputs], filled
  /// @throws DataException if the row lacks a column, or has one that the model does not know
  /// @throws ShapeException if the array is not so long
  public void encode(Row row, float[] inputs) {
    check("inputs", program.inputs(), inputs);
    fill(row);
    System.arraycopy(batch.inputs(), 0, inputs, 0, inputs.length);
  }

  private void fill(Row row) {
    for (String name : row.values().keySet()) {
      if (!known.contains(name)) {
        throw new DataException(
            "the row has '"
                + name
                + "', which the model does not know; "
                + Words.suggestion(name, known));
      }
    }
    model.encoder().encodeInputs(row.toTable()).fill(THE_ROW, 0, 1, batch);
  }

  /// The width of a row of input.
  public int inputs() {
    return program.inputs();
  }

  /// The width of a row of output.
  public int outputs() {
    return program.outputs();
  }
}
