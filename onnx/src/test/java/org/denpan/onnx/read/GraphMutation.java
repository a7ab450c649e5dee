package org.denpan.onnx.read;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Consumer;
import org.denpan.Seed;
import org.denpan.onnx.proto.AttributeProto;
import org.denpan.onnx.proto.GraphProto;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.NodeProto;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.TensorShapeProto;
import org.denpan.onnx.proto.TypeProto;

/// Changes a graph so that it is still a graph: its parser has nothing to say against it.
final class GraphMutation {
  private static final List<String> TYPES =
      List.of(
          "Gemm",
          "MatMul",
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Relu",
          "Sigmoid",
          "Softmax",
          "LogSoftmax",
          "Flatten",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Identity",
          "Cast",
          "Dropout",
          "BatchNormalization",
          "LayerNormalization",
          "PRelu",
          "Clip",
          "Max",
          "Concat",
          "Conv",
          "Elu",
          "LeakyRelu",
          "Selu",
          "Celu",
          "Gelu",
          "Tanh",
          "Constant",
          "Neg",
          "Sqrt",
          "Reciprocal",
          "If");
  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    3,
    -2,
    7,
    8,
    10,
    16,
    64,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    1L << 32,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final float[] NUMBERS = {
    0, -0f, 1, -1, 0.5f, 1e-30f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
  };

  private final Seed.Stream random;
  private final GraphProto.Builder graph;
  private final ModelProto.Builder model;

  private GraphMutation(ModelProto file, Seed.Stream random) {
    this.random = random;
    model = file.toBuilder();
    graph = file.getGraph().toBuilder();
  }

  static byte[] of(ModelProto file, Seed.Stream random) {
    GraphMutation mutation = new GraphMutation(file, random);
    for (int i = 0; i <= random.nextInt(3); i++) {
      mutation.change();
    }
    return mutation.model.setGraph(mutation.graph).build().toByteArray();
  }

  private long edge() {
    return EDGES[random.nextInt(EDGES.length)];
  }

  private void change() {
    int nodes = graph.getNodeCount();
    int tensors = graph.getInitializerCount();
    if (nodes == 0 || tensors == 0) {
      return;
    }
    int n = random.nextInt(nodes);
    int t = random.nextInt(tensors);
    switch (random.nextInt(14)) {
      case 0 -> graph.removeNode(n);
      case 1 -> graph.addNode(n, graph.getNode(random.nextInt(nodes)));
      case 2 -> swap(n, random.nextInt(nodes));
      case 3 -> node(n, node -> node.setOpType(TYPES.get(random.nextInt(TYPES.size()))));
      case 4 -> node(n, this::rewire);
      case 5 -> node(n, this::attribute);
      case 6 -> graph.removeInitializer(t);
      case 7 -> tensor(t, this::dimensions);
      case 8 -> tensor(t, tensor -> tensor.setDataType(random.nextInt(20) - 1));
      case 9 -> tensor(t, this::values);
      case 10 -> shape();
      case 11 ->
          model.setOpsetImport(
              0, model.getOpsetImport(0).toBuilder().setVersion(random.nextInt(30)));
      case 12 -> insert(n);
      default -> names(n, t);
    }
  }

  private void node(int at, Consumer<NodeProto.Builder> change) {
    NodeProto.Builder node = graph.getNode(at).toBuilder();
    change.accept(node);
    graph.setNode(at, node);
  }

  private void tensor(int at, Consumer<TensorProto.Builder> change) {
    TensorProto.Builder tensor = graph.getInitializer(at).toBuilder();
    change.accept(tensor);
    graph.setInitializer(at, tensor);
  }

  private void swap(int a, int b) {
    NodeProto first = graph.getNode(a);
    graph.setNode(a, graph.getNode(b)).setNode(b, first);
  }

  /// A function of one value, put between a node and what uses it.
  private void insert(int n) {
    NodeProto.Builder after = graph.getNode(n).toBuilder();
    if (after.getInputCount() > 0) {
      String name = "between" + random.nextInt(1000);
      NodeProto.Builder node =
          NodeProto.newBuilder()
              .setOpType(TYPES.get(random.nextInt(TYPES.size())))
              .addInput(after.getInput(0))
              .addOutput(name);
      if (random.nextInt(2) == 0) {
        node.addInput(graph.getInitializer(random.nextInt(graph.getInitializerCount())).getName());
      }
      graph.setNode(n, after.setInput(0, name));
      graph.addNode(n, node);
    }
  }

