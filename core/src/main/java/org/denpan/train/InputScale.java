package org.denpan.train;

import org.denpan.Seed;
import org.denpan.data.Batch;
import org.denpan.data.Encoder;
import org.denpan.data.Examples;
import org.denpan.data.Transform;

/// How large the inputs are, as the network sees them; codes of categories, whose size means
/// nothing, are left out.
///
/// @param rms the root mean square of all inputs
/// @param column the name of the one with the largest value
/// @param largest its largest distance from 0
/// @param columnRms its root mean square
record InputScale(double rms, String column, double largest, double columnRms) {
  private static final int CAPACITY = 256;

  /// Encoding so many takes a moment, and there is no end to tables.
  private static final int MOST_ROWS = 100_000;

  /// So many are enough of images, whose pixels have no outliers.
  private static final int MOST_INPUTS = 4_000_000;

  /// Of all rows where it can be, since one outlier is enough to push all others together.
  static InputScale of(Examples examples, Seed seed) {
    Batch batch = new Batch(Math.min(CAPACITY, examples.rows()), examples.width(), 1);
    boolean images =
        examples.encoder().inputs().stream().allMatch(Transform.Images.class::isInstance);
    int most = images ? Math.clamp(MOST_INPUTS / examples.width(), 1, MOST_ROWS) : MOST_ROWS;
    int[] order = seed.stream("inputs").spread(examples.rows(), most);
    Sums sums = new Sums(examples.width(), codes(examples.encoder()));
    for (int start = 0; start < order.length; start += batch.capacity()) {
      examples.fill(order, start, Math.min(batch.capacity(), order.length - start), batch);
      sums.add(batch);
    }
    return sums.scale(name(examples, sums.widest()));
  }

  static InputScale of(Batch batch) {
    Sums sums = new Sums(batch.width(), new boolean[batch.width()]);
    sums.add(batch);
    return sums.scale("input " + (sums.widest() + 1));
  }

  private static boolean[] codes(Encoder encoder) {
    boolean[] codes = new boolean[encoder.width()];
    InputLayers.fields(encoder).forEach(field -> codes[field.input()] = true);
    return codes;
  }

  private static String name(Examples examples, int input) {
    int end = 0;
    for (Transform transform : examples.encoder().inputs()) {
      end += transform.width();
      if (input < end) {
        return "'" + transform.column() + "'";
      }
    }
    throw new IllegalArgumentException("no input " + input);
  }

  private static final class Sums {
    private final double[] squares;
    private final float[] largest;
    private final boolean[] codes;
    private long rows;

    Sums(int width, boolean[] codes) {
      this.codes = codes;
      squares = new double[width];
      largest = new float[width];
    }

    void add(Batch batch) {
      float[] x = batch.inputs();
      for (int row = 0; row < batch.rows(); row++) {
        for (int j = 0; j < squares.length; j++) {
          float v = codes[j] ? 0 : x[row * squares.length + j];
          squares[j] += (double) v * v;
          largest[j] = Math.max(largest[j], Math.abs(v));
        }
      }
      rows += batch.rows();
    }

    int widest() {
      int widest = 0;
      for (int j = 1; j < largest.length; j++) {
        widest = largest[j] > largest[widest] ? j : widest;
      }
      return widest;
    }

    InputScale scale(String name) {
      double all = 0;
      int counted = 0;
      for (int j = 0; j < squares.length; j++) {
        all += squares[j];
        counted += codes[j] ? 0 : 1;
      }
      if (counted == 0) {
        return new InputScale(1, name, 1, 1); // codes alone are as they should be
      }
      int widest = widest();
      return new InputScale(
          Math.sqrt(all / (rows * counted)),
          name,
          largest[widest],
          Math.sqrt(squares[widest] / rows));
    }
  }
}
