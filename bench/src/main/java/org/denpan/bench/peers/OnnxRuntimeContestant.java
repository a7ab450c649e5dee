package org.denpan.bench.peers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.bench.Child;
import org.denpan.bench.Contestant;
import org.denpan.bench.Rows;
import org.denpan.bench.Workload;
import org.denpan.data.Batch;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.denpan.net.Program;
import org.denpan.net.Workers;
import org.denpan.train.Trainer;
import org.jspecify.annotations.Nullable;

/// ONNX Runtime, which predicts and does not train. It gets a network that Denpan has trained for
/// an epoch, and must come to Denpan's outputs: the same classes, numbers within 10⁻⁵.
public final class OnnxRuntimeContestant implements Contestant {
  private static final double TOLERANCE = 1e-5;

  private @Nullable Workload workload;
  private @Nullable Model model;
  private @Nullable Batch tests;
  private String note = "predicts only";

  public static void main(String[] args) throws IOException {
    Child.serve(new OnnxRuntimeContestant(), args);
  }

  @Override
  public void prepare(Workload next, Rows rows) {
    if (next.batchNorm()) {
      throw new UnsupportedOperationException("the ONNX writer knows no batch normalisation");
    }
    Model trained =
        Trainer.of(Network.parse(next.layers()))
            .optimizer(next.denpanOptimizer())
            .batchSize(next.batch())
            .epochs(1)
            .fit(rows.trainTable(next));
    Table table = rows.testTable(next);
    Examples examples = trained.encoder().encode(table);
    Batch batch = new Batch(table.rows(), examples.width(), 1);
    examples.fill(IntStream.range(0, table.rows()).toArray(), 0, table.rows(), batch);
    workload = next;
    model = trained;
    tests = batch;
  }

  @Override
  public Epoch epoch() {
    throw new UnsupportedOperationException("ONNX Runtime does not train");
  }

  @Override
  public Round round(double seconds) {
    throw new UnsupportedOperationException("ONNX Runtime does not train");
  }

  /// With the threads, the packing of weights and the size of parts that are fastest.
  @Override
  public Calls infer(int rows, double seconds) {
    List<OnnxCalls> candidates = new ArrayList<>();
    OnnxCalls best = null;
    try {
      double least = Double.POSITIVE_INFINITY;
      for (int part : new int[] {rows, 1000, 250}) {
        for (int variant = 0; part <= rows && variant < 4; variant++) {
          OnnxCalls calls = calls(rows, part, 1 + variant % 2, variant < 2);
          candidates.add(calls);
          check(calls.outputs(), rows);
          double micros = Child.time(0.2, calls).medianMicros();
          System.err.printf("%d rows, %s: %.2f µs%n", rows, calls, micros);
          if (micros < least) {
            least = micros;
            best = calls;
          }
        }
      }
      if (best == null) {
        throw new IllegalArgumentException("no rows to predict");
      }
      note = best.toString();
      return Child.time(seconds, best);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    } finally {
      candidates.forEach(OnnxCalls::close);
    }
  }

  private OnnxCalls calls(int rows, int part, int threads, boolean packed) throws OrtException {
    Model trained = prepared(model);
    byte[] bytes = OnnxWriter.model(prepared(workload), trained.parameters(), part);
    return new OnnxCalls(
        OrtEnvironment.getEnvironment(),
        bytes,
        prepared(tests),
        rows,
        part,
        prepared(workload).outputs(),
        threads,
        packed);
  }

  /// Compares with Denpan's own outputs.
  private void check(float[] outputs, int rows) {
    float[] wanted = denpan(rows);
    int width = prepared(workload).outputs();
    for (int i = 0; i < wanted.length; i++) {
      int row = i / width;
      boolean close = Math.abs(outputs[i] - wanted[i]) <= TOLERANCE;
      if (!close
          || Scores.largest(outputs, row * width, width)
              != Scores.largest(wanted, row * width, width)) {
        throw new IllegalStateException(
            "ONNX Runtime predicts another thing than Denpan for test row %d, output %d: %s, not %s"
                .formatted(row, i % width, outputs[i], wanted[i]));
      }
    }
  }

  private float[] denpan(int rows) {
    Model trained = prepared(model);
    Program program =
        trained
            .network()
            .compile(trained.parameters(), trained.inputs(), rows, Workers.single(), new Seed(0));
    float[] outputs = new float[rows * program.outputs()];
    trained
        .loss()
        .outputs(program.forward(prepared(tests).inputs(), rows), outputs, rows, program.outputs());
    return outputs;
  }

  private static <T> T prepared(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("prepare comes first");
    }
    return value;
  }

  @Override
  public String note() {
    return note;
  }
}
