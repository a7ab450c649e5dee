package org.denpan.onnx.read;

import java.util.List;
import java.util.Optional;
import org.denpan.model.ModelFormatException;
import org.denpan.net.Activation;
import org.denpan.net.Prelu;
import org.denpan.net.Rectifier;
import org.denpan.onnx.proto.TensorProto;

/// Operators that are a function of each number or of a row: the activations, and those that do
/// nothing to a trained network.
final class Functions {
  private static final String UNDERSTOOD =
      "Gemm, MatMul, Add, Sub, Mul and Div with constants, x + f(x), BatchNormalization,"
          + " LayerNormalization, Dropout, Relu, LeakyRelu, PRelu, Elu, Celu, Selu, Gelu, Swish"
          + " (also as x·Sigmoid(x)), Softplus, Sigmoid, Tanh, Atan, Softmax, LogSoftmax, Flatten,"
          + " Reshape, Squeeze, Unsqueeze, Transpose, Identity, Cast, and of ai.onnx.ml Scaler,"
          + " ZipMap and the labels' nodes";

  private final Op op;
  private final Graph graph;

  private Functions(Op op, Graph graph) {
    this.op = op;
    this.graph = graph;
  }

  static Optional<Link> link(Op op, Graph graph) {
    return new Functions(op, graph).link();
  }

  static ModelFormatException unknown(Op op) {
    return op.refuse("is not understood; understood are " + UNDERSTOOD);
  }

  private Optional<Link> link() {
    return Optional.ofNullable(
        switch (op.type()) {
          case "Relu" -> units(Activation.relu());
          case "Sigmoid" -> units(Activation.logistic());
          case "Tanh" -> units(Activation.tanh());
          case "Atan" -> units(Activation.arctan());
          case "Softplus" -> units(Activation.softplus());
          case "Gelu" -> gelu();
          case "Swish" -> swish();
          case "LeakyRelu" -> units(Activation.leakyRelu(within("alpha", 0.01f, 0, 1)));
          case "Elu" -> units(Activation.elu(within("alpha", 1, Float.MIN_VALUE, Float.MAX_VALUE)));
          case "Celu" -> units(Activation.elu(within("alpha", 1, 1, 1)));
          case "Selu" -> selu();
          case "PRelu" -> prelu();
          case "Clip" -> clip();
          case "Max" -> maximum();
          case "Softmax" -> rows(new Piece.Units(Activation.softmax()));
          case "LogSoftmax" -> rows(new Piece.LogSoftmax(op));
          case "Dropout" -> dropout();
          case "Cast" -> cast();
          case "Identity", "ai.onnx.ml.ZipMap" -> Link.nothing(op, op.input(0));
          default -> null;
        });
  }

  private Link units(Activation activation) {
    return Link.of(op, op.input(0), new Piece.Units(activation));
  }

  /// An attribute between bounds. Decimals that a float holds inexactly are meant as they print.
  private double within(String name, float otherwise, float least, float most) {
    float value = op.number(name, otherwise);
    if (!(value >= least && value <= most)) {
      throw op.refuse("has " + name + " = " + value + "; understood is " + least + " to " + most);
    }
    return Double.parseDouble(Float.toString(value));
  }

  private Link selu() {
    Rectifier.Selu selu = new Rectifier.Selu();
    double gamma = op.number("gamma", 1.0507010f);
    double alpha = op.number("alpha", 1.6732632f);
    if (Math.abs(gamma - selu.formula(1)) > 1e-5
        || Math.abs(gamma * alpha * Math.expm1(-1) - selu.formula(-1)) > 1e-5) {
      throw op.refuse("has other constants than SELU's, 1.0507 and 1.6733");
    }
    return units(selu);
  }

  private Link gelu() {
    if (!op.text("approximate", "none").equals("none")) {
      throw op.refuse("approximates GELU by tanh; understood is the exact one");
    }
    return units(Activation.gelu());
  }

  private Link swish() {
    within("alpha", 1, 1, 1);
    return units(Activation.silu());
  }

