package org.denpan.data;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// One column of a [Table]: a name and a value for each row.
public sealed interface Column {
  /// The name, unique in its table.
  String name();

  /// The number of rows.
  int rows();

  /// Whether the value of this row is missing.
  boolean missing(int row);

  /// These rows, in this order, as a column of its own.
  Column select(int[] rows);

  /// The value as a person would write it; empty where it is missing.
  String text(int row);

  /// What the column holds, in a word: `number`, `text`, `time` or `pixels`.
  String kind();

  /// Numbers; NaN stands for a missing value, infinities do not occur.
  record Numbers(String name, double[] values) implements Column {
    /// @throws DataException if a value is infinite
    public Numbers {
      for (int row = 0; row < values.length; row++) {
        if (Double.isInfinite(values[row])) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "column '%s' holds %s in row %,d; a missing value is NaN",
                  name,
                  values[row],
                  row + 1));
        }
      }
    }

    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public boolean missing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public Numbers select(int[] rows) {
      return new Numbers(name, Arrays.stream(rows).mapToDouble(r -> values[r]).toArray());
    }

    @Override
    public String text(int row) {
      return missing(row) ? "" : format(values[row]);
    }

    @Override
    public String kind() {
      return "number";
    }

    /// `3` for 3.0, else the shortest decimal that reads back as the same double.
    public static String format(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /// Texts from a dictionary: `codes[row]` is an index into it, or [#MISSING].
  record Categories(String name, List<String> dictionary, int[] codes) implements Column {
    /// The code of a missing value.
    public static final int MISSING = -1;

    /// @throws DataException if a code is neither in the dictionary nor [#MISSING]
    public Categories {
      dictionary = List.copyOf(dictionary);
      for (int row = 0; row < codes.length; row++) {
        if (codes[row] < MISSING || codes[row] >= dictionary.size()) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "column '%s' has the code %d in row %,d, but %,d texts",
                  name,
                  codes[row],
                  row + 1,
                  dictionary.size()));
        }
      }
    }

    @Override
    public int rows() {
      return codes.length;
    }

    @Override
    public boolean missing(int row) {
      return codes[row] == MISSING;
    }

    @Override
    public Categories select(int[] rows) {
      return new Categories(name, dictionary, Arrays.stream(rows).map(r -> codes[r]).toArray());
    }

    @Override
    public String text(int row) {
      return missing(row) ? "" : dictionary.get(codes[row]);
    }

    @Override
    public String kind() {
      return "text";
    }
  }

  /// Points in time, as UTC where the source says no zone.
  ///
  /// @param micros microseconds since 1970-01-01T00:00Z, or [#MISSING]
  /// @param days whether they are days, without a time of day
  record Times(String name, long[] micros, boolean days) implements Column {
    /// A missing value.
    public static final long MISSING = Long.MIN_VALUE;

    private static final long A_SECOND = 1_000_000;

    @Override
    public int rows() {
      return micros.length;
    }

    @Override
    public boolean missing(int row) {
      return micros[row] == MISSING;
    }

    @Override
    public Times select(int[] rows) {
      return new Times(name, Arrays.stream(rows).mapToLong(r -> micros[r]).toArray(), days);
    }

    @Override
    public String text(int row) {
      return missing(row) ? "" : format(micros[row], days);
    }

    @Override
    public String kind() {
      return "time";
    }

    /// ISO 8601: `2026-03-09`, or `2026-03-09T14:30:00`.
    public static String format(long micros, boolean days) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(micros, A_SECOND),
              (int) Math.floorMod(micros, A_SECOND) * 1000,
              ZoneOffset.UTC);
      return days
          ? time.toLocalDate().toString()
          : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
  }

  /// Grey images of one size; `values` holds whole images of height × width bytes, 0 black to 255
  /// white. Selected rows share the bytes, since images are large.
  ///
  /// @param order which of the images each row is
  record Pixels(String name, int height, int width, byte[] values, int[] order) implements Column {
    /// @throws DataException if the bytes are not whole images of this size, or a row is none of
    ///   them
    public Pixels {
      if (height < 1
          || width < 1
          || (long) height * width > Integer.MAX_VALUE
          || values.length % (height * width) != 0) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "column '%s': %,d bytes are not whole images of %d×%d",
                name,
                values.length,
                height,
                width));
      }
      int images = values.length / (height * width);
      for (int row = 0; row < order.length; row++) {
        if (order[row] < 0 || order[row] >= images) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "column '%s': row %,d is image %,d of %,d",
                  name,
                  row + 1,
                  order[row] + 1,
                  images));
        }
      }
    }

    /// All images as they stand.
    ///
    /// @throws DataException if the bytes are not whole images of this size
    public Pixels(String name, int height, int width, byte[] values) {
      this(name, height, width, values, all(values.length, height, width));
    }

    private static int[] all(int bytes, int height, int width) {
      long size = Math.max(1, (long) height * width);
      return IntStream.range(0, (int) (bytes / size)).toArray();
    }

    /// Where the image of this row begins in [#values].
    public int start(int row) {
      return order[row] * size();
    }

    /// The number of pixels of one image.
    public int size() {
      return height * width;
    }

    @Override
    public int rows() {
      return order.length;
    }

    @Override
    public boolean missing(int row) {
      return false;
    }

    @Override
    public Pixels select(int[] rows) {
      int[] selected = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        selected[i] = order[rows[i]];
      }
      return new Pixels(name, height, width, values, selected);
    }

    @Override
    public String text(int row) {
      return "image " + height + "×" + width;
    }

    @Override
    public String kind() {
      return "pixels";
    }
  }
}
