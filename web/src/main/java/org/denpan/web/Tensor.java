package org.denpan.web;

import java.util.Arrays;
import org.denpan.data.Column;
import org.denpan.data.DataException;

/// An input of a request of the Open Inference Protocol.
///
/// @param shape the rows first
record Tensor(String name, long[] shape, Datatype datatype, Elements elements) {
  /// The rows.
  ///
  /// @throws Refusal if the shape is none for this column, or not of these elements
  int rows(Field field) {
    long size = 1;
    for (int i = 1; i < shape.length; i++) {
      size = Math.clamp(size * shape[i], 0, Integer.MAX_VALUE);
    }
    if (shape.length == 0 || shape[0] < 0 || size != field.size()) {
      throw Refusal.bad(
          "input '"
              + name
              + "' has the shape "
              + shown()
              + ", should have "
              + field.shapeInWords());
    }
    if (shape[0] * size != elements.count()) {
      throw Refusal.bad(
          "input '"
              + name
              + "' of the shape "
              + shown()
              + " needs "
              + shape[0] * size
              + " elements, got "
              + elements.count());
    }
    for (int i = 0; i < elements.count(); i++) {
      if (!datatype.fits(elements, i)) {
        throw Refusal.bad(
            "input '" + name + "' should be of " + datatype + ", holds " + elements.shown(i));
      }
    }
    return (int) shape[0];
  }

  private String shown() {
    return Arrays.toString(shape).replace(" ", "");
  }

  /// Sets the column in rows that have begun.
  ///
  /// @throws Refusal for what the column does not take
  void fill(Field field, int count, Rows rows) {
    for (int row = 0; row < count; row++) {
      try {
        switch (field.kind()) {
          case NUMBER -> number(field, row, rows);
          case TEXT -> text(field, row, rows);
          case TIME -> time(field, row, rows);
          case PIXELS -> pixels(field, row, rows);
        }
      } catch (DataException e) {
        throw wrong(field, row, row);
      }
    }
  }

  private boolean isMissing(int i) {
    return Double.isNaN(elements.number(i)) && elements.text(i) == null;
  }

  private void number(Field field, int row, Rows rows) {
    String text = elements.text(row);
    if (text != null && datatype == Datatype.BOOL) {
      rows.number(field, row, text.equals("true") ? 1 : 0);
    } else if (text != null) {
      throw wrong(field, row, row);
    } else {
      rows.number(field, row, elements.number(row));
    }
  }

  private void text(Field field, int row, Rows rows) {
    String text = elements.text(row);
    if (text != null) {
      rows.text(field, row, text);
    } else if (isMissing(row)) {
      rows.missing(field, row);
    } else if (field.numbersAsText()) {
      rows.number(field, row, elements.number(row));
    } else {
      throw wrong(field, row, row);
    }
  }

  private void time(Field field, int row, Rows rows) {
    String text = elements.text(row);
    if (text != null) {
      rows.text(field, row, text);
    } else if (isMissing(row)) {
      rows.missing(field, row);
    } else if (datatype == Datatype.INT64) {
      rows.time(field, row, (long) elements.number(row)); // exact up to the year 2255
    } else {
      throw wrong(field, row, row);
    }
  }

  private void pixels(Field field, int row, Rows rows) {
    byte[] pixels = new byte[field.size()];
    for (int i = 0; i < pixels.length; i++) {
      double value = elements.number(row * pixels.length + i);
      if (!(value >= 0 && value <= 255) || value != Math.rint(value)) {
        throw wrong(field, row, row * pixels.length + i);
      }
      pixels[i] = (byte) (int) value;
    }
    rows.image(field, row, pixels, 0);
  }

  private Refusal wrong(Field field, int row, int i) {
    return Refusal.bad(
        "input '"
            + name
            + "', row "
            + (row + 1)
            + " should be "
            + (field.kind() == Field.Kind.TIME
                ? "a time: microseconds since 1970 as INT64, or a text such as "
                    + Column.Times.format(0, false)
                : field.kind().words())
            + ", got "
            + elements.shown(i));
  }
}
