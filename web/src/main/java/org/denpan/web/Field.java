package org.denpan.web;

import java.util.List;
import java.util.Optional;
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
    NUMBER("a number", Datatype.FP64),
    TEXT("a text", Datatype.BYTES),
    TIME("a time such as \"2026-03-09T14:30\"", Datatype.INT64),
    PIXELS("an array of pixels from 0 to 255", Datatype.UINT8);

    private final String words;
    private final Datatype datatype;

    Kind(String words, Datatype datatype) {
      this.words = words;
      this.datatype = datatype;
    }

    /// What it should be, in words.
    String words() {
      return words;
    }

    /// The type in the Open Inference Protocol, and in an ONNX export.
    Datatype datatype() {
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

  /// Whether a number can mean one of the categories: there are numbers among them, each written as
  /// a column of numbers would write it.
  private static boolean areNumbers(List<String> categories) {
    boolean any = false;
    for (String text : categories) {
      Optional<Double> number = number(text);
      if (number.isPresent() && !Column.Numbers.format(number.get()).equals(text)) {
        return false; // as 007, which a number cannot say
      }
      any |= number.isPresent();
    }
    return any;
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String column() {
    return transform.column();
  }

  /// How many numbers a row's value is.
  int size() {
    return kind == Kind.PIXELS ? transform.width() : 1;
  }

  /// What is wrong with a row without it, in words that follow the row.
  String lacking() {
    return " lacks the column '"
        + column()
        + "', "
        + kind.words()
        + ", which was there in every row of training; null says that the value is missing";
  }

  /// The shape of a row's value in the Open Inference Protocol.
  List<Integer> shape() {
    return transform instanceof Transform.Images images
        ? List.of(images.height(), images.columns())
        : List.of(1);
  }

  /// `[rows,1]`.
  String shapeInWords() {
    return shape().toString().replace("[", "[rows,").replace(" ", "");
  }
}
