package org.denpan.data;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.denpan.kernel.Kernels;

/// How one column becomes inputs of a network: a record fitted on the training rows, which travels
/// inside the model.
public sealed interface Transform
    permits NumberTransform, TextTransform, Transform.Calendar, Transform.Images {
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

  /// Points in time: (seconds − mean)/deviation, held within ±10⁶, then for each cycle that
  /// training saw in full the sine and cosine of the angle in it. A missing value is all zeros;
  /// where training saw missing values, a last input says 1 for missing, else 0.
  ///
  /// @param mean seconds since 1970-01-01T00:00Z
  /// @param deviation seconds
  /// @param year whether there is the time of the year, 0 at its beginning
  /// @param week whether there is the time of the week, 0 on Monday at midnight
  /// @param day whether there is the time of the day
  record Calendar(
      String column,
      double mean,
      double deviation,
      boolean year,
      boolean week,
      boolean day,
      boolean indicator)
      implements Transform {
    private static final double MOST = 1e6;
    private static final long MICROS_A_DAY = 86_400_000_000L;
    // 1970-01-01 was a Thursday
    private static final long DAYS_SINCE_MONDAY = 3;

    public Calendar {
      Checks.moments(column, mean, deviation);
    }

    /// The parts in words.
    public List<String> parts() {
      return Stream.of(
              "linear",
              year ? "time of year" : "",
              week ? "time of week" : "",
              day ? "time of day" : "")
          .filter(part -> !part.isEmpty())
          .toList();
    }

    @Override
    public int width() {
      return 1 + 2 * ((year ? 1 : 0) + (week ? 1 : 0) + (day ? 1 : 0)) + (indicator ? 1 : 0);
    }

    @Override
    public Filler bind(String table, Column values) {
      if (!(values instanceof Column.Times times)) {
        if (Checks.allMissing(values)) {
          long[] missing = new long[values.rows()];
          Arrays.fill(missing, Column.Times.MISSING);
          return bind(table, new Column.Times(column, missing, true));
        }
        if (values instanceof Column.Categories texts) { // such as those of a Row
          return TimeText.times(texts)
              .map(said -> bind(table, said))
              .orElseThrow(() -> Checks.differ(table, column, "a time", values));
        }
        throw Checks.differ(table, column, "a time", values);
      }
      long[] micros = times.micros();
      return (rows, from, to, x, at, stride) -> {
        for (int i = from; i < to; i++) {
          write(micros[rows[i]], x, i * stride + at);
        }
      };
    }

    /// Writes the inputs of one time from `x[start]` on.
    ///
    /// @param micros microseconds since 1970-01-01T00:00Z, or [Column.Times#MISSING]
    public void write(long micros, float[] x, int start) {
      int at = start;
      if (micros == Column.Times.MISSING) {
        Arrays.fill(x, start, start + width(), 0f);
        at = start + width() - 1;
      } else {
        x[at++] = (float) Math.clamp((micros * 1e-6 - mean) / deviation, -MOST, MOST);
        long days = Math.floorDiv(micros, MICROS_A_DAY);
        double ofDay = (double) Math.floorMod(micros, MICROS_A_DAY) / MICROS_A_DAY;
        if (year) {
          LocalDate date = LocalDate.ofEpochDay(days);
          at = circle((date.getDayOfYear() - 1 + ofDay) / date.lengthOfYear(), x, at);
        }
        if (week) {
          at = circle((Math.floorMod(days + DAYS_SINCE_MONDAY, 7L) + ofDay) / 7, x, at);
        }
        if (day) {
          at = circle(ofDay, x, at);
        }
      }
      if (indicator) {
        x[at] = micros == Column.Times.MISSING ? 1f : 0f;
      }
    }

    private static int circle(double part, float[] x, int at) {
      double angle = 2 * StrictMath.PI * part;
      x[at] = (float) StrictMath.sin(angle);
      x[at + 1] = (float) StrictMath.cos(angle);
      return at + 2;
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
      return (rows, from, to, x, at, stride) -> {
        touch(pixels, rows, from, to);
        for (int i = from; i < to; i++) {
          write(v, pixels.start(rows[i]), x, i * stride + at);
        }
      };
    }

    /// Writes the inputs of the image whose bytes start at `v[from]`, from `x[at]` on.
    public void write(byte[] v, int from, float[] x, int at) {
      Kernels.chosen().pixels(v, from, x, at, width());
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
