package org.denpan.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the first pass finds in one column: its numbers, until a text shows that it is no column of
/// numbers, and what a message needs to say if it nearly was one.
final class CsvColumn {
  private static final double NEARLY_ALL = 0.95;
  private static final int FEWEST_NUMBERS = 20;
  private static final Pattern COMMA_NUMBER =
      Pattern.compile("[+-]?(\\d+,\\d+|\\d{1,3}(,\\d{3})+(\\.\\d+)?)");

  /// A value that is no finite number, and where it stood.
  private record Misfit(String value, long line, int numbersBefore) {}

  private final String name;
  private final CsvMissing missing;
  private double[] values = new double[16];
  private int numbers;
  private int texts;
  private int commaNumbers;
  private Optional<Misfit> firstText = Optional.empty();
  private Optional<Misfit> firstInfinity = Optional.empty();

  CsvColumn(String name, CsvMissing missing) {
    this.name = name;
    this.missing = missing;
  }

  void add(int row, char[] buffer, int from, int to, long line) {
    if (missing.matches(buffer, from, to)) {
      keep(row, Double.NaN);
      return;
    }
    double value = NumberText.parse(buffer, from, to);
    if (Double.isFinite(value)) {
      keep(row, value);
      numbers++;
    } else {
      misfit(new Misfit(new String(buffer, from, to - from), line, numbers), Double.isNaN(value));
    }
  }

  private void keep(int row, double value) {
    if (texts > 0) {
      return;
    }
    if (row >= values.length) {
      values = Arrays.copyOf(values, Math.max(row + 1, values.length + (values.length >> 1)));
    }
    values[row] = value;
  }

  private void misfit(Misfit misfit, boolean isText) {
    if (!isText) {
      firstInfinity = firstInfinity.or(() -> Optional.of(misfit));
      return;
    }
    if (texts++ == 0) {
      firstText = Optional.of(misfit);
      values = new double[0];
    }
    boolean comma = misfit.value().indexOf(',') > 0;
    commaNumbers += comma && COMMA_NUMBER.matcher(misfit.value()).matches() ? 1 : 0;
  }

  /// The column, or empty if it is one of texts.
  ///
  /// @param header whether the first row was taken for names
  /// @param where the position, as in `3 of 20`
  /// @throws DataException if it is one of numbers, but for a few values
  Optional<Column.Numbers> finish(int rows, boolean header, String file, String where) {
    String column = "column '" + name + "' (" + where + ")";
    if (firstText.isPresent()) {
      refuseNearlyNumbers(firstText.get(), header, file, column);
      return Optional.empty();
    }
    if (firstInfinity.isPresent()) {
      Misfit first = firstInfinity.get();
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s:%d: '%s' in %s is not a finite number; correct it, or name it as a missing value",
              file,
              first.line(),
              first.value(),
              column));
    }
    return Optional.of(new Column.Numbers(name, Arrays.copyOf(values, rows)));
  }

  private void refuseNearlyNumbers(Misfit first, boolean header, String file, String column) {
    if (nearlyAll(numbers)) {
      boolean perhapsName = !header && first.numbersBefore() == 0;
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s:%d: '%s' in %s is not a number; %,d numbers stand before it, and %,d of all %,d"
                  + " values are no numbers; correct it, name it as a missing value, or read the"
                  + " column as text%s",
              file,
              first.line(),
              first.value(),
              column,
              first.numbersBefore(),
              texts,
              numbers + texts,
              perhapsName ? "; if it is the column's name, say that there is a header" : ""));
    }
    if (commaNumbers > 0 && nearlyAll(numbers + commaNumbers)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s:%d: '%s' in %s is not read as a number: %,d of %,d values have commas inside;"
                  + " write a decimal point and no thousands separators, or read the column as"
                  + " text",
              file,
              first.line(),
              first.value(),
              column,
              commaNumbers,
              numbers + texts));
    }
  }

  private boolean nearlyAll(int count) {
    return count >= FEWEST_NUMBERS && count >= NEARLY_ALL * (numbers + texts);
  }
}
