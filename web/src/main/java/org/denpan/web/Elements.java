package org.denpan.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The elements of a tensor of a request: numbers, texts, truth values and nothing, as they came.
final class Elements {
  private static final int BYTES = 12;

  private final Call call;
  private double[] numbers = new double[1];
  private @Nullable String[] texts = new String[0];
  private int count;

  /// @param call that has the memory
  Elements(Call call) {
    this.call = call;
  }

  int count() {
    return count;
  }

  void add(double number) {
    if (count == numbers.length) {
      call.reserve((long) BYTES * count);
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
    Turns.after(count, 4096);
  }

  void add(String text) {
    add(Double.NaN);
    if (texts.length < numbers.length) {
      texts = Arrays.copyOf(texts, numbers.length);
    }
    texts[count - 1] = text;
  }

  void add(boolean truth) {
    add(truth ? "true" : "false");
  }

  /// A number; NaN where there is none.
  double number(int i) {
    return numbers[i];
  }

  /// A text or truth value; null where there is none.
  @Nullable String text(int i) {
    return i < texts.length ? texts[i] : null;
  }

  /// In words.
  String shown(int i) {
    String text = text(i);
    return text == null
        ? Double.toString(numbers[i])
        : "the text \"" + Fields.shortened(text) + '"';
  }
}
