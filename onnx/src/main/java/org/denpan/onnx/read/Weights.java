package org.denpan.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Operators that hold learnt numbers: products with matrices, sums and products with constants,
/// normalisations.
final class Weights {
  private final Op op;
  private final Graph graph;

  private Weights(Op op, Graph graph) {
    this.op = op;
    this.graph = graph;
  }

  static Optional<Link> link(Op op, Graph graph) {
    return new Weights(op, graph).link();
  }

  private Optional<Link> link() {
    return Optional.ofNullable(
        switch (op.type()) {
          case "Gemm" -> gemm();
          case "MatMul" -> matrix(false, 1, null);
          case "Add", "Sub", "Mul", "Div" -> affine();
          case "BatchNormalization" -> columns();
          case "LayerNormalization" -> rows();
          case "ai.onnx.ml.Scaler" -> scaler();
          default -> null;
        });
  }

  /// An input that must be known from the file alone.
  static Constant constant(Op op, int input, Graph graph) {
    String name = op.input(input);
    if (!graph.isConstant(name)) {
      throw op.refuse("computes its input '" + Said.name(name) + "', which must be a constant");
    }
    return graph.constant(name);
  }

  private Constant constant(int input) {
    return constant(op, input, graph);
  }

  /// α·X·W + β·C
  private Link gemm() {
    if (op.integer("transA", 0) != 0) {
      throw op.refuse("transposes the rows (transA)");
    }
    float beta = op.number("beta", 1);
    Constant c = op.has(2) && beta != 0 ? constant(2) : null;
    return matrix(op.integer("transB", 0) != 0, op.number("alpha", 1), bias(c, beta));
  }

