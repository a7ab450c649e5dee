package org.denpan.data;

import java.util.Arrays;
import java.util.List;

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

  /// What the column holds, in a word: `number`, `text` or `pixels`.
  String kind();

  /// Numbers; NaN stands for a missing value, infinities do not occur.
  record Numbers(String name, double[] values) implements Column {
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

    public Categories {
      dictionary = List.copyOf(dictionary);
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

  /// Grey images of one size; `values` holds rows × height × width bytes, 0 black to 255 white.
  record Pixels(String name, int height, int width, byte[] values) implements Column {
    /// The number of pixels of one image.
    public int size() {
      return height * width;
    }

    @Override
    public int rows() {
      return values.length / size();
    }

    @Override
    public boolean missing(int row) {
      return false;
    }

    @Override
    public Pixels select(int[] rows) {
      byte[] selected = new byte[rows.length * size()];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(values, rows[i] * size(), selected, i * size(), size());
      }
      return new Pixels(name, height, width, selected);
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
