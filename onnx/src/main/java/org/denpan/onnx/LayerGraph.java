package org.denpan.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Bounded;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Embedding;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.Network;
import org.denpan.net.Parameters;
import org.denpan.net.Periodic;
import org.denpan.net.Prelu;
import org.denpan.net.Rectifier;
import org.denpan.net.Residual;
import org.denpan.net.Tensor;
import org.denpan.onnx.proto.TensorProto.DataType;

/// The layers of a network as operators, as they are at inference.
final class LayerGraph {
  // Klambauer, Unterthiner, Mayr and Hochreiter 2017, eq. 14
  private static final double SELU_GAMMA = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private final Graph graph;
  private final Parameters parameters;

  LayerGraph(Graph graph, Parameters parameters) {
    this.graph = graph;
    this.parameters = parameters;
  }

  /// Layers one after the other.
  ///
  /// @param prefix of the names of what is within another layer
  /// @param x [rows, width]
  String chain(String prefix, List<Layer> layers, String x, int width) {
    List<String> names = Network.of(layers.toArray(Layer[]::new)).names();
    String y = x;
    int inputs = width;
    for (int i = 0; i < layers.size(); i++) {
      String name = prefix + names.get(i);
      graph.enter(name);
      y = layer(name, layers.get(i), y, inputs);
      inputs = layers.get(i).outputs(inputs);
    }
    graph.enter("");
    return y;
  }

  private String layer(String name, Layer layer, String x, int width) {
    return switch (layer) {
      case Dense dense ->
          activation(
              name,
              dense.activation(),
              graph.add("Gemm", List.of(x, tensor(name, "weight"), tensor(name, "bias"))));
      case BatchNorm norm ->
          graph.add(
              "BatchNormalization",
              List.of(
                  x,
                  tensor(name, "gamma"),
                  tensor(name, "beta"),
                  tensor(name, "running_mean"),
                  tensor(name, "running_variance")),
              Graph.real("epsilon", norm.epsilon()));
      case LayerNorm norm ->
          graph.add(
              "LayerNormalization",
              List.of(x, tensor(name, "gamma"), tensor(name, "beta")),
              Graph.real("epsilon", norm.epsilon()));
      case Dropout _ -> x;
      case Residual residual -> {
        String f = chain(name + ".", residual.layers(), x, width);
        graph.enter(name);
        yield graph.add("Add", x, f);
      }
      case Embedding embedding -> embedding(name, embedding, x, width);
      case Periodic periodic -> periodic(name, periodic, x, width);
      case Activation activation -> activation(name, activation, x);
      case Layer.Custom _ -> throw refused(name, layer);
    };
  }

  private static DenpanException refused(String name, Object custom) {
    return new DenpanException(
        name
            + " ("
            + custom
            + ") is a class of your own, for which ONNX has no operator; leave it out of the"
            + " network, or export with --safetensors");
  }

  private String activation(String name, Activation activation, String u) {
    return switch (activation) {
      case Activation.Identity _ -> u;
      case Activation.Softmax _ -> graph.add("Softmax", List.of(u), Graph.integer("axis", 1));
      case Prelu _ -> graph.add("PRelu", u, tensor(name, "alpha"));
      case Bounded bounded -> bounded(bounded, u);
      case Rectifier rectifier -> rectifier(rectifier, u);
      case Activation.Custom _ -> throw refused(name, activation);
    };
  }

  private String bounded(Bounded bounded, String u) {
    return switch (bounded) {
      case Bounded.BinaryStep _ -> step(graph, u);
      case Bounded.Logistic _ -> graph.add("Sigmoid", u);
      case Bounded.Tanh _ -> graph.add("Tanh", u);
      case Bounded.Arctan _ -> graph.add("Atan", u);
    };
  }

  /// 1 from 0 on, else 0.
  static String step(Graph graph, String u) {
    return graph.cast(graph.add("GreaterOrEqual", u, graph.constant(0f)), DataType.FLOAT);
  }

  private String rectifier(Rectifier rectifier, String u) {
    return switch (rectifier) {
      case Rectifier.Relu _ -> graph.add("Relu", u);
      case Rectifier.LeakyRelu leaky ->
          graph.add("LeakyRelu", List.of(u), Graph.real("alpha", leaky.slope()));
      case Rectifier.Elu elu -> graph.add("Elu", List.of(u), Graph.real("alpha", elu.alpha()));
      case Rectifier.Selu _ ->
          graph.add(
              "Selu", List.of(u), Graph.real("alpha", SELU_ALPHA), Graph.real("gamma", SELU_GAMMA));
      case Rectifier.Softplus _ -> graph.add("Softplus", u);
      case Rectifier.Silu _ -> graph.add("Mul", u, graph.add("Sigmoid", u));
      case Rectifier.Gelu _ -> gelu(u);
    };
  }

