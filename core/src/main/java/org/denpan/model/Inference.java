package org.denpan.model;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.net.InferenceProgram;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Workers;

/// Runs a network over examples without learning. Each thread takes blocks of rows through the
/// whole network, from the table's values to the outputs.
///
/// @param inputs the width of a row of input
/// @param adjustment what was chosen after training
public record Inference(
    Network network,
    Parameters parameters,
    int inputs,
    Loss loss,
    Workers workers,
    Adjustment adjustment) {
  /// The most rows of a block: few enough that what lies between two layers stays in the cache,
  /// many enough that weights are worth fetching.
  private static final int LARGEST_BLOCK = 192;

  /// Blocks end where the products' tiles do.
  private static final int TILE = 24;

  /// Of a network as it was trained.
  public Inference(Network network, Parameters parameters, int inputs, Loss loss, Workers workers) {
    this(network, parameters, inputs, loss, workers, Adjustment.none());
  }

  /// The output units' values, [rows, outputs].
  public Predictions predict(Examples examples) {
    return predictions(examples, run(examples, new double[0]));
  }

  private Predictions predictions(Examples examples, float[] outputs) {
    return new Predictions(examples.encoder().target(), outputs, adjustment.boundary());
  }

  /// Predictions compared with the targets.
  public Evaluation evaluate(Examples examples) {
    int rows = examples.rows();
    double[] errors = new double[rows];
    float[] outputs = run(examples, errors);
    float[] rowLosses = new float[rows];
    double sum = 0;
    double total = 0;
    for (int row = 0; row < rows; row++) {
      rowLosses[row] = (float) errors[row];
      sum += examples.weights()[row] * errors[row];
      total += examples.weights()[row];
    }
    return new Evaluation(
        total > 0 ? sum / total : 0,
        predictions(examples, outputs),
        examples.targets(),
        rowLosses,
        examples.weights());
  }

  /// All rows, block by block.
  ///
  /// @param errors filled with each row's own error; empty where nobody wants it
  private float[] run(Examples examples, double[] errors) {
    int rows = examples.rows();
    int share = (rows + workers.threads() - 1) / workers.threads();
    int block =
        Math.clamp((share + TILE - 1L) / TILE * TILE, 1, Math.clamp(rows, 1, LARGEST_BLOCK));
    float[] outputs = new float[Math.multiplyExact(rows, network.outputs(inputs))];
    int[] order = IntStream.range(0, rows).toArray();
    Queue<Runner> idle = new ConcurrentLinkedQueue<>();
    workers.run(
        (rows + block - 1) / block,
        1,
        2L * block * parameters.learnt(),
        (from, to) -> {
          Runner free = idle.poll();
          Runner runner = free == null ? new Runner(examples, order, block) : free;
          runner.run(from * block, Math.min(rows, to * block), outputs, errors);
          idle.add(runner);
        });
    return outputs;
  }

  /// What one thread needs.
  private final class Runner {
    private final Examples examples;
    private final int[] order;
    private final InferenceProgram program;
    private final LogitScale scale;
    private final Batch batch;
    private final float[] y;
    private final double[] blockErrors;

    Runner(Examples examples, int[] order, int block) {
      this.examples = examples;
      this.order = order;
      program = network.compileForInference(parameters, inputs, block, Workers.single());
      batch = new Batch(block, inputs, 1);
      scale = new LogitScale(adjustment.factor(), block * program.outputs());
      y = new float[block * program.outputs()];
      blockErrors = new double[block];
    }

    void run(int from, int to, float[] outputs, double[] errors) {
      int width = program.outputs();
      for (int start = from; start < to; start += program.maxRows()) {
        int rows = Math.min(program.maxRows(), to - start);
        examples.fill(order, start, rows, batch);
        float[] logits = scale.of(program.forward(batch.inputs(), rows), rows * width);
        if (errors.length > 0) {
          loss.errors(logits, width, batch, blockErrors, y);
          System.arraycopy(blockErrors, 0, errors, start, rows);
        }
        loss.outputs(logits, y, rows, width);
        System.arraycopy(y, 0, outputs, start * width, rows * width);
      }
    }
  }
}
