package org.denpan.model;

import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Program;
import org.denpan.net.Workers;

/// Runs a network over examples, batch by batch, without learning.
public final class Inference {
  private static final int LARGEST_BATCH = 256;

  private final Program program;
  private final Loss loss;
  private final Batch batch;

  /// A network ready to run.
  ///
  /// @param rows about how many rows there will be at a time, so that a few take little memory
  public Inference(
      Network network, Parameters parameters, int inputs, Loss loss, int rows, Workers workers) {
    int capacity = Math.clamp(rows, 1, LARGEST_BATCH);
    // nothing is drawn at inference
    this.program = network.compile(parameters, inputs, capacity, workers, new Seed(0));
    this.loss = loss;
    this.batch = new Batch(capacity, inputs, 1);
  }

  /// The output units' values, [rows, outputs].
  public Predictions predict(Examples examples) {
    float[] outputs = new float[Math.multiplyExact(examples.rows(), program.outputs())];
    int[] order = IntStream.range(0, examples.rows()).toArray();
    for (int start = 0; start < order.length; start += batch.capacity()) {
      collect(forward(examples, order, start), outputs, start);
    }
    return new Predictions(examples.encoder().target(), outputs);
  }

  /// Predictions compared with the targets.
  public Evaluation evaluate(Examples examples) {
    int width = program.outputs();
    float[] outputs = new float[Math.multiplyExact(examples.rows(), width)];
    float[] rowLosses = new float[examples.rows()];
    int[] order = IntStream.range(0, examples.rows()).toArray();
    double sum = 0;
    double total = 0;
    double[] errors = new double[batch.capacity()];
    for (int start = 0; start < order.length; start += batch.capacity()) {
      float[] logits = forward(examples, order, start);
      loss.errors(logits, width, batch, errors, program.outputDelta());
      for (int i = 0; i < batch.rows(); i++) {
        rowLosses[start + i] = (float) errors[i];
        sum += batch.weights()[i] * errors[i];
        total += batch.weights()[i];
      }
      collect(logits, outputs, start);
    }
    return new Evaluation(
        total > 0 ? sum / total : 0,
        new Predictions(examples.encoder().target(), outputs),
        examples.targets(),
        rowLosses,
        examples.weights());
  }

  /// The output units of the batch, put at the row `start`.
  private void collect(float[] logits, float[] outputs, int start) {
    int width = program.outputs();
    float[] y = program.outputDelta(); // no gradient is wanted here
    loss.outputs(logits, y, batch.rows(), width);
    System.arraycopy(y, 0, outputs, start * width, batch.rows() * width);
  }

  private float[] forward(Examples examples, int[] order, int start) {
    int rows = Math.min(batch.capacity(), order.length - start);
    examples.fill(order, start, rows, batch);
    return program.forward(batch.inputs(), rows);
  }
}
