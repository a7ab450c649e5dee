package org.denpan.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How one column becomes inputs of a network: a record fitted on the training rows, which travels
/// inside the model.
public sealed interface Transform {
  /// The column's name.
  String column();

  /// How many inputs it makes.
  int width();

  /// Ready to fill batches from this column.
  ///
  /// @throws DataException if the column holds something else than in training
  Filler bind(String table, Column values);

  /// Writes the inputs of rows.
  @FunctionalInterface
  interface Filler {
    /// Row `rows[i]` of the column, for i in [from, to), goes to `x[i·stride + at …]`.
    void fill(int[] rows, int from, int to, float[] x, int at, int stride);
  }

  /// (value − mean)/deviation; a missing value becomes 0, which is the mean, and where training saw
  /// missing values a second input says 1 for missing, else 0.
  record Standardize(String column, double mean, double deviation, boolean indicator)
      implements Transform {
    @Override
    public int width() {
      return indicator ? 2 : 1;
    }

    @Override
    public Filler bind(String table, Column values) {
      if (!(values instanceof Column.Numbers numbers)) {
        throw new DataException(
            "%s: column '%s' was a number in training, here it holds %s such as '%s'"
                .formatted(table, column, values.kind(), firstText(values)));
      }
      double[] v = numbers.values();
      return (rows, from, to, x, at, stride) -> {
        for (int i = from; i < to; i++) {
          double value = v[rows[i]];
          boolean missing = Double.isNaN(value);
          x[i * stride + at] = missing ? 0f : (float) ((value - mean) / deviation);
          if (indicator) {
            x[i * stride + at + 1] = missing ? 1f : 0f;
          }
        }
      };
    }

    private static String firstText(Column values) {
      for (int row = 0; row < values.rows(); row++) {
        if (!values.missing(row)) {
          return values.text(row);
        }
      }
      return "";
    }
  }

  /// One input for each category of training, 1 where it is the value; where training saw missing
  /// values, one more that says so. An unknown category, or a missing value where training saw
  /// none, is all zeros.
  record OneHot(String column, List<String> categories, boolean indicator) implements Transform {
    public OneHot {
      categories = List.copyOf(categories);
    }

    @Override
    public int width() {
      return categories.size() + (indicator ? 1 : 0);
    }

    @Override
    public Filler bind(String table, Column values) {
      if (values instanceof Column.Pixels) {
        throw new DataException(
            "%s: column '%s' was text in training, here it holds images".formatted(table, column));
      }
      int[] hot = positions(values);
      return (rows, from, to, x, at, stride) -> {
        for (int i = from; i < to; i++) {
          int start = i * stride + at;
          for (int j = start; j < start + width(); j++) {
            x[j] = 0f;
          }
          int position = hot[rows[i]];
          if (position >= 0) {
            x[start + position] = 1f;
          }
        }
      };
    }

    /// For each row the input that is 1, or −1 for none.
    private int[] positions(Column values) {
      Map<String, Integer> index = new HashMap<>();
      categories.forEach(c -> index.put(c, index.size()));
      int missing = indicator ? categories.size() : -1;
      int[] hot = new int[values.rows()];
      for (int row = 0; row < hot.length; row++) {
        hot[row] = values.missing(row) ? missing : index.getOrDefault(values.text(row), -1);
      }
      return hot;
    }
  }

  /// One input a pixel, 0 black to 1 white.
  record Images(String column, int height, int columns) implements Transform {
    @Override
    public int width() {
      return height * columns;
    }

    @Override
    public Filler bind(String table, Column values) {
      if (!(values instanceof Column.Pixels pixels)
          || pixels.height() != height
          || pixels.width() != columns) {
        throw new DataException(
            "%s: column '%s' was images of %d×%d in training, here it holds %s"
                .formatted(table, column, height, columns, values.text(0)));
      }
      byte[] v = pixels.values();
      int size = pixels.size();
      return (rows, from, to, x, at, stride) -> {
        for (int i = from; i < to; i++) {
          int source = rows[i] * size;
          int start = i * stride + at;
          for (int j = 0; j < size; j++) {
            x[start + j] = (v[source + j] & 0xFF) / 255f;
          }
        }
      };
    }
  }
}