  /// u·Φ(u) with Φ(u) = ½(1 + erf(u/√2))
  private String gelu(String u) {
    String erf = graph.add("Erf", graph.add("Mul", u, graph.constant((float) Math.sqrt(0.5))));
    String twice = graph.add("Add", erf, graph.constant(1f));
    return graph.add("Mul", u, graph.add("Mul", twice, graph.constant(0.5f)));
  }

  private String embedding(String name, Embedding embedding, String x, int width) {
    List<String> parts = new ArrayList<>();
    int[] passed =
        IntStream.range(0, width)
            .filter(i -> embedding.fields().stream().noneMatch(f -> f.input() == i))
            .toArray();
    if (passed.length > 0) {
      parts.add(columns(x, passed));
    }
    for (int i = 0; i < embedding.fields().size(); i++) {
      Embedding.Field field = embedding.fields().get(i);
      String code = graph.add("Round", columns(x, field.input()));
      String known =
          graph.add(
              "And",
              graph.add("GreaterOrEqual", code, graph.constant(0f)),
              graph.add("Less", code, graph.constant((float) field.categories())));
      String row =
          graph.cast(
              graph.where(known, code, graph.constant((float) field.categories())), DataType.INT64);
      parts.add(graph.add("Flatten", graph.add("Gather", table(name, i, field), row)));
    }
    return graph.beside(parts);
  }

  /// The vectors of all categories, and as one more that of an unknown one.
  private String table(String name, int i, Embedding.Field field) {
    float[] table = values(parameters.tensor(name + ".table" + (i + 1)));
    float[] unknown = values(parameters.tensor(name + ".unknown" + (i + 1)));
    float[] all = Arrays.copyOf(table, table.length + unknown.length);
    System.arraycopy(unknown, 0, all, table.length, unknown.length);
    return graph.constant(
        "table" + (i + 1), Constants.floats(all, field.categories() + 1L, field.size()));
  }

  private String columns(String x, int... places) {
    long[] all = Arrays.stream(places).asLongStream().toArray();
    String which = graph.constant("columns", Constants.integers(all, all.length));
    return graph.add("Gather", List.of(x, which), Graph.integer("axis", 1));
  }

  /// The turns fx + φ are rounded once, as the library does, which for large x is a matter of whole
  /// waves; their fraction r is exact, and cos 2πr is of a small angle.
  private String periodic(String name, Periodic layer, String x, int width) {
    boolean some = !layer.inputs().isEmpty();
    int[] places = layer.inputs().stream().mapToInt(i -> i).toArray();
    String numbers = some ? columns(x, places) : x;
    String last = graph.constant("axis", Constants.integers(new long[] {2}, 1));
    String own = graph.cast(graph.add("Unsqueeze", numbers, last), DataType.DOUBLE);
    String waves = graph.add("Mul", own, graph.cast(tensor(name, "frequency"), DataType.DOUBLE));
    String exact = graph.add("Add", waves, graph.cast(tensor(name, "phase"), DataType.DOUBLE));
    String turns = graph.cast(exact, DataType.FLOAT);
    String rest = graph.add("Sub", turns, graph.add("Round", turns));
    String cosines =
        graph.add("Cos", graph.add("Mul", rest, graph.constant((float) (2 * Math.PI))));
    // one product for each number: [numbers, rows, waves] times [numbers, waves, size]
    String mixed =
        graph.add(
            "MatMul",
            graph.add("Transpose", List.of(cosines), Graph.axes("perm", 1, 0, 2)),
            turned(name, layer, some ? places.length : width));
    String back = graph.add("Transpose", List.of(mixed), Graph.axes("perm", 1, 0, 2));
    String embedded = graph.add("Add", back, tensor(name, "bias"));
    return graph.beside(List.of(x, graph.add("Flatten", embedded)));
  }

  /// The weights [numbers, size, waves] as [numbers, waves, size].
  private String turned(String name, Periodic layer, int numbers) {
    float[] weight = values(parameters.tensor(name + ".weight"));
    float[] turned = new float[weight.length];
    int size = layer.size();
    int waves = layer.waves();
    for (int i = 0; i < weight.length; i++) {
      int number = i / (size * waves);
      int k = i / waves % size;
      int j = i % waves;
      turned[(number * waves + j) * size + k] = weight[i];
    }
    return graph.constant("weight", Constants.floats(turned, numbers, waves, size));
  }

  private String tensor(String layer, String name) {
    Tensor tensor = parameters.tensor(layer + "." + name);
    long[] shape = tensor.shape().stream().mapToLong(i -> i).toArray();
    return graph.constant(name, Constants.floats(values(tensor), shape));
  }

  private float[] values(Tensor tensor) {
    return Arrays.copyOfRange(parameters.values(), tensor.at(), tensor.at() + tensor.length());
  }
}
