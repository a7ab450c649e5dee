package org.denpan.data;

import java.util.List;
import java.util.Locale;

/// Writes the inputs of single values of one column, with the bits that [Transform#bind] gives a
/// whole column of them. Allocates nothing, and refuses what is not of the column's kind.
sealed interface Cell {
  static Cell of(Transform transform) {
    return switch (transform) {
      case NumberTransform numbers -> new OfNumber(numbers);
      case TextTransform texts -> new OfText(texts, new CategoryIndex(texts));
      case Transform.Calendar calendar -> new OfTime(calendar);
      case Transform.Images images -> new OfImage(images);
    };
  }

  Transform transform();

  /// What the column held in training, in words.
  String was();

  /// A missing value.
  void missing(float[] x, int at);

  /// A finite number.
  default void number(double value, float[] x, int at) {
    throw differs(new Column.Numbers("", new double[] {value}));
  }

  /// A text that is not empty.
  default void text(String value, float[] x, int at) {
    throw differs(new Column.Categories("", List.of(value), new int[] {0}));
  }

  /// A time that is not missing.
  default void time(long micros, float[] x, int at) {
    throw differs(new Column.Times("", new long[] {micros}, false));
  }

  /// An image, row by row, from `bytes[from]` on.
  default void image(byte[] bytes, int from, float[] x, int at) {
    throw differs(new Column.Pixels("", 1, 1, new byte[0]));
  }

  /// The problem of a value of another kind.
  default DataException differs(Column value) {
    return Checks.differ("the row", transform().column(), was(), value);
  }

  /// Of a column of numbers.
  record OfNumber(NumberTransform transform) implements Cell {
    @Override
    public String was() {
      return "a number";
    }

    @Override
    public void missing(float[] x, int at) {
      transform.write(Double.NaN, x, at);
    }

    @Override
    public void number(double value, float[] x, int at) {
      transform.write(value, x, at);
    }
  }

  /// Of a column of texts.
  record OfText(TextTransform transform, CategoryIndex index) implements Cell {
    @Override
    public String was() {
      return "text";
    }

    @Override
    public void missing(float[] x, int at) {
      transform.write(index.missing(), x, at);
    }

    @Override
    public void number(double value, float[] x, int at) {
      if (!index.takesNumbers()) {
        throw differs(new Column.Numbers("", new double[] {value}));
      }
      transform.write(index.of(value), x, at);
    }

    @Override
    public void text(String value, float[] x, int at) {
      transform.write(index.of(value), x, at);
    }

    @Override
    public void time(long micros, float[] x, int at) {
      transform.write(index.of(Column.Times.format(micros, false)), x, at);
    }
  }

  /// Of a column of times.
  record OfTime(Transform.Calendar transform) implements Cell {
    @Override
    public String was() {
      return "a time";
    }

    @Override
    public void missing(float[] x, int at) {
      transform.write(Column.Times.MISSING, x, at);
    }

    @Override
    public void text(String value, float[] x, int at) {
      long micros = TimeText.parse(value);
      if (micros == Column.Times.MISSING) {
        Cell.super.text(value, x, at);
      }
      transform.write(micros, x, at);
    }

    @Override
    public void time(long micros, float[] x, int at) {
      transform.write(micros, x, at);
    }
  }

  /// Of a column of images.
  record OfImage(Transform.Images transform) implements Cell {
    @Override
    public String was() {
      return String.format(Locale.ROOT, "images of %d×%d", transform.height(), transform.columns());
    }

    @Override
    public void missing(float[] x, int at) {
      throw new DataException(
          "the row: column '"
              + transform.column()
              + "' was "
              + was()
              + " in training, here it is"
              + " missing");
    }

    @Override
    public void image(byte[] bytes, int from, float[] x, int at) {
      transform.write(bytes, from, x, at);
    }
  }
}