  private Link prelu() {
    Constant slope = Weights.constant(op, 1, graph);
    return new Link(
        op,
        op.input(0),
        0,
        (in, pieces) -> {
          Affine spread = Weights.spread(op, slope, in, graph.budget());
          pieces.add(prelu(spread.scale()));
          return in;
        });
  }

  /// @param slopes one a unit, or one for all
  static Piece.Units prelu(double[] slopes) {
    float[] alpha = new float[slopes.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (float) slopes[i];
    }
    return new Piece.Units(new Prelu(alpha.length == 1), Optional.of(alpha));
  }

  /// From 0 on, without an upper end, it is a ReLU.
  private Link clip() {
    float least = op.number("min", Float.NEGATIVE_INFINITY);
    float most = op.number("max", Float.POSITIVE_INFINITY);
    if (op.has(1)) {
      least = Weights.constant(op, 1, graph).single();
    }
    if (op.has(2)) {
      most = Weights.constant(op, 2, graph).single();
    }
    if (least != 0 || most < Float.MAX_VALUE) {
      throw op.refuse(
          "holds numbers within " + least + " and " + most + "; understood is from 0 on, as ReLU");
    }
    return units(Activation.relu());
  }

  private Link maximum() {
    for (int i = 0; i < op.inputs().size() && op.inputs().size() == 2; i++) {
      if (graph.isConstant(op.input(i))) {
        Constant bound = graph.constant(op.input(i));
        if (bound.size() == 1 && bound.single() == 0) {
          return Link.of(op, op.input(1 - i), new Piece.Units(Activation.relu()));
        }
      }
    }
    throw op.refuse("takes a maximum; understood is that with 0, as ReLU");
  }

  /// A function of whole rows: along the last axis, or along the axis of all numbers.
  private Link rows(Piece piece) {
    boolean flattens = op.opset() < 13;
    return new Link(
        op,
        op.input(0),
        0,
        (in, pieces) -> {
          long axis = op.integer("axis", flattens ? 1 : -1);
          long place = axis < 0 ? axis + in.rank() : axis - 1;
          boolean there = place >= 0 && place < in.rank();
          int from = there ? (int) place : 0;
          List<Integer> along =
              in.sizes().subList(from, flattens ? in.rank() : Math.min(from + 1, in.rank()));
          if (!there || RowShape.width(along) != in.width()) {
            throw op.refuse(
                "goes along axis " + axis + " of " + in + "; understood is a whole row");
          }
          pieces.add(piece);
          return in;
        });
  }

  private Link dropout() {
    if (op.has(2) && Weights.constant(op, 2, graph).single() != 0) {
      throw op.refuse("drops at inference too; export the network in its evaluation mode");
    }
    float rate = op.number("ratio", 0.5f);
    if (op.has(1)) {
      rate = Weights.constant(op, 1, graph).single();
    }
    if (!(rate >= 0 && rate < 1)) {
      throw op.refuse("has the rate " + rate + "; understood is 0 to less than 1");
    }
    return Link.of(op, op.input(0), new Piece.Noise(Double.parseDouble(Float.toString(rate))));
  }

  private Link cast() {
    Optional<Op> step = graph.producer(op.input(0), "GreaterOrEqual");
    if (step.isPresent() && step.get().has(1) && graph.isConstant(step.get().input(1))) {
      if (graph.constant(step.get().input(1)).single() != 0) {
        throw step.get().refuse("compares with another number than 0");
      }
      return Link.of(op, step.get().input(0), new Piece.Units(Activation.binaryStep()));
    }
    TensorProto.DataType to = TensorProto.DataType.forNumber((int) op.integer("to", 0));
    if (to != TensorProto.DataType.FLOAT && to != TensorProto.DataType.DOUBLE) {
      throw op.refuse(
          "casts to "
              + (to == null ? "an unknown type" : to.name())
              + "; understood are FLOAT and DOUBLE");
    }
    return Link.nothing(op, op.input(0));
  }
}
