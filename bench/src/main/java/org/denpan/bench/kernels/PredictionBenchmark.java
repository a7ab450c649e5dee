package org.denpan.bench.kernels;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.denpan.Seed;
import org.denpan.bench.Workload;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.model.Predictor;
import org.denpan.net.Network;
import org.denpan.train.Trainer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A single row through W2's network. Zeros among the inputs are left out by Denpan; of MNIST's
/// pixels they are four in five.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PredictionBenchmark {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final int ROWS = 1000;

  /// How many in a hundred inputs are zero.
  @Param({"0", "80"})
  public int zeros;

  private final float[] inputs = new float[SIDE * SIDE];
  private final float[] outputs = new float[CLASSES];
  private @Nullable Predictor predictor;

  /// W2's network, trained for a moment on noise.
  public static Model model() {
    Seed.Stream random = new Seed(42).stream("images");
    byte[] pixels = new byte[ROWS * SIDE * SIDE];
    int[] codes = new int[ROWS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    for (int row = 0; row < ROWS; row++) {
      codes[row] = row % CLASSES;
    }
    List<String> names = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    Column images = new Column.Pixels("image", SIDE, SIDE, pixels);
    Column labels = new Column.Categories("label", names, codes);
    Table table = Table.of("noise", List.of(images, labels)).withTarget("label");
    return Trainer.of(Network.parse(Workload.named("W2").layers())).epochs(1).fit(table);
  }

  /// An input row of which so many in a hundred numbers are zero.
  public static void fill(float[] row, int zeros) {
    Seed.Stream random = new Seed(42).stream("row");
    for (int i = 0; i < row.length; i++) {
      float value = (float) random.nextDouble(0.01, 1);
      row[i] = random.nextInt(100) < zeros ? 0 : value;
    }
  }

  @Setup
  public void prepare() {
    predictor = model().predictor();
    fill(inputs, zeros);
  }

  @Benchmark
  public float[] denpan() {
    Objects.requireNonNull(predictor).predict(inputs, outputs);
    return outputs;
  }
}
