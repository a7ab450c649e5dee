package org.denpan.data;

import java.util.Arrays;
import java.util.Locale;

/// Room for the rows of one training step, reused from step to step.
public final class Batch {
  private final float[] inputs;
  private final float[] targets;
  private final float[] weights;
  private final int width;
  private final int targetWidth;
  private int rows;

  /// An empty batch.
  ///
  /// @param capacity the most rows
  /// @param width inputs a row
  /// @param targetWidth numbers of target a row
  public Batch(int capacity, int width, int targetWidth) {
    inputs = new float[Math.multiplyExact(capacity, width)];
    targets = new float[Math.multiplyExact(capacity, targetWidth)];
    weights = new float[capacity];
    Arrays.fill(weights, 1f);
    this.width = width;
    this.targetWidth = targetWidth;
  }

  /// A batch of these rows.
  ///
  /// @param inputs [rows, width]
  /// @param targets [rows, targetWidth]: numbers, 0 or 1, class indices or probabilities
  public static Batch of(float[] inputs, float[] targets, int rows) {
    if (rows < 1 || inputs.length % rows != 0 || targets.length % rows != 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%,d inputs and %,d targets do not make %,d rows",
              inputs.length,
              targets.length,
              rows));
    }
    Batch batch = new Batch(rows, inputs.length / rows, targets.length / rows);
    System.arraycopy(inputs, 0, batch.inputs, 0, inputs.length);
    System.arraycopy(targets, 0, batch.targets, 0, targets.length);
    batch.rows = rows;
    return batch;
  }

  /// [rows, width]
  public float[] inputs() {
    return inputs;
  }

  /// [rows, targetWidth]
  public float[] targets() {
    return targets;
  }

  /// How much each row counts, [rows]; 1 each unless it is changed.
  public float[] weights() {
    return weights;
  }

  /// The sum of the weights of its rows.
  public double totalWeight() {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += weights[row];
    }
    return sum;
  }

  public int width() {
    return width;
  }

  public int targetWidth() {
    return targetWidth;
  }

  public int rows() {
    return rows;
  }

  /// The most rows.
  public int capacity() {
    return width == 0 ? 0 : inputs.length / width;
  }

  /// Says how many rows are filled.
  public void rows(int filled) {
    rows = filled;
  }
}
