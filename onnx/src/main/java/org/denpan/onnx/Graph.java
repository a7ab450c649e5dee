package org.denpan.onnx;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.denpan.onnx.proto.AttributeProto;
import org.denpan.onnx.proto.GraphProto;
import org.denpan.onnx.proto.NodeProto;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.TensorProto.DataType;
import org.denpan.onnx.proto.TensorShapeProto;
import org.denpan.onnx.proto.TypeProto;
import org.denpan.onnx.proto.ValueInfoProto;

/// A graph while it is built: each operator is added after those that give its inputs, and every
/// value has a name of its own, such as `dense1/Gemm` for what the operator `Gemm` gives in the
/// part `dense1`.
final class Graph {
  /// The domain of the operators of classical machine learning.
  static final String ML = "ai.onnx.ml";

  private static final String ROWS = "rows";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> names = new HashSet<>();
  private String part = "";
  private boolean usesMl;

  /// What follows belongs to this part of the model.
  void enter(String name) {
    part = name;
  }

  /// A name that nothing has yet, as near to this one as can be.
  private String unique(String name) {
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      free = String.format(Locale.ROOT, "%s_%d", name, i);
    }
    return free;
  }

  private String inPart(String name) {
    return unique(part.isEmpty() ? name : part + "/" + name);
  }

  /// An input of any number of rows.
  ///
  /// @param widths what follows the rows in its shape
  String input(String name, DataType type, String doc, long... widths) {
    String own = unique(name);
    graph.addInput(value(own, type, doc, widths));
    return own;
  }

  /// An output of any number of rows.
  ///
  /// @param widths what follows the rows in its shape
  String output(String name, String from, DataType type, String doc, long... widths) {
    String own = unique(name);
    graph.addOutput(value(own, type, doc, widths));
    graph.addNode(
        NodeProto.newBuilder().setName(own).setOpType("Identity").addInput(from).addOutput(own));
    return own;
  }

  private static ValueInfoProto value(String name, DataType type, String doc, long... widths) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS));
    for (long width : widths) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(doc)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /// A tensor that the graph carries with it.
  String constant(String name, TensorProto tensor) {
    String own = inPart(name);
    graph.addInitializer(tensor.toBuilder().setName(own));
    return own;
  }

  String constant(float value) {
    return constant("constant", Constants.floats(new float[] {value}));
  }

  String constant(double value) {
    return constant("constant", Constants.doubles(new double[] {value}));
  }

  String constant(long value) {
    return constant("constant", Constants.integers(new long[] {value}));
  }

  /// What a standard operator makes of these values.
  String add(String operator, List<String> from, AttributeProto... attributes) {
    return add("", operator, from, attributes);
  }

  /// What a standard operator makes of two values.
  String add(String operator, String left, String right) {
    return add(operator, List.of(left, right));
  }

  /// What a standard operator makes of a value.
  String add(String operator, String from) {
    return add(operator, List.of(from));
  }

  /// The code of each text, or another where it has none.
  String encode(String texts, List<String> keys, long[] codes, long otherwise) {
    usesMl = true;
    return add(
        ML,
        "LabelEncoder",
        List.of(texts),
        strings("keys_strings", keys),
        integers("values_int64s", codes),
        integer("default_int64", otherwise));
  }

  String cast(String from, DataType to) {
    return add("Cast", List.of(from), integer("to", to.getNumber()));
  }

  String where(String condition, String then, String otherwise) {
    return add("Where", List.of(condition, then, otherwise));
  }

  /// Columns beside each other; nothing to do where there is one.
  String beside(List<String> columns) {
    return columns.size() == 1 ? columns.getFirst() : add("Concat", columns, integer("axis", 1));
  }

  private String add(
      String domain, String operator, List<String> from, AttributeProto... attributes) {
    String own = inPart(operator);
    graph.addNode(
        NodeProto.newBuilder()
            .setName(own)
            .setDomain(domain)
            .setOpType(operator)
            .addAllInput(from)
            .addOutput(own)
            .addAllAttribute(Arrays.asList(attributes)));
    return own;
  }

  static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  static AttributeProto real(String name, double value) {
    return attribute(name, AttributeProto.AttributeType.FLOAT).setF((float) value).build();
  }

  private static AttributeProto integers(String name, long... values) {
    return attribute(name, AttributeProto.AttributeType.INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }

  /// The same for axes, which are few.
  static AttributeProto axes(String name, long... axes) {
    return integers(name, axes);
  }

  private static AttributeProto strings(String name, List<String> values) {
    return attribute(name, AttributeProto.AttributeType.STRINGS)
        .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
        .build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  /// Whether operators of classical machine learning are in it.
  boolean usesMl() {
    return usesMl;
  }

  GraphProto build(String name, String doc) {
    return graph.setName(name).setDocString(doc).build();
  }
}
