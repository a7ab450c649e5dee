package org.denpan.web;

import java.util.List;
import org.denpan.data.Column;
import org.denpan.data.NumberTransform;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;

/// A column that a model takes, as requests give it.
///
/// @param place among the model's columns
/// @param kind what its values are
/// @param mayLack whether a row may lack it: training saw missing values
/// @param numbersAsText whether its texts are numbers, so that a number means one of them
/// @param transform what becomes of it
record Field(int place, Kind kind, boolean mayLack, boolean numbersAsText, Transform transform) {
  /// What a column's values are.
  enum Kind {
    NUMBER("a number", "FP64"),
    TEXT("a text", "BYTES"),
    TIME("a time such as \"2026-03-09T14:30\"", "BYTES"),
    PIXELS("an array of pixels from 0 to 255", "UINT8");

    private final String words;
    private final String datatype;

    Kind(String words, String datatype) {
      this.words = words;
      this.datatype = datatype;
    }

    /// What it should be, in words.
    String words() {
      return words;
    }

    /// The type of the Open Inference Protocol.
    String datatype() {
      return datatype;
    }
  }

  static Field of(int place, Transform transform) {
    return switch (transform) {
      case NumberTransform number ->
          new Field(place, Kind.NUMBER, number.indicator(), false, number);
      case TextTransform text ->
          new Field(place, Kind.TEXT, text.indicator(), areNumbers(text.categories()), text);
      case Transform.Calendar time -> new Field(place, Kind.TIME, time.indicator(), false, time);
      case Transform.Images images -> new Field(place, Kind.PIXELS, false, false, images);
    };
  }

  /// Whether a number can mean one of the categories: one is written as a column of numbers would
  /// write it.
  private static boolean areNumbers(List<String> categories) {
    return categories.stream().anyMatch(Field::isNumber);
  }

  private static boolean isNumber(String text) {
    try {
      return Column.Numbers.format(Double.parseDouble(text)).equals(text);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  String column() {
    return transform.column();
  }

  /// The shape of a row's value in the Open Inference Protocol.
  List<Integer> shape() {
    return transform instanceof Transform.Images images
        ? List.of(images.height(), images.columns())
        : List.of(1);
  }
}
