package org.denpan.train;

import java.util.ArrayList;
import java.util.List;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.TextTransform;
import org.denpan.data.Transform;
import org.denpan.net.Embedding;
import org.denpan.net.Layer;
import org.denpan.net.Network;
import org.denpan.net.Periodic;

/// The first layers of a network, as they follow from the columns.
final class InputLayers {
  private InputLayers() {}

  /// Hidden layers with what the inputs ask for before them. Waves come first, as they leave all
  /// inputs in their places; of a table without numbers there are none.
  static Network before(Network hidden, Encoder encoder) {
    List<Layer> layers = new ArrayList<>();
    List<Layer> rest = hidden.layers();
    if (!rest.isEmpty() && rest.getFirst() instanceof Periodic waves && waves.inputs().isEmpty()) {
      List<Integer> numbers = numbers(encoder);
      if (!numbers.isEmpty()) {
        layers.add(waves.withInputs(numbers));
      }
      rest = rest.subList(1, rest.size());
    }
    List<Embedding.Field> fields = fields(encoder);
    if (!fields.isEmpty()) {
      layers.add(new Embedding(fields));
    }
    layers.addAll(rest);
    return new Network(layers, hidden.init());
  }

  /// The inputs that hold the values of columns of numbers.
  private static List<Integer> numbers(Encoder encoder) {
    List<Integer> numbers = new ArrayList<>();
    int at = 0;
    for (Transform transform : encoder.inputs()) {
      if (transform instanceof NumberTransform) {
        numbers.add(at);
      }
      at += transform.width();
    }
    return numbers;
  }

  /// The inputs that hold codes.
  static List<Embedding.Field> fields(Encoder encoder) {
    List<Embedding.Field> fields = new ArrayList<>();
    int at = 0;
    for (Transform transform : encoder.inputs()) {
      if (transform instanceof TextTransform.Embedding codes) {
        fields.add(Embedding.field(at, codes.codes(), codes.size()));
      }
      at += transform.width();
    }
    return fields;
  }
}
