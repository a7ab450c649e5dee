package org.denpan.train;

import org.denpan.net.LayerView;

/// How a layer's outputs are distributed over the rows that were looked at.
final class Activity {
  private final LayerView layer;
  private final FlatEnds ends;
  private final boolean[] alive;
  private double sum;
  private double squares;
  private long flat;
  private long count;

  Activity(LayerView layer, FlatEnds ends) {
    this.layer = layer;
    this.ends = ends;
    this.alive = new boolean[layer.width()];
  }

  /// Looks at what came out in the last forward pass.
  void add(int rows) {
    float[] output = layer.output();
    int width = layer.width();
    for (int i = 0; i < rows * width; i++) {
      sum += output[i];
      squares += (double) output[i] * output[i];
    }
    count += (long) rows * width;
    if (ends.onlyLow() || ends.both()) {
      addFlat(output, rows, width);
    }
  }

  private void addFlat(float[] output, int rows, int width) {
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < width; j++) {
        boolean atEnd = ends.contain(output[row * width + j]);
        flat += atEnd ? 1 : 0;
        alive[j] |= !atEnd;
      }
    }
  }

  double mean() {
    return sum / count;
  }

  double deviation() {
    double variance = squares / count - mean() * mean();
    return variance > 0 ? Math.sqrt(variance) : variance < 0 ? 0 : variance;
  }

  /// The part of the units that were never off the only flat end.
  double dead() {
    if (!ends.onlyLow()) {
      return 0;
    }
    int dead = 0;
    for (boolean unit : alive) {
      dead += unit ? 0 : 1;
    }
    return (double) dead / alive.length;
  }

  /// The part of the outputs at either of two flat ends.
  double saturated() {
    return ends.both() ? (double) flat / count : 0;
  }
}
