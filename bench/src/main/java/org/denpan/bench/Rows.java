package org.denpan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.denpan.Seed;
import org.denpan.data.Column;
import org.denpan.data.Idx;
import org.denpan.data.Table;

/// Where the rows of all workloads are.
///
/// MNIST is a folder with its four files. The table of numbers is Friedman's first function
/// (Friedman 1991, "Multivariate adaptive regression splines"), 10 sin(πu₁u₂) + 20(u₃ − ½)² + 10u₄
/// + 5u₅ + noise, with u even in [0, 1): its file holds 110,000 rows of 21 little-endian float32,
///   20 inputs x = √12 (u − ½) and then the target, brought to mean 0 and deviation 1; the first
///   100,000 rows are for training, the others for the test.
///
/// @param mnist the folder
/// @param numbers the file
public record Rows(Path mnist, Path numbers) {
  /// Inputs a row of the table of numbers.
  public static final int COLUMNS = 20;

  /// Its training rows.
  public static final int TRAIN = 100_000;

  /// Its test rows.
  public static final int TEST = 10_000;

  private static final double MEAN = 14.41;
  private static final double DEVIATION = 5.0;

  /// Numbers in memory, the way that most libraries want them.
  ///
  /// @param inputs [rows, width]; pixels divided by 255
  /// @param targets one a row: the class, or the number
  public record Floats(float[] inputs, float[] targets, int width) {
    public int rows() {
      return targets.length;
    }
  }

  /// The training rows of a workload.
  public Floats train(Workload workload) {
    return workload.classes() ? floats(Idx.folder(mnist).train()) : part(0, TRAIN);
  }

  /// Its test rows.
  public Floats test(Workload workload) {
    return workload.classes() ? floats(Idx.folder(mnist).test()) : part(TRAIN, TEST);
  }

  private static Floats floats(Table table) {
    Column.Pixels pixels = null;
    float[] targets = {};
    for (Column column : table.columns()) {
      if (column instanceof Column.Pixels images) {
        pixels = images;
      } else if (column instanceof Column.Categories labels) {
        targets = new float[labels.rows()];
        for (int row = 0; row < targets.length; row++) {
          targets[row] = Integer.parseInt(labels.text(row));
        }
      }
    }
    if (pixels == null) {
      throw new IllegalArgumentException(table.name() + " has no images");
    }
    byte[] bytes = pixels.values();
    float[] inputs = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      inputs[i] = (bytes[i] & 0xff) / 255f;
    }
    return new Floats(inputs, targets, pixels.size());
  }

  private Floats part(int from, int rows) {
    FloatBuffer all = read();
    float[] inputs = new float[rows * COLUMNS];
    float[] targets = new float[rows];
    for (int row = 0; row < rows; row++) {
      all.get((from + row) * (COLUMNS + 1), inputs, row * COLUMNS, COLUMNS);
      targets[row] = all.get((from + row) * (COLUMNS + 1) + COLUMNS);
    }
    return new Floats(inputs, targets, COLUMNS);
  }

  private FloatBuffer read() {
    try {
      byte[] bytes = Files.readAllBytes(numbers);
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + numbers, e);
    }
  }

  /// The training rows as a table that names its target.
  public Table trainTable(Workload workload) {
    return workload.classes() ? Idx.folder(mnist).train() : table(part(0, TRAIN));
  }

  /// The test rows likewise.
  public Table testTable(Workload workload) {
    return workload.classes() ? Idx.folder(mnist).test() : table(part(TRAIN, TEST));
  }

  private static Table table(Floats rows) {
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < rows.width(); j++) {
      double[] values = new double[rows.rows()];
      for (int row = 0; row < values.length; row++) {
        values[row] = rows.inputs()[row * rows.width() + j];
      }
      columns.add(new Column.Numbers("x" + (j + 1), values));
    }
    double[] targets = new double[rows.rows()];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = rows.targets()[row];
    }
    columns.add(new Column.Numbers("y", targets));
    return Table.of("friedman", columns).withTarget("y");
  }

  /// Writes the file of numbers; always the same one.
  public void generate() {
    Seed.Stream random = new Seed(42).stream("friedman");
    ByteBuffer bytes =
        ByteBuffer.allocate((TRAIN + TEST) * (COLUMNS + 1) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    double[] u = new double[COLUMNS];
    for (int row = 0; row < TRAIN + TEST; row++) {
      for (int j = 0; j < COLUMNS; j++) {
        u[j] = random.nextDouble();
        bytes.putFloat((float) (Math.sqrt(12) * (u[j] - 0.5)));
      }
      double y = friedman(u) + random.nextGaussian();
      bytes.putFloat((float) ((y - MEAN) / DEVIATION));
    }
    try {
      Files.write(numbers, bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + numbers, e);
    }
  }

  private static double friedman(double[] u) {
    return 10 * StrictMath.sin(Math.PI * u[0] * u[1])
        + 20 * (u[2] - 0.5) * (u[2] - 0.5)
        + 10 * u[3]
        + 5 * u[4];
  }
}
