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
import org.denpan.Seed;

/// A feed-forward network as a description: layers in order, and how weights start. It prints as
/// its own constructor.
///
/// @param layers in the order of the forward pass; none before an output layer is a linear model
/// @param init how all weights start; empty for each layer's own choice (He for ReLU, else Glorot)
public record Network(List<Layer> layers, Optional<Init> init) {
  /// A layer in its place.
  ///
  /// @param name its full name: `dense1`, or `residual1.dense1` within another
  public record Part(String name, Layer layer) {}

  public Network {
    layers = List.copyOf(layers);
  }

  public static Network of(Layer... layers) {
    return new Network(Arrays.asList(layers), Optional.empty());
  }

  /// A network from words, one phrase a layer, commas between: `64 relu, dropout 0.2, 32 relu`. An
  /// activation alone is a layer of its own, as in `64 identity, batchnorm, relu`; layers in
  /// brackets are those of a block: `residual (64 relu, 64 identity)`.
  ///
  /// @throws DenpanException naming the wrong word and the nearest right one
  public static Network parse(String words) {
    return new Network(LayerWords.parse(words), Optional.empty());
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
    return names(layers);
  }

  static List<String> names(List<Layer> layers) {
    Map<String, Integer> seen = new HashMap<>();
    return layers.stream().map(l -> l.kind() + seen.merge(l.kind(), 1, Integer::sum)).toList();
  }

  /// All layers in the order of the forward pass; those within another stand before it.
  public List<Part> walk() {
    List<Part> parts = new ArrayList<>();
    walk("", layers, parts);
    return parts;
  }

  private static void walk(String prefix, List<Layer> layers, List<Part> parts) {
    List<String> names = names(layers);
    for (int i = 0; i < layers.size(); i++) {
      String name = prefix + names.get(i);
      walk(name + ".", layers.get(i).inside(), parts);
      parts.add(new Part(name, layers.get(i)));
    }
  }

  /// The width of what comes out of the last layer.
  ///
  /// @throws ShapeException if two layers do not fit together
  public int outputs(int inputs) {
    return outputs(layers, inputs);
  }

  static int outputs(List<Layer> layers, int inputs) {
    int width = inputs;
    for (Layer layer : layers) {
      width = layer.outputs(width);
    }
    return width;
  }

  /// What layers one after the other need, each tensor under its layer's name.
  static List<Parameter> parameters(List<Layer> layers, int inputs, Optional<Init> init) {
    List<Parameter> parameters = new ArrayList<>();
    List<String> names = names(layers);
    int width = inputs;
    for (int i = 0; i < layers.size(); i++) {
      String prefix = names.get(i) + ".";
      layers.get(i).parameters(width, init).forEach(p -> parameters.add(p.within(prefix)));
      width = layers.get(i).outputs(width);
    }
    return parameters;
  }

  /// How many numbers are learnt.
  public long parameterCount(int inputs) {
    return layout(inputs).stream().filter(Tensor::learnt).mapToLong(Tensor::length).sum();
  }

  /// Refuses what gradients cannot train.
  ///
  /// @throws DenpanException naming the first layer that they do not get through, and why
  public void checkTrainable() {
    for (Part part : walk()) {
      Optional<String> obstacle = part.layer().obstacle();
      if (obstacle.isPresent()) {
        throw new DenpanException(
            String.format(Locale.ROOT, "%s (%s): %s", part.name(), part.layer(), obstacle.get()));
      }
    }
  }

  /// Values for all layers, zero: to be read into.
  public Parameters allocate(int inputs) {
    return new Parameters(layout(inputs));
  }

  /// Values for all layers, as their initialisers draw them; each tensor has a stream of its own.
  public Parameters initialise(int inputs, Seed seed) {
    Parameters result = allocate(inputs);
    for (Parameter p : parameters(layers, inputs, init)) {
      Tensor t = result.tensor(p.name());
      p.init().fill(result.values(), t.at(), t.shape(), seed.stream("init " + t.fullName()));
    }
    return result;
  }

  /// Where each tensor stands: all that is learnt first, then the states.
  public List<Tensor> layout(int inputs) {
    List<Tensor> tensors = new ArrayList<>();
    List<Parameter> parameters = parameters(layers, inputs, init);
    int at = 0;
    for (boolean learnt : new boolean[] {true, false}) {
      for (Parameter p : parameters) {
        if ((p.role() != Parameter.Role.STATE) == learnt) {
          tensors.add(new Tensor(p.name(), p.shape(), at, p.length(), p.role()));
          at = sum(at, p.length());
        }
      }
    }
    long distinct = tensors.stream().map(Tensor::fullName).distinct().count();
    if (distinct < tensors.size()) {
      throw new ShapeException("two tensors have one name: " + tensors);
    }
    return tensors;
  }

  private static int sum(int at, int length) {
    if (length > Integer.MAX_VALUE - at) {
      throw new ShapeException("the layers have more weights in all than one array holds");
    }
    return at + length;
  }

  /// The network ready to run on batches of up to `maxRows` rows.
  public Program compile(
      Parameters parameters, int inputs, int maxRows, Workers workers, Seed seed) {
    check(parameters, inputs);
    return new Program(this, parameters, inputs, maxRows, workers, seed);
  }

  /// The network ready to run on up to `maxRows` rows at a time, for inference alone: with these
  /// values, which must not change from now on.
  public InferenceProgram compileForInference(
      Parameters parameters, int inputs, int maxRows, Workers workers) {
    check(parameters, inputs);
    return new InferenceProgram(this, parameters, inputs, maxRows, workers);
  }

  private void check(Parameters parameters, int inputs) {
    if (layers.isEmpty()) {
      throw new ShapeException("a network without layers has nothing to run");
    }
    if (!layout(inputs).equals(parameters.tensors())) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the values are not those of this network on %,d inputs: they are %s",
              inputs,
              parameters.tensors()));
    }
  }

  @Override
  public String toString() {
    String list = layers.stream().map(Layer::toString).collect(Collectors.joining(", "));
    return "Network.of(" + list + ")" + init.map(i -> ".init(" + i + ")").orElse("");
  }
}
