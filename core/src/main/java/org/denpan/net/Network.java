package org.denpan.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Seed;

/// A feed-forward network as a description: layers in order, and how weights start. It prints as
/// its own constructor.
///
/// @param layers in the order of the forward pass; none before an output layer is a linear model
/// @param init how all weights start; empty for each layer's own choice (He for ReLU, else Glorot)
public record Network(List<Layer> layers, Optional<Init> init) {
  public Network {
    layers = List.copyOf(layers);
  }

  public static Network of(Layer... layers) {
    return new Network(Arrays.asList(layers), Optional.empty());
  }

  /// A network from words, one phrase a layer, commas between: `64 relu, dropout 0.2, 32 relu`.
  ///
  /// @throws DenpanException naming the wrong word and the nearest right one
  public static Network parse(String words) {
    List<Layer> layers = new ArrayList<>();
    for (String phrase : words.split(",", -1)) {
      if (phrase.isBlank() && words.contains(",")) {
        throw new DenpanException(
            "layers '" + words + "': layer " + (layers.size() + 1) + " is empty; remove the comma");
      }
      if (!phrase.isBlank()) {
        layers.add(layer(phrase.strip()));
      }
    }
    return new Network(layers, Optional.empty());
  }

  private static Layer layer(String phrase) {
    String[] parts = phrase.split("\\s+", 2);
    if (!parts[0].matches("[+-]?\\d+")) {
      if (parts[0].equalsIgnoreCase("dense")) {
        throw new DenpanException(
            "layer '"
                + phrase
                + "': a dense layer is written as its units and activation: 64 relu");
      }
      String word = parts[0].replaceFirst("^\\d+", "");
      if (Family.of(Activation.class).find(word).isPresent()) {
        throw new DenpanException(
            "layer '"
                + phrase
                + "': units come first, then the activation, as in '64 "
                + word
                + "'");
      }
      return Family.of(Layer.class).parse(phrase);
    }
    if (parts.length < 2) {
      throw new DenpanException(
          "layer '"
              + phrase
              + "' lacks its activation, as in '"
              + phrase
              + " relu'; known: "
              + String.join(", ", Family.of(Activation.class).names()));
    }
    int units;
    try {
      units = Integer.parseInt(parts[0]);
    } catch (NumberFormatException e) {
      throw new DenpanException("layer '" + phrase + "' has too many units", e);
    }
    return new Dense(units, Family.of(Activation.class).parse(parts[1]));
  }

  /// The same layers, whose weights all start like this.
  public Network init(Init all) {
    return new Network(layers, Optional.of(all));
  }

  /// The same network with one more layer at its end.
  public Network append(Layer layer) {
    List<Layer> more = new ArrayList<>(layers);
    more.add(layer);
    return new Network(more, init);
  }

  /// The layers' names, unique: `dense1`, `dropout1`, `dense2`, …
  public List<String> names() {
    Map<String, Integer> seen = new HashMap<>();
    return layers.stream().map(l -> l.kind() + seen.merge(l.kind(), 1, Integer::sum)).toList();
  }

  /// The width of what comes out of the last layer.
  ///
  /// @throws ShapeException if two layers do not fit together
  public int outputs(int inputs) {
    int width = inputs;
    for (Layer layer : layers) {
      width = layer.outputs(width);
    }
    return width;
  }

  /// How many numbers are learnt.
  public long parameterCount(int inputs) {
    return layout(inputs).stream().filter(Tensor::learnt).mapToLong(Tensor::length).sum();
  }

  /// Values for all layers, zero: to be read into.
  public Parameters allocate(int inputs) {
    return new Parameters(layout(inputs));
  }

  /// Values for all layers, as their initialisers draw them; each tensor has a stream of its own.
  public Parameters initialise(int inputs, Seed seed) {
    Parameters result = allocate(inputs);
    int width = inputs;
    for (int i = 0; i < layers.size(); i++) {
      for (Parameter p : layers.get(i).parameters(width, init)) {
        Tensor t = result.tensor(names().get(i), p.name());
        p.init().fill(result.values(), t.at(), t.shape(), seed.stream("init " + t.fullName()));
      }
      width = layers.get(i).outputs(width);
    }
    return result;
  }

  /// Where each tensor stands: all that is learnt first, then the states.
  public List<Tensor> layout(int inputs) {
    List<Tensor> tensors = new ArrayList<>();
    List<String> names = names();
    int at = 0;
    for (boolean learnt : new boolean[] {true, false}) {
      int width = inputs;
      for (int i = 0; i < layers.size(); i++) {
        for (Parameter p : layers.get(i).parameters(width, init)) {
          if ((p.role() != Parameter.Role.STATE) == learnt) {
            tensors.add(new Tensor(names.get(i), p.name(), p.shape(), at, p.length(), p.role()));
            at = Math.addExact(at, p.length());
          }
        }
        width = layers.get(i).outputs(width);
      }
    }
    long distinct = tensors.stream().map(Tensor::fullName).distinct().count();
    if (distinct < tensors.size()) {
      throw new ShapeException("two tensors have one name: " + tensors);
    }
    return tensors;
  }

  /// The network ready to run on batches of up to `maxRows` rows.
  public Program compile(
      Parameters parameters, int inputs, int maxRows, Workers workers, Seed seed) {
    if (!layout(inputs).equals(parameters.tensors())) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the values are not those of this network on %,d inputs: they are %s",
              inputs,
              parameters.tensors()));
    }
    return new Program(this, parameters, inputs, maxRows, workers, seed);
  }

  @Override
  public String toString() {
    String list = layers.stream().map(Layer::toString).collect(Collectors.joining(", "));
    return "Network.of(" + list + ")" + init.map(i -> ".init(" + i + ")").orElse("");
  }
}
