package org.denpan.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.denpan.model.ModelFormatException;
import org.denpan.model.TensorFile;

/// What a run is between two steps, by name. Everything that a further step depends on, and that
/// does not follow from settings and rows, puts its part in, and takes it out again.
///
/// Numbers are texts that give the same bits when they are read.
final class Snapshot {
  private final Map<String, String> texts;
  private final Map<String, float[]> arrays;

  Snapshot() {
    this(new TensorFile(Map.of(), Map.of()));
  }

  Snapshot(TensorFile file) {
    texts = new LinkedHashMap<>(file.texts());
    arrays = new LinkedHashMap<>(file.arrays());
  }

  TensorFile file() {
    return new TensorFile(texts, arrays);
  }

  void put(String name, String text) {
    texts.put(name, text);
  }

  void put(String name, double value) {
    texts.put(name, Double.toString(value));
  }

  void put(String name, long value) {
    texts.put(name, Long.toString(value));
  }

  /// @param values not copied: they are to be written before they change
  void put(String name, float[] values) {
    arrays.put(name, values);
  }

  boolean has(String name) {
    return texts.containsKey(name);
  }

  /// @throws ModelFormatException if there is no such text; so with all that follow
  String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new ModelFormatException("the checkpoint lacks '" + name + "'");
    }
    return text;
  }

  double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw new ModelFormatException(
          "the checkpoint has '" + text(name) + "' as " + name + ", expected a number", e);
    }
  }

  long whole(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw new ModelFormatException(
          "the checkpoint has '" + text(name) + "' as " + name + ", expected a whole number", e);
    }
  }

  /// A whole number within bounds.
  int whole(String name, int least, int most) {
    long value = whole(name);
    if (value < least || value > most) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the checkpoint has %d as %s, expected %,d to %,d",
              value,
              name,
              least,
              most));
    }
    return (int) value;
  }

  /// The texts whose names begin so, by what follows.
  Map<String, String> starting(String prefix) {
    Map<String, String> found = new LinkedHashMap<>();
    texts.forEach((name, text) -> {
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), text);
      }
    });
    return found;
  }

  /// Copies an array of this length.
  void into(String name, float[] values) {
    float[] found = array(name);
    if (found.length != values.length) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the checkpoint has %,d numbers as %s, expected %,d",
              found.length,
              name,
              values.length));
    }
    System.arraycopy(found, 0, values, 0, found.length);
  }

  float[] array(String name) {
    float[] found = arrays.get(name);
    if (found == null) {
      throw new ModelFormatException("the checkpoint lacks the numbers '" + name + "'");
    }
    return found;
  }
}
