package org.denpan.onnx.read;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.denpan.Seed;
import org.denpan.onnx.proto.AttributeProto;
import org.denpan.onnx.proto.GraphProto;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.NodeProto;
import org.denpan.onnx.proto.OperatorSetIdProto;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.TensorProto.DataType;
import org.denpan.onnx.proto.TensorShapeProto;
import org.denpan.onnx.proto.TypeProto;
import org.denpan.onnx.proto.ValueInfoProto;

/// A graph written by hand, as other programs write it.
final class Sketch {
  /// A size that is not said, as `None` in Python.
  static final long OPEN = -1;

  private final ModelProto.Builder model = ModelProto.newBuilder();
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Seed.Stream random;

  private Sketch(String producer, String version, long format, long opset, String graphName) {
    model.setIrVersion(format).setProducerName(producer).setProducerVersion(version);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
    graph.setName(graphName);
    random = new Seed(Long.getLong("denpan.seed", 11)).stream(graphName + opset);
  }

  /// As torch.onnx.export writes.
  static Sketch torch(long opset) {
    return new Sketch("pytorch", "2.6.0", opset < 15 ? 7 : 8, opset, "main_graph");
  }

  /// As python -m tf2onnx.convert writes.
  static Sketch keras(long opset) {
    return new Sketch("tf2onnx", "1.16.1 15c810", 8, opset, "tf2onnx");
  }

  /// As skl2onnx.to_onnx writes.
  static Sketch sklearn(long opset) {
    Sketch sketch = new Sketch("skl2onnx", "1.17.0", 8, opset, "ONNX(MLPClassifier)");
    sketch.model.addOpsetImport(
        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1));
    sketch.model.setDomain("ai.onnx");
    return sketch;
  }

  private static ValueInfoProto value(String name, DataType type, long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      if (size != OPEN) {
        dimension.setDimValue(size);
      } else if (shape.getDimCount() == 0) {
        dimension.setDimParam("batch_size");
      }
      shape.addDim(dimension);
    }
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor.setShape(shape)))
        .build();
  }

  Sketch input(String name, long... sizes) {
    graph.addInput(value(name, DataType.FLOAT, sizes));
    return this;
  }

  Sketch output(String name, long... sizes) {
    return output(name, DataType.FLOAT, sizes);
  }

  Sketch output(String name, DataType type, long... sizes) {
    graph.addOutput(value(name, type, sizes));
    return this;
  }

  /// ZipMap's.
  Sketch outputOfMaps(String name, DataType key) {
    TypeProto number =
        TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))
            .build();
    TypeProto.Map map =
        TypeProto.Map.newBuilder().setKeyType(key.getNumber()).setValueType(number).build();
    TypeProto list =
        TypeProto.newBuilder()
            .setSequenceType(
                TypeProto.Sequence.newBuilder().setElemType(TypeProto.newBuilder().setMapType(map)))
            .build();
    graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(list));
    return this;
  }

  Sketch add(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  /// Random weights as raw bytes.
  Sketch weights(String name, long... sizes) {
    return add(raw(name, drawn(sizes, false), sizes));
  }

  /// Random positive numbers, as variances are.
  Sketch positive(String name, long... sizes) {
    return add(raw(name, drawn(sizes, true), sizes));
  }

  /// Random weights as a list of floats, as scikit-learn's exporter writes them.
  Sketch listed(String name, long... sizes) {
    return add(listed(name, drawn(sizes, false), sizes));
  }

  Sketch number(String name, float value) {
    return add(raw(name, new float[] {value}));
  }

  Sketch sizes(String name, long... values) {
    return add(integers(name, values));
  }

  private float[] drawn(long[] sizes, boolean positive) {
    float[] values = new float[(int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
    double scale = sizes.length > 1 ? 1 / Math.sqrt(values.length / (double) sizes[0] + 1) : 0.5;
    for (int i = 0; i < values.length; i++) {
      double drawn = random.nextGaussian();
      values[i] = (float) (positive ? 0.5 + Math.abs(drawn) : scale * drawn);
    }
    return values;
  }

  static TensorProto raw(String name, float[] values, long... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor(name, DataType.FLOAT, sizes)
        .setRawData(ByteString.copyFrom(bytes.array()))
        .build();
  }

  static TensorProto listed(String name, float[] values, long... sizes) {
    TensorProto.Builder tensor = tensor(name, DataType.FLOAT, sizes);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }

  static TensorProto integers(String name, long... values) {
    TensorProto.Builder tensor = tensor(name, DataType.INT64, values.length);
    Arrays.stream(values).forEach(tensor::addInt64Data);
    return tensor.build();
  }

  static TensorProto texts(String name, String... values) {
    TensorProto.Builder tensor = tensor(name, DataType.STRING, values.length);
    Arrays.stream(values).map(ByteString::copyFromUtf8).forEach(tensor::addStringData);
    return tensor.build();
  }

  static TensorProto.Builder tensor(String name, DataType type, long... sizes) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type.getNumber())
        .addAllDims(Arrays.stream(sizes).boxed().toList());
  }

  /// A node that is called by its output.
  Sketch node(String type, String inputs, String output, AttributeProto... attributes) {
    return node("", type, inputs, output, attributes);
  }

  /// A node.
  ///
  /// @param inputs with blanks between
  Sketch node(
      String domain, String type, String inputs, String outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setDomain(domain)
            .setName("/" + outputs + "/" + type)
            .setOpType(type)
            .addAllInput(inputs.isEmpty() ? List.of() : List.of(inputs.split(" ", -1)))
            .addAllOutput(List.of(outputs.split(" ", -1)))
            .addAllAttribute(Arrays.asList(attributes)));
    return this;
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  static AttributeProto real(String name, float value) {
    return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
  }

  static AttributeProto text(String name, String value) {
    return attribute(name, AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto axes(String name, long... values) {
    return attribute(name, AttributeProto.AttributeType.INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }

  static AttributeProto reals(String name, float... values) {
    AttributeProto.Builder list = attribute(name, AttributeProto.AttributeType.FLOATS);
    for (float value : values) {
      list.addFloats(value);
    }
    return list.build();
  }

  static AttributeProto texts(String name, List<String> values) {
    return attribute(name, AttributeProto.AttributeType.STRINGS)
        .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
        .build();
  }

  static AttributeProto tensor(String name, TensorProto value) {
    return attribute(name, AttributeProto.AttributeType.TENSOR).setT(value).build();
  }

  ModelProto.Builder model() {
    return model.setGraph(graph);
  }

  byte[] bytes() {
    return model().build().toByteArray();
  }
}
