package org.denpan.onnx.read;

import java.util.Arrays;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.TensorProto;

/// Computes what nodes make of constants, as far as exporters leave such nodes in a file: weights
/// that are still to be transposed, or to be cast from half precision.
final class Folding {
  private static final Set<String> FOLDED =
      Set.of(
          "Constant",
          "Identity",
          "Cast",
          "Transpose",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Neg",
          "Sqrt",
          "Reciprocal",
          "Add",
          "Sub",
          "Mul",
          "Div");

  private final Op op;
  private final Graph graph;
  private final int depth;

  private Folding(Op op, Graph graph, int depth) {
    this.op = op;
    this.graph = graph;
    this.depth = depth;
  }

  /// Whether this operator is computed where all its inputs are constants.
  static boolean folds(Op op) {
    return FOLDED.contains(op.type());
  }

  static Constant value(Op op, Graph graph, int depth) {
    return new Folding(op, graph, depth).value();
  }

  private Constant value() {
    return switch (op.type()) {
      case "Constant" -> op.constant(graph.budget());
      case "Identity" -> input(0);
      case "Cast" -> cast();
      case "Transpose" -> transpose(input(0));
      case "Reshape" -> reshaped(input(0), input(1).integers());
      case "Unsqueeze" -> alone().shaped(1);
      case "Squeeze" -> alone().shaped();
      case "Neg" -> each((a, b) -> -a);
      case "Sqrt" -> each((a, b) -> StrictMath.sqrt(a));
      case "Reciprocal" -> each((a, b) -> 1 / a);
      case "Add" -> both((a, b) -> a + b);
      case "Sub" -> both((a, b) -> a - b);
      case "Mul" -> both((a, b) -> a * b);
      default -> both((a, b) -> a / b);
    };
  }

  private Constant input(int at) {
    return graph.constant(op.input(at), depth);
  }

  /// The input, which is to be a single value, as sizes and axes are.
  private Constant alone() {
    Constant from = input(0);
    if (from.size() != 1) {
      throw op.refuse("reshapes a constant of shape " + from.shapeInWords());
    }
    return from;
  }

  private String what() {
    return "the constant '" + Said.name(op.output()) + "'";
  }

  private Constant cast() {
    Constant from = input(0);
    TensorProto.DataType to = TensorProto.DataType.forNumber((int) op.integer("to", 0));
    if (to == null) {
      throw op.refuse("casts to a type that is not understood");
    }
    return switch (to) {
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> Constant.of(what(), from.shape(), from.numbers());
      case INT64, INT32 -> {
        if (from.whole()) {
          yield from;
        }
        float[] numbers = from.numbers();
        graph.budget().spend(numbers.length);
        long[] whole = new long[numbers.length];
        for (int i = 0; i < whole.length; i++) {
          whole[i] = (long) numbers[i];
        }
        yield Constant.of(what(), from.shape(), whole);
      }
      default -> throw op.refuse("casts a constant to " + to.name() + ", which is not understood");
    };
  }

  private Constant transpose(Constant from) {
    long[] order = op.integers("perm").orElse(new long[] {1, 0});
    if (from.rank() != 2 || !Arrays.equals(order, new long[] {1, 0})) {
      throw op.refuse(
          "transposes a constant of shape "
              + from.shapeInWords()
              + "; understood is the transpose of a matrix");
    }
    int rows = from.shape()[0];
    int columns = from.shape()[1];
    graph.budget().spend(from.size());
    return Constant.of(
        what(), new int[] {columns, rows}, transposed(from.numbers(), rows, columns));
  }

  /// A matrix turned over.
  ///
  /// @param values [rows, columns]
  /// @return [columns, rows]
  static float[] transposed(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = values[i * columns + j];
      }
    }
    return turned;
  }

  private Constant reshaped(Constant from, long[] sizes) {
    int[] shape = new int[sizes.length];
    int open = -1;
    long product = 1;
    for (int i = 0; i < sizes.length; i++) {
      long size = sizes[i] == 0 && i < from.rank() ? from.shape()[i] : sizes[i];
      if (size == -1 && open < 0) {
        open = i;
      } else if (size < 0
          || size > Integer.MAX_VALUE
          || (product *= Math.max(size, 1)) > Integer.MAX_VALUE) {
        throw op.refuse("reshapes a constant to " + Arrays.toString(sizes));
      } else {
        shape[i] = (int) size;
      }
    }
    if (open >= 0) {
      shape[open] = (int) (from.size() / product);
    }
    if (Tensors.size(shape, what()) != from.size()) {
      throw op.refuse(
          "reshapes a constant of shape " + from.shapeInWords() + " to " + Arrays.toString(sizes));
    }
    return from.shaped(shape);
  }

  private Constant each(DoubleBinaryOperator f) {
    Constant from = input(0);
    float[] numbers = from.numbers();
    graph.budget().spend(numbers.length);
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) f.applyAsDouble(numbers[i], 0);
    }
    return Constant.of(what(), from.shape(), values);
  }

  /// Of two constants of one shape, or of one with a single value.
  private Constant both(DoubleBinaryOperator f) {
    Constant left = input(0);
    Constant right = input(1);
    boolean alike = Arrays.equals(left.shape(), right.shape());
    if (!alike && left.size() != 1 && right.size() != 1) {
      throw new ModelFormatException(
          op.said()
              + " computes with constants of shapes "
              + left.shapeInWords()
              + " and "
              + right.shapeInWords()
              + "; understood are equal shapes and single values");
    }
    Constant larger = left.size() == 1 ? right : left;
    float[] a = left.numbers();
    float[] b = right.numbers();
    graph.budget().spend(larger.size());
    float[] values = new float[larger.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) f.applyAsDouble(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]);
    }
    return Constant.of(what(), larger.shape(), values);
  }
}
