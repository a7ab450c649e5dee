package org.denpan.bench.kernels;

import java.util.concurrent.TimeUnit;
import org.denpan.kernel.Kernels;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The matrix products of training, on one thread: the counter `flops` is in GFLOP/s.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProductBenchmark {
  /// Rows × inputs × outputs: the layers of W1 to W5, and a row and many rows of predictions.
  @Param({
    "100x784x50",
    "100x50x10",
    "128x784x256",
    "128x256x128",
    "128x128x10",
    "512x784x1024",
    "512x1024x1024",
    "512x1024x10",
    "256x20x64",
    "256x64x64",
    "256x64x1",
    "1x784x256",
    "10000x784x256"
  })
  public String shape = "";

  private final Kernels kernels = Kernels.chosen();
  private int rows;
  private int inputs;
  private int outputs;
  private float[] x = {};
  private float[] parameters = {};
  private float[] y = {};
  private float[] delta = {};
  private float[] dx = {};
  private float[] gradients = {};

  /// What is counted beside the calls.
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Work {
    /// Floating-point operations.
    public long flops;
  }

  @Setup
  public void fill() {
    String[] sizes = shape.split("x", 3);
    rows = Integer.parseInt(sizes[0]);
    inputs = Integer.parseInt(sizes[1]);
    outputs = Integer.parseInt(sizes[2]);
    x = Noise.normal("x", rows * inputs);
    parameters = Noise.normal("w", inputs * outputs + outputs);
    delta = Noise.normal("delta", rows * outputs);
    y = new float[rows * outputs];
    dx = new float[rows * inputs];
    gradients = new float[inputs * outputs];
  }

  /// Y = X·W + 1·b
  @Benchmark
  public float[] forward(Work work) {
    int bias = inputs * outputs;
    kernels.affine(0, rows, 0, outputs, inputs, outputs, x, parameters, 0, bias, false, y);
    work.flops += 2L * rows * inputs * outputs;
    return y;
  }

  /// dX = Δ·Wᵀ
  @Benchmark
  public float[] inputGradient(Work work) {
    kernels.inputGradient(0, rows, 0, inputs, inputs, outputs, delta, parameters, 0, dx);
    work.flops += 2L * rows * inputs * outputs;
    return dx;
  }

  /// G = Xᵀ·Δ
  @Benchmark
  public float[] weightGradient(Work work) {
    kernels.weightGradient(0, inputs, rows, inputs, outputs, x, delta, gradients, 0);
    work.flops += 2L * rows * inputs * outputs;
    return gradients;
  }
}
