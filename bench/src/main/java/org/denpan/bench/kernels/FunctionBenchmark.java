package org.denpan.bench.kernels;

import java.util.concurrent.TimeUnit;
import org.denpan.kernel.Kernels;
import org.denpan.kernel.LayerKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Functions of one number, and the softmax of short rows: nanoseconds an element.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FunctionBenchmark.ELEMENTS)
public class FunctionBenchmark {
  static final int ELEMENTS = 5120; // in the first cache
  private static final int CLASSES = 10;

  private final Kernels kernels = Kernels.chosen();
  private final LayerKernels layers = LayerKernels.chosen();
  private final float[] x = Noise.normal("x", ELEMENTS);
  private final float[] positive = Noise.normal("positive", ELEMENTS);
  private final float[] y = new float[ELEMENTS];

  public FunctionBenchmark() {
    for (int i = 0; i < ELEMENTS; i++) {
      positive[i] = Math.abs(positive[i]);
    }
  }

  @Benchmark
  public float[] exp() {
    kernels.exp(x, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] expm1() {
    kernels.expm1(x, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] log() {
    kernels.log(positive, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] logistic() {
    kernels.logistic(x, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] tanh() {
    kernels.tanh(x, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] softplus() {
    kernels.softplus(x, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] normal() {
    kernels.normal(x, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] relu() {
    kernels.relu(x, y, 0, ELEMENTS);
    return y;
  }

  @Benchmark
  public float[] gate() {
    kernels.gate(x, positive, y, 0, ELEMENTS);
    return y;
  }

  /// Over ten classes.
  @Benchmark
  public float[] softmax() {
    int rows = ELEMENTS / CLASSES;
    layers.belowMax(0, rows, CLASSES, x, y);
    kernels.exp(y, y, 0, ELEMENTS);
    layers.shares(0, rows, CLASSES, y, new double[0]);
    return y;
  }
}
