package org.denpan.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Table;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;

/// Rows for any model: usual, missing, unknown and extreme values in every column that it takes.
final class Questions {
  static final int ROWS = 9;

  private static final double[] DEVIATIONS = {0, 1, -0.5, Double.NaN, 1e9, -1e9, 1e-3, 2, -1};

  /// Among them a leap day, the ends of a year and of a week, and times before 1970.
  private static final long[] SECONDS = {
    0,
    1_709_208_000,
    Column.Times.MISSING,
    -1,
    1_767_225_599,
    400_000_000_000L,
    1_700_000_000,
    -60_000_000_000L,
    946_684_800
  };

  private Questions() {}

  static Table of(Encoder encoder) {
    Map<String, Column> columns = new LinkedHashMap<>();
    encoder.inputs().forEach(input -> columns.putIfAbsent(input.column(), column(input)));
    return Table.of("questions", new ArrayList<>(columns.values()));
  }

  private static Column column(Transform input) {
    return switch (input) {
      case NumberTransform.Standardize s -> numbers(s, s.mean(), s.deviation());
      case NumberTransform.Robust r -> numbers(r, r.median(), r.spread());
      case NumberTransform.Quantiles q -> {
        double low = q.knots().getFirst();
        yield numbers(q, low, Math.min(1e300, q.knots().getLast() / 2 - low / 2));
      }
      case TextTransform t -> texts(t);
      case Transform.Calendar c -> {
        long[] micros = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
          boolean missing = SECONDS[row] == Column.Times.MISSING;
          micros[row] = missing ? Column.Times.MISSING : SECONDS[row] * 1_000_000;
        }
        yield new Column.Times(c.column(), micros, false);
      }
      case Transform.Images i -> {
        byte[] pixels = new byte[ROWS * i.width()];
        for (int k = 0; k < pixels.length; k++) {
          pixels[k] = (byte) (k * 37 + k / i.width());
        }
        int[] order = IntStream.range(0, ROWS).toArray();
        yield new Column.Pixels(i.column(), i.height(), i.columns(), pixels, order);
      }
    };
  }

  private static Column numbers(Transform input, double middle, double step) {
    double[] values = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double value = middle + DEVIATIONS[row] * step;
      values[row] = Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value;
    }
    return new Column.Numbers(input.column(), values);
  }

  private static Column texts(TextTransform input) {
    List<String> dictionary = new ArrayList<>(input.categories());
    String unknown = "unheard of";
    while (dictionary.contains(unknown)) {
      unknown += "!";
    }
    dictionary.add(unknown);
    int[] codes = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      codes[row] = row == 3 ? Column.Categories.MISSING : row % dictionary.size();
    }
    codes[1] = dictionary.size() - 1;
    return new Column.Categories(input.column(), dictionary, codes);
  }
}
