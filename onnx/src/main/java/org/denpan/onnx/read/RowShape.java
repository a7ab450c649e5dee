package org.denpan.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.denpan.model.ModelFormatException;

/// The shape of one row of a tensor: all sizes but the first, which is the number of rows.
record RowShape(List<Integer> sizes) {
  private static final int MOST = 16;

  RowShape {
    sizes = List.copyOf(sizes);
    if (sizes.size() > MOST) {
      throw new ModelFormatException(
          "a row has " + sizes.size() + " dimensions; at most " + MOST + " are understood");
    }
  }

  static RowShape of(int... sizes) {
    return new RowShape(Arrays.stream(sizes).boxed().toList());
  }

  /// How many numbers a row has; sizes come from [Graph] and from constants, whose product was
  /// checked.
  int width() {
    return width(sizes);
  }

  static int width(List<Integer> sizes) {
    return sizes.stream().reduce(1, (a, b) -> a * b);
  }

  int rank() {
    return sizes.size();
  }

  /// Whether all numbers stand along the last size.
  boolean flat() {
    return rank() > 0 && sizes.getLast() == width();
  }

  /// The sizes other than 1.
  List<Integer> proper() {
    return sizes.stream().filter(size -> size != 1).toList();
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder("[rows");
    sizes.forEach(size -> words.append(String.format(Locale.ROOT, ", %d", size)));
    return words.append(']').toString();
  }
}
