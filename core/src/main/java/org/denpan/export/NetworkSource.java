package org.denpan.export;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.net.Activation;
import org.denpan.net.BatchNorm;
import org.denpan.net.Bounded;
import org.denpan.net.ClassLoss;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.net.Embedding;
import org.denpan.net.Layer;
import org.denpan.net.LayerNorm;
import org.denpan.net.Loss;
import org.denpan.net.Network;
import org.denpan.net.NumberLoss;
import org.denpan.net.Parameters;
import org.denpan.net.Periodic;
import org.denpan.net.Prelu;
import org.denpan.net.Rectifier;
import org.denpan.net.Residual;
import org.denpan.net.Tensor;

/// Writes how a network runs on one row, a statement a layer, each into an array of its own.
final class NetworkSource {
  private final Parameters parameters;
  private final Methods methods;
  private final Tables tables;
  private final StringBuilder buffers = new StringBuilder();
  private final StringBuilder statements = new StringBuilder();

  NetworkSource(Parameters parameters, Methods methods, Tables tables) {
    this.parameters = parameters;
    this.methods = methods;
    this.tables = tables;
    for (Tensor tensor : parameters.tensors()) {
      tables.floats(constant(tensor), parameters.values(), tensor.at(), tensor.length());
    }
  }

  /// The arrays that the statements write into.
  String buffers() {
    return buffers.toString();
  }

  String statements() {
    return statements.toString();
  }

  /// Writes layers one after the other.
  ///
  /// @param prefix of their names: nothing, or the block's name and a dot
  /// @param in the array that comes in
  /// @param width its length
  /// @return the array that comes out
  String chain(List<Layer> layers, String prefix, String in, int width) {
    List<String> names = new Network(layers, Optional.empty()).names();
    String x = in;
    int now = width;
    for (int i = 0; i < layers.size(); i++) {
      x = layer(layers.get(i), prefix + names.get(i), x, now);
      now = layers.get(i).outputs(now);
    }
    return x;
  }

  private String layer(Layer layer, String name, String x, int width) {
    if (layer instanceof Dropout) {
      return x; // at inference it does nothing
    }
    if (layer instanceof Residual block) {
      String f = chain(block.layers(), name + ".", x, width);
      return statement(layer, name, width, methods.call("add") + "(" + x + ", " + f);
    }
    String call =
        switch (layer) {
          case Dense _ -> methods.call(dense(name)) + "(" + x + tensors(name, "weight", "bias");
          case BatchNorm norm ->
              methods.call("batchNorm")
                  + "("
                  + x
                  + tensors(name, "gamma", "beta", "running_mean", "running_variance")
                  + number((float) norm.epsilon());
          case LayerNorm norm ->
              methods.call("layerNorm")
                  + "("
                  + x
                  + tensors(name, "gamma", "beta")
                  + number((float) norm.epsilon());
          case Periodic periodic -> waves(periodic, name, x, width);
          case Embedding embedding -> embedding(embedding, name, x, width);
          case Activation activation -> activation(activation, name, x);
          case Layer.Custom custom -> throw cannot("the layer", name, custom);
          case Dropout _, Residual _ -> throw new IllegalStateException(name);
        };
    String y = statement(layer, name, layer.outputs(width), call);
    if (layer instanceof Dense dense && !(dense.activation() instanceof Activation.Identity)) {
      statements.append("    " + activation(dense.activation(), name, y) + ", " + y + ");\n");
    }
    return y;
  }

  /// Zeros may be left out where no bias is −0, for then they change no bits.
  private String dense(String name) {
    Tensor bias = parameters.tensor(name + ".bias");
    boolean negativeZero =
        IntStream.range(bias.at(), bias.at() + bias.length())
            .anyMatch(i -> Float.floatToRawIntBits(parameters.values()[i]) == Integer.MIN_VALUE);
    return negativeZero ? "denseWhole" : "dense";
  }

  private String waves(Periodic periodic, String name, String x, int width) {
    String wave = buffer(name + ".wave", periodic.waves());
    List<Integer> numbers =
        periodic.inputs().isEmpty()
            ? IntStream.range(0, width).boxed().toList()
            : periodic.inputs();
    return methods.call("periodic")
        + "("
        + x
        + ", "
        + places(name, numbers)
        + tensors(name, "frequency", "phase", "weight", "bias")
        + ", "
        + wave;
  }

