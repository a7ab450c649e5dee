package org.denpan.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denpan.kernel.Kernels;

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

  /// (value − mean)/deviation, held within ±10⁶ so that no row can overflow a network; a missing
  /// value becomes 0, which is the mean, and where training saw missing values a second input says
  /// 1 for missing, else 0.
  record Standardize(String column, double mean, double deviation, boolean indicator)
      implements Transform {
    private static final double MOST = 1e6;

    public Standardize {
      if (!Double.isFinite(mean) || !Double.isFinite(deviation) || !(deviation > 0)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "column '%s' cannot have mean %s and deviation %s",
                column,
                mean,
                deviation));
      }
    }

    @Override
    public int width() {
      return indicator ? 2 : 1;
    }

    @Override
    public Filler bind(String table, Column values) {
      double[] v = numbers(table, values);
      return (rows, from, to, x, at, stride) -> {
        for (int i = from; i < to; i++) {
          double value = v[rows[i]];
          boolean missing = Double.isNaN(value);
          double z = Math.clamp((value - mean) / deviation, -MOST, MOST);
          x[i * stride + at] = missing ? 0f : (float) z;
          if (indicator) {
            x[i * stride + at + 1] = missing ? 1f : 0f;
          }
        }
      };
    }

    private double[] numbers(String table, Column values) {
      if (values instanceof Column.Numbers numbers) {
        return numbers.values();
      }
      if (!Checks.allMissing(values)) {
        throw Checks.differ(table, column, "a number", values);
      }
      double[] missing = new double[values.rows()];
      Arrays.fill(missing, Double.NaN);
      return missing;
    }
  }

  /// One input for each category of training, 1 where it is the value; where training saw missing
  /// values, one more that says so. An unknown category, or a missing value where training saw
  /// none, is all zeros.
  record OneHot(String column, List<String> categories, boolean indicator) implements Transform {
    public OneHot {
      categories = List.copyOf(categories);
      if (categories.isEmpty()) {
        throw new DataException("column '" + column + "' has no categories");
      }
      Checks.repeated(categories)
          .ifPresent(twice -> {
            throw new DataException(
                String.format(
                    Locale.ROOT, "column '%s' has the category '%s' twice", column, twice));
          });
    }

    @Override
    public int width() {
      return categories.size() + (indicator ? 1 : 0);
    }

    @Override
    public Filler bind(String table, Column values) {
      if (values instanceof Column.Pixels
          || (values instanceof Column.Numbers && !Checks.allMissing(values) && lostInNumbers())) {
        throw Checks.differ(table, column, "text", values);
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

    /// Whether a category is a number in a form that a column of numbers forgets: `007`.
    private boolean lostInNumbers() {
      return categories.stream()
          .anyMatch(
              c -> Checks.number(c).map(n -> !Column.Numbers.format(n).equals(c)).orElse(false));
    }

    /// For each row the input that is 1, or −1 for none.
    private int[] positions(Column values) {
      Map<String, Integer> index = new HashMap<>();
      categories.forEach(c -> index.put(c, index.size()));
      int missing = indicator ? categories.size() : -1;
      int[] hot = new int[values.rows()];
      for (int row = 0; row < hot.length; row++) {
        hot[row] = values.missing(row) ? missing : position(index, values.text(row));
      }
      return hot;
    }

    /// A truth value is known however a file capitalised it: `true`, `True`, `TRUE`.
    private int position(Map<String, Integer> index, String text) {
      boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
      if (!truth || index.containsKey(text)) {
        return index.getOrDefault(text, -1);
      }
      return categories.stream()
          .filter(text::equalsIgnoreCase)
          .findFirst()
          .map(categories::indexOf)
          .orElse(-1);
    }
  }

  /// One input a pixel, 0 black to 1 white.
  record Images(String column, int height, int columns) implements Transform {
    private static final int CACHE_LINE = 64;

    @SuppressWarnings("UnusedVariable") // it is there to be written
    private static int touched;

    public Images {
      if (height < 1 || columns < 1 || (long) height * columns > Integer.MAX_VALUE) {
        throw new DataException(
            String.format(
                Locale.ROOT, "column '%s' cannot hold images of %d×%d", column, height, columns));
      }
    }

    @Override
    public int width() {
      return height * columns;
    }

    @Override
    public Filler bind(String table, Column values) {
      if (!(values instanceof Column.Pixels pixels)
          || pixels.height() != height
          || pixels.width() != columns) {
        throw Checks.differ(
            table, column, String.format(Locale.ROOT, "images of %d×%d", height, columns), values);
      }
      byte[] v = pixels.values();
      int size = pixels.size();
      return (rows, from, to, x, at, stride) -> {
        touch(pixels, rows, from, to);
        for (int i = from; i < to; i++) {
          Kernels.chosen().pixels(v, pixels.start(rows[i]), x, i * stride + at, size);
        }
      };
    }

    /// Reads a byte of each cache line of some rows. Shuffled images come from main memory, which
    /// fetches many lines at once if nothing waits for them.
    private static void touch(Column.Pixels pixels, int[] rows, int from, int to) {
      byte[] v = pixels.values();
      int sum = 0;
      for (int i = from; i < to; i++) {
        int start = pixels.start(rows[i]);
        for (int at = start; at < start + pixels.size(); at += CACHE_LINE) {
          sum += v[at];
        }
      }
      touched = sum; // else it would be left out as of no use
    }
  }
}
