package org.denpan.bench.kernels;

import java.util.concurrent.TimeUnit;
import org.denpan.train.Optimizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// An optimizer's update of as many weights as W2 has: nanoseconds a weight, on one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(OptimizerBenchmark.WEIGHTS)
public class OptimizerBenchmark {
  static final int WEIGHTS = 235_146;
  private static final float RATE = 1e-6f;

  @Param({"sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"})
  public String optimizer = "";

  private final float[] w = Noise.normal("w", WEIGHTS);
  private final float[] g = Noise.normal("g", WEIGHTS);
  private Optimizer.Stepwise stepwise = Optimizer.sgd(RATE);
  private float[][] state = {};
  private long step;

  @Setup
  public void choose() {
    stepwise =
        switch (optimizer) {
          case "sgd" -> Optimizer.sgd(RATE);
          case "momentum" -> Optimizer.momentum(RATE);
          case "nesterov" -> Optimizer.nesterov(RATE);
          case "rmsprop" -> Optimizer.rmsProp(RATE);
          case "adam" -> Optimizer.adam(RATE);
          case "adamw" -> Optimizer.adamW(RATE, 0.01);
          default -> throw new IllegalArgumentException("unknown optimizer " + optimizer);
        };
    state = new float[stepwise.slots()][WEIGHTS];
  }

  @Benchmark
  public float[] update() {
    step++;
    stepwise.update(w, g, state, 0, WEIGHTS, RATE, step);
    return w;
  }
}