  private float @Nullable [] bias(@Nullable Constant c, float beta) {
    if (c == null) {
      return null;
    }
    int length = c.rank() == 0 ? 1 : c.shape()[c.rank() - 1];
    if (length != c.size()) {
      throw op.refuse("adds " + c.shapeInWords() + "; understood is one number a unit");
    }
    float[] values = c.numbers();
    graph.budget().spend(values.length);
    float[] bias = new float[values.length];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = beta * values[i];
    }
    return bias;
  }

  private Link matrix(boolean transposed, float alpha, float @Nullable [] bias) {
    Constant matrix = constant(1);
    if (matrix.rank() != 2 || matrix.size() == 0) {
      throw op.refuse(
          "multiplies by "
              + matrix.what()
              + " of shape "
              + matrix.shapeInWords()
              + "; understood is a matrix");
    }
    int rows = matrix.shape()[0];
    int columns = matrix.shape()[1];
    int inputs = transposed ? columns : rows;
    int units = transposed ? rows : columns;
    if (bias != null && bias.length != units && bias.length != 1) {
      throw op.refuse(
          String.format(
              Locale.ROOT, "adds %,d numbers to the %,d that it gives", bias.length, units));
    }
    return new Link(
        op,
        op.input(0),
        inputs,
        (in, pieces) -> {
          if (!in.flat() || in.width() != inputs) {
            throw op.refuse(
                String.format(Locale.ROOT, "takes %,d numbers a row, but %s comes in", inputs, in));
          }
          graph.budget().spend(2L * matrix.size());
          float[] numbers = matrix.numbers();
          float[] weight =
              transposed ? Folding.transposed(numbers, rows, columns) : numbers.clone();
          for (int i = 0; i < weight.length && alpha != 1; i++) {
            weight[i] *= alpha;
          }
          float[] shift = new float[units];
          if (bias != null) {
            for (int k = 0; k < units; k++) {
              shift[k] = bias[bias.length == 1 ? 0 : k];
            }
          }
          pieces.add(new Piece.Linear(inputs, units, weight, shift));
          List<Integer> sizes = new ArrayList<>(in.sizes());
          sizes.set(sizes.size() - 1, units);
          return new RowShape(sizes);
        });
  }

  /// A sum, difference, product or quotient of the rows and a constant.
  private Link affine() {
    if (op.inputs().size() != 2) {
      throw op.refuse("has " + op.inputs().size() + " inputs, expected 2");
    }
    boolean first = graph.isConstant(op.input(0));
    if (!first && !graph.isConstant(op.input(1))) {
      throw op.refuse(
          "takes two computed values, '"
              + Said.name(op.input(0))
              + "' and '"
              + Said.name(op.input(1))
              + "'; understood are constants, sums x + f(x), x·Sigmoid(x), and GELU by Erf");
    }
    if (first && op.is("Div")) {
      throw op.refuse("divides by computed values");
    }
    Constant constant = constant(first ? 0 : 1);
    return new Link(
        op,
        op.input(first ? 1 : 0),
        0,
        (in, pieces) -> {
          double[] c = spread(op, constant, in, graph.budget()).scale();
          pieces.add(new Piece.Scaled(affine(c, first), op));
          return in;
        });
  }

  private Affine affine(double[] c, boolean first) {
    double[] one = {1};
    double[] zero = {0};
    return switch (op.type()) {
      case "Add" -> new Affine(one, c);
      case "Sub" ->
          first
              ? new Affine(new double[] {-1}, c)
              : new Affine(one, Arrays.stream(c).map(v -> -v).toArray());
      case "Mul" -> new Affine(c, zero);
      default -> new Affine(Arrays.stream(c).map(v -> 1 / v).toArray(), zero);
    };
  }

  /// A constant beside rows of this shape, by the rules of broadcasting, as scales: one for all, or
  /// one for each number of a row.
  static Affine spread(Op op, Constant constant, RowShape in, Budget budget) {
    float[] values = constant.numbers();
    double[] zero = {0};
    if (values.length == 1 && constant.rank() <= in.rank() + 1) {
      return new Affine(new double[] {values[0]}, zero);
    }
    int[] shape = constant.shape();
    int surplus = shape.length - in.rank(); // 1 if there is a size for the rows too
    boolean fits = surplus < 1 || (surplus == 1 && shape[0] == 1);
    for (int i = 0; fits && i < in.rank(); i++) {
      int own = i + surplus < 0 ? 1 : shape[i + surplus];
      fits = own == 1 || own == in.sizes().get(i);
    }
    if (!fits) {
      throw op.refuse(
          "combines " + in + " with " + constant.what() + " of shape " + constant.shapeInWords());
    }
    budget.spend(in.width());
    double[] spread = new double[in.width()];
    for (int column = 0; column < spread.length; column++) {
      int at = 0;
      int step = 1;
      int rest = column;
      for (int i = in.rank() - 1; i >= 0; i--) {
        int own = i + surplus < 0 ? 1 : shape[i + surplus];
        int place = rest % in.sizes().get(i);
        rest /= in.sizes().get(i);
        at += own == 1 ? 0 : place * step;
        step *= own;
      }
      spread[column] = values[at];
    }
    return new Affine(spread, zero);
  }

  private Link columns() {
    if (op.integer("training_mode", 0) != 0) {
      throw op.refuse("is in training mode; export the network in its evaluation mode");
    }
    float epsilon = epsilon();
    float momentum = op.number("momentum", 0.9f);
    float[][] values = new float[4][];
    for (int i = 0; i < 4; i++) {
      values[i] = vector(i + 1, values[0]);
    }
    for (float variance : values[3]) {
      if (!(variance + epsilon > 0)) {
        throw op.refuse("has the variance " + variance);
      }
    }
    // others are as good for training on
    double kept =
        momentum >= 0 && momentum < 1 ? Double.parseDouble(Float.toString(momentum)) : 0.9;
    return widthKept(
        values[0].length,
        new Piece.Columns(values[0], values[1], values[2], values[3], plain(epsilon), kept));
  }

  private static double plain(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  private float epsilon() {
    float epsilon = op.number("epsilon", 1e-5f);
    if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
      throw op.refuse("has epsilon " + epsilon + "; understood is a positive one");
    }
    return epsilon;
  }

  private float[] vector(int input, float @Nullable [] like) {
    Constant constant = constant(input);
    if (constant.rank() != 1 || (like != null && constant.size() != like.length)) {
      throw op.refuse(
          "takes "
              + constant.what()
              + " of shape "
              + constant.shapeInWords()
              + "; understood is one number a column");
    }
    graph.budget().spend(constant.size());
    return constant.numbers().clone();
  }

  private Link widthKept(int width, Piece piece) {
    return new Link(
        op,
        op.input(0),
        width,
        (in, pieces) -> {
          if (!in.flat() || in.width() != width) {
            throw op.refuse(
                String.format(Locale.ROOT, "takes %,d numbers a row, but %s comes in", width, in));
          }
          pieces.add(piece);
          return in;
        });
  }

  private Link rows() {
    float epsilon = epsilon();
    float[] gamma = vector(1, null);
    float[] beta = op.has(2) ? vector(2, gamma) : new float[gamma.length];
    long axis = op.integer("axis", -1);
    if (axis != -1 && axis != 1) {
      throw op.refuse("goes along axis " + axis + "; understood is the last one");
    }
    return widthKept(gamma.length, new Piece.Rows(gamma, beta, plain(epsilon)));
  }

  /// (x − offset)·scale
  private Link scaler() {
    float[] offset = op.numbers("offset").orElse(new float[] {0});
    float[] scale = op.numbers("scale").orElse(new float[] {1});
    int width = Math.max(offset.length, scale.length);
    return new Link(
        op,
        op.input(0),
        width == 1 ? 0 : width,
        (in, pieces) -> {
          boolean fits = in.flat() && (width == 1 || width == in.width());
          if (!fits
              || offset.length == 0
              || scale.length == 0
              || (offset.length != width && offset.length != 1)
              || (scale.length != width && scale.length != 1)) {
            throw op.refuse(
                String.format(
                    Locale.ROOT,
                    "has %,d offsets and %,d scales for %s",
                    offset.length,
                    scale.length,
                    in));
          }
          double[] shift = new double[offset.length];
          double[] factor = new double[scale.length];
          Arrays.setAll(shift, i -> -offset[i]);
          Arrays.setAll(factor, i -> scale[i]);
          Affine before = new Affine(new double[] {1}, shift);
          Affine after = new Affine(factor, new double[] {0});
          pieces.add(new Piece.Scaled(before.then(after, graph.budget()), op));
          return in;
        });
  }
}
