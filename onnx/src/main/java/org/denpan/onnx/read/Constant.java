package org.denpan.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.denpan.model.ModelFormatException;
import org.jspecify.annotations.Nullable;

/// A tensor whose values stand in the file: numbers, whole numbers or texts. It has the name by
/// which messages call it, and the sizes of its shape, outermost first; none for a single value.
final class Constant {
  private final String what;
  private final int[] shape;
  private final float @Nullable [] floats;
  private final long @Nullable [] integers;
  private final List<String> texts;

  private Constant(
      String what,
      int[] shape,
      float @Nullable [] floats,
      long @Nullable [] integers,
      List<String> texts) {
    this.what = what;
    this.shape = shape;
    this.floats = floats;
    this.integers = integers;
    this.texts = texts;
  }

  static Constant of(String what, int[] shape, float[] floats) {
    return new Constant(what, shape, floats, null, List.of());
  }

  static Constant of(String what, int[] shape, long[] integers) {
    return new Constant(what, shape, null, integers, List.of());
  }

  static Constant of(String what, int[] shape, List<String> texts) {
    return new Constant(what, shape, null, null, texts);
  }

  /// The same values in another shape.
  Constant shaped(int... other) {
    return new Constant(what, other, floats, integers, texts);
  }

  String what() {
    return what;
  }

  int[] shape() {
    return shape;
  }

  int rank() {
    return shape.length;
  }

  int size() {
    return floats != null ? floats.length : integers != null ? integers.length : texts.size();
  }

  boolean whole() {
    return integers != null;
  }

  boolean text() {
    return floats == null && integers == null;
  }

  /// As numbers, whatever they are.
  float[] numbers() {
    if (floats != null) {
      return floats;
    }
    if (integers == null) {
      throw new ModelFormatException(what + " holds texts where numbers are expected");
    }
    float[] converted = new float[integers.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = integers[i];
    }
    return converted;
  }

  /// As whole numbers, such as sizes and axes are.
  long[] integers() {
    if (integers == null) {
      throw new ModelFormatException(what + " holds other values than whole numbers");
    }
    return integers;
  }

  /// As words, such as classes are.
  List<String> words() {
    if (integers != null) {
      return Arrays.stream(integers).mapToObj(Long::toString).toList();
    }
    return texts;
  }

  /// Its one value.
  float single() {
    if (size() != 1) {
      throw new ModelFormatException(
          String.format(Locale.ROOT, "%s holds %,d values, expected one", what, size()));
    }
    return numbers()[0];
  }

  String shapeInWords() {
    return Arrays.toString(shape);
  }
}
