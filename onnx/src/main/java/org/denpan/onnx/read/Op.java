package org.denpan.onnx.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.AttributeProto;
import org.denpan.onnx.proto.NodeProto;

/// A node of a graph.
///
/// @param index its place in the file, from 0
/// @param opset the version of ONNX's operators that the graph is written in
record Op(NodeProto node, int index, long opset) {
  /// The operator: `Gemm`, or with its domain where that is not ONNX's own, `ai.onnx.ml.Scaler`.
  String type() {
    String domain = node.getDomain();
    return domain.isEmpty() || domain.equals("ai.onnx")
        ? node.getOpType()
        : domain + "." + node.getOpType();
  }

  boolean is(String type) {
    return type().equals(type);
  }

  List<String> inputs() {
    return node.getInputList();
  }

  /// Whether there is an input at this place; optional ones may have an empty name.
  boolean has(int input) {
    return input < node.getInputCount() && !node.getInput(input).isEmpty();
  }

  String input(int at) {
    if (!has(at)) {
      throw refuse(String.format(Locale.ROOT, "lacks its input %d", at));
    }
    return node.getInput(at);
  }

  String output() {
    return node.getOutputCount() == 0 ? "" : node.getOutput(0);
  }

  /// The node in words.
  String said() {
    String name = node.getName().isEmpty() ? output() : node.getName();
    return String.format(
        Locale.ROOT, "node %d, '%s' (%s)", index + 1, Said.name(name), Said.name(type()));
  }

  ModelFormatException refuse(String why) {
    return new ModelFormatException(said() + " " + why);
  }

  private Optional<AttributeProto> attribute(String name) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  boolean hasAttribute(String name) {
    return attribute(name).isPresent();
  }

  private ModelFormatException wrong(String name, String expected) {
    return refuse("has an attribute '" + name + "' that is not " + expected);
  }

  long integer(String name, long otherwise) {
    return attribute(name)
        .map(a -> {
          if (!a.hasI()) {
            throw wrong(name, "a whole number");
          }
          return a.getI();
        })
        .orElse(otherwise);
  }

  float number(String name, float otherwise) {
    return attribute(name)
        .map(a -> {
          if (!a.hasF()) {
            throw wrong(name, "a number");
          }
          return a.getF();
        })
        .orElse(otherwise);
  }

  String text(String name, String otherwise) {
    return attribute(name)
        .map(a -> {
          if (!a.hasS()) {
            throw wrong(name, "a text");
          }
          return a.getS().toStringUtf8();
        })
        .orElse(otherwise);
  }

  Optional<long[]> integers(String name) {
    return attribute(name).map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
  }

  Optional<float[]> numbers(String name) {
    return attribute(name)
        .map(a -> {
          float[] values = new float[a.getFloatsCount()];
          for (int i = 0; i < values.length; i++) {
            values[i] = a.getFloats(i);
          }
          return values;
        });
  }

  List<String> texts(String name) {
    return attribute(name)
        .map(a -> a.getStringsList().stream().map(s -> s.toStringUtf8()).toList())
        .orElse(List.of());
  }

  /// The value of a node that is a constant.
  Constant constant(Budget budget) {
    String what = "the constant '" + Said.name(output()) + "'";
    for (AttributeProto a : node.getAttributeList()) {
      switch (a.getName()) {
        case "value" -> {
          return Tensors.read(a.getT(), what, budget);
        }
        case "value_float" -> {
          return Constant.of(what, new int[0], new float[] {a.getF()});
        }
        case "value_int" -> {
          return Constant.of(what, new int[0], new long[] {a.getI()});
        }
        case "value_floats" -> {
          float[] values = numbers("value_floats").orElseThrow();
          return Constant.of(what, new int[] {values.length}, values);
        }
        case "value_ints" -> {
          long[] values = integers("value_ints").orElseThrow();
          return Constant.of(what, new int[] {values.length}, values);
        }
        default -> {
          // such as a name
        }
      }
    }
    throw refuse("holds no tensor of numbers; sparse tensors and texts are not understood");
  }
}