  private String someName() {
    return switch (random.nextInt(4)) {
      case 0 -> graph.getInitializer(random.nextInt(graph.getInitializerCount())).getName();
      case 1 -> graph.getInputCount() > 0 ? graph.getInput(0).getName() : "";
      case 2 -> "";
      default -> {
        NodeProto node = graph.getNode(random.nextInt(graph.getNodeCount()));
        yield node.getOutputCount() > 0 ? node.getOutput(0) : "nowhere";
      }
    };
  }

  private void rewire(NodeProto.Builder node) {
    switch (random.nextInt(4)) {
      case 0 -> node.addInput(someName());
      case 1 -> node.clearOutput();
      case 2 -> node.clearInput();
      default -> {
        if (node.getInputCount() > 0) {
          node.setInput(random.nextInt(node.getInputCount()), someName());
        }
      }
    }
  }

  private void attribute(NodeProto.Builder node) {
    List<String> known =
        List.of(
            "axis",
            "axes",
            "alpha",
            "beta",
            "transA",
            "transB",
            "epsilon",
            "momentum",
            "to",
            "perm",
            "ratio",
            "training_mode",
            "keepdims",
            "value",
            "offset",
            "scale",
            "allowzero",
            "min");
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(known.get(random.nextInt(known.size())));
    switch (random.nextInt(5)) {
      case 0 -> attribute.setI(edge());
      case 1 -> attribute.setF(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 2 -> attribute.addInts(edge()).addInts(edge());
      case 3 -> attribute.addFloats(NUMBERS[random.nextInt(NUMBERS.length)]);
      default -> attribute.setS(ByteString.copyFromUtf8("tanh"));
    }
    if (node.getAttributeCount() > 0 && random.nextInt(2) == 0) {
      int at = random.nextInt(node.getAttributeCount());
      node.setAttribute(at, attribute.setName(node.getAttribute(at).getName()));
    } else {
      node.addAttribute(attribute);
    }
  }

  private void dimensions(TensorProto.Builder tensor) {
    switch (random.nextInt(3)) {
      case 0 -> tensor.addDims(edge());
      case 1 -> {
        List<Long> reversed = List.copyOf(tensor.getDimsList()).reversed();
        tensor.clearDims().addAllDims(reversed);
      }
      default -> {
        if (tensor.getDimsCount() > 0) {
          tensor.setDims(random.nextInt(tensor.getDimsCount()), edge());
        }
      }
    }
  }

  private void values(TensorProto.Builder tensor) {
    switch (random.nextInt(5)) {
      case 0 -> tensor.clearRawData().clearFloatData();
      case 1 -> tensor.addFloatData(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 2 -> tensor.addInt64Data(edge());
      case 3 -> tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
      default -> {
        if (tensor.getFloatDataCount() > 0) {
          int at = random.nextInt(tensor.getFloatDataCount());
          tensor.setFloatData(at, NUMBERS[random.nextInt(NUMBERS.length)]);
        }
      }
    }
  }

  private void shape() {
    if (graph.getInputCount() == 0) {
      return;
    }
    TypeProto.Tensor.Builder type = graph.getInput(0).getType().getTensorType().toBuilder();
    TensorShapeProto.Builder shape = type.getShape().toBuilder();
    TensorShapeProto.Dimension edge =
        TensorShapeProto.Dimension.newBuilder().setDimValue(edge()).build();
    switch (random.nextInt(5)) {
      case 0 -> type.setElemType(random.nextInt(20));
      case 1 -> type.clearShape();
      case 2 -> type.setShape(shape.addDim(edge));
      case 3 -> graph.addInput(graph.getInput(0).toBuilder().setName("second"));
      default -> {
        if (shape.getDimCount() > 0) {
          type.setShape(shape.setDim(random.nextInt(shape.getDimCount()), edge));
        }
      }
    }
    TypeProto all = graph.getInput(0).getType().toBuilder().setTensorType(type).build();
    graph.setInput(0, graph.getInput(0).toBuilder().setType(all));
  }

  private void names(int n, int t) {
    switch (random.nextInt(4)) {
      case 0 -> tensor(t, tensor -> tensor.setName(someName()));
      case 1 -> node(n, node -> node.addOutput(someName()));
      case 2 -> {
        if (graph.getOutputCount() > 0) {
          graph.setOutput(0, graph.getOutput(0).toBuilder().setName(someName()));
        }
      }
      default -> node(n, node -> node.setDomain("ai.onnx.ml"));
    }
  }
}