  private String embedding(Embedding embedding, String name, String x, int width) {
    List<Integer> codes = embedding.fields().stream().map(Embedding.Field::input).toList();
    List<Integer> passed =
        IntStream.range(0, width).boxed().filter(i -> !codes.contains(i)).toList();
    String y = variable(name);
    StringBuilder calls = new StringBuilder();
    int at = passed.size();
    for (int i = 0; i < codes.size(); i++) {
      calls.append(
          String.format(
              Locale.ROOT,
              "    %s(%s[%d]%s, %s, %d);\n",
              methods.call("embed"),
              x,
              codes.get(i),
              tensors(name, "table" + (i + 1), "unknown" + (i + 1)),
              y,
              at));
      at += embedding.fields().get(i).size();
    }
    statements.append(calls);
    return methods.call("pass") + "(" + x + ", " + places(name, passed);
  }

  /// Declares places of inputs.
  private String places(String name, List<Integer> inputs) {
    String constant = JavaText.constant(name) + "_INPUTS";
    int first = inputs.isEmpty() ? 0 : inputs.getFirst();
    int end = first + inputs.size();
    boolean all = inputs.size() > 1 && inputs.equals(IntStream.range(first, end).boxed().toList());
    tables.declare(
        "int[] " + constant,
        all
            ? "IntStream.range(" + first + ", " + end + ").toArray()"
            : inputs.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}")));
    return constant;
  }

  /// The call of an activation, without its last argument.
  private String activation(Activation activation, String name, String u) {
    return switch (activation) {
      case Activation.Identity _ -> methods.call("identity") + "(" + u;
      case Activation.Softmax _ -> methods.call("softmax") + "(" + u;
      case Bounded.BinaryStep _ -> methods.call("binaryStep") + "(" + u;
      case Bounded.Logistic _ -> methods.call("logistic") + "(" + u;
      case Bounded.Tanh _ -> methods.call("tanh") + "(" + u;
      case Bounded.Arctan _ -> methods.call("arctan") + "(" + u;
      case Rectifier.Relu _ -> methods.call("relu") + "(" + u;
      case Rectifier.LeakyRelu leaky ->
          methods.call("leakyRelu") + "(" + u + number((float) leaky.slope());
      case Rectifier.Elu elu -> methods.call("elu") + "(" + u + number((float) elu.alpha());
      case Rectifier.Selu _ -> methods.call("selu") + "(" + u;
      case Rectifier.Softplus _ -> methods.call("softplus") + "(" + u;
      case Rectifier.Silu _ -> methods.call("silu") + "(" + u;
      case Rectifier.Gelu _ -> methods.call("gelu") + "(" + u;
      case Prelu _ -> methods.call("prelu") + "(" + u + tensors(name, "alpha");
      case Activation.Custom custom -> throw cannot("the activation", name, custom);
    };
  }

  /// Writes the output unit.
  ///
  /// @return the array that comes out
  String outputUnit(Loss loss, float factor, String logits, int width) {
    String x = logits;
    if (factor != 1) {
      x =
          statement(
              "the logits over the temperature",
              "scaled",
              width,
              methods.call("scale") + "(" + logits + number(factor));
    }
    String unit =
        switch (loss) {
          case NumberLoss _, ClassLoss.ProbabilityCrossEntropy _ -> "";
          case ClassLoss.BinaryCrossEntropy _ -> "logistic";
          case ClassLoss.CrossEntropy _ -> "softmax";
          case ClassLoss.Perceptron _ -> "step";
          case Loss.Custom custom -> throw cannot("the loss", "loss", custom);
        };
    return unit.isEmpty()
        ? x
        : statement("the output unit", "outputs", width, methods.call(unit) + "(" + x);
  }

  private String statement(Object what, String name, int width, String call) {
    String y = buffer(name, width);
    statements.append(
        "    " + call + ", " + y + "); // " + JavaText.comment(what.toString()) + "\n");
    return y;
  }

  private String buffer(String name, int width) {
    String variable = variable(name);
    buffers.append("  private final float[] " + variable + " = new float[" + width + "];\n");
    return variable;
  }

  /// `residual1Dense2` of `residual1.dense2`.
  private static String variable(String name) {
    StringBuilder variable = new StringBuilder();
    for (String part : name.split("\\.", -1)) {
      variable.append(variable.isEmpty() ? part : JavaText.capital(part));
    }
    return variable.toString();
  }

  private String tensors(String layer, String... names) {
    StringBuilder list = new StringBuilder();
    for (String name : names) {
      list.append(", ").append(constant(parameters.tensor(layer + "." + name)));
    }
    return list.toString();
  }

  private static String constant(Tensor tensor) {
    return JavaText.constant(tensor.fullName());
  }

  private static String number(float value) {
    return ", " + value + "f";
  }

  private static DenpanException cannot(String kind, String name, Object custom) {
    return new DenpanException(
        kind
            + " "
            + name
            + " is your own, "
            + custom.getClass().getName()
            + ", and Denpan cannot write it as Java; predict with the library instead");
  }
}
