package org.denpan.bench.peers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.denpan.bench.Workload;
import org.denpan.bench.kernels.PredictionBenchmark;
import org.denpan.data.Batch;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The same row through the same network as in [PredictionBenchmark], by ONNX Runtime.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OnnxRuntimeBenchmark {
  @Param({"0", "80"})
  public int zeros;

  @Param({"1", "2"})
  public int threads;

  private @Nullable OnnxCalls calls;

  @Setup
  public void prepare() throws OrtException {
    Workload workload = Workload.named("W2");
    Model model = PredictionBenchmark.model();
    float[] row = new float[workload.inputs()];
    PredictionBenchmark.fill(row, zeros);
    calls =
        new OnnxCalls(
            OrtEnvironment.getEnvironment(),
            OnnxWriter.model(workload, model.parameters(), 1),
            Batch.of(row, new float[1], 1),
            1,
            1,
            workload.outputs(),
            threads,
            true);
  }

  @Benchmark
  public void onnxRuntime() {
    Objects.requireNonNull(calls).run();
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(calls).close();
  }
}
