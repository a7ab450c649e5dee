package org.denpan.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.onnx.read.Sketch.OPEN;
import static org.denpan.onnx.read.Sketch.axes;
import static org.denpan.onnx.read.Sketch.integer;
import static org.denpan.onnx.read.Sketch.real;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.denpan.model.Model;
import org.denpan.net.BatchNorm;
import org.denpan.net.Dense;
import org.denpan.net.Dropout;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each operator between two layers, beside ONNX Runtime.
class OperatorTest {
  /// @param between from `h` [rows, 6] to `z` [rows, 6]
  private static byte[] around(long opset, UnaryOperator<Sketch> between) {
    Sketch start =
        Sketch.torch(opset)
            .input("x", OPEN, 4)
            .weights("w", 4, 6)
            .weights("b", 6)
            .node("Gemm", "x w b", "h");
    return between
        .apply(start)
        .weights("v", 6, 3)
        .weights("c", 3)
        .node("Gemm", "z v c", "y")
        .output("y", OPEN, 3)
        .bytes();
  }

  private static Arguments of(String name, long opset, UnaryOperator<Sketch> between) {
    return Arguments.of(name, opset, between);
  }

  static Stream<Arguments> operators() {
    return Stream.of(
        of("LeakyRelu", 16, s -> s.node("LeakyRelu", "h", "z", real("alpha", 0.2f))),
        of("LeakyRelu by default", 16, s -> s.node("LeakyRelu", "h", "z")),
        of("Elu", 11, s -> s.node("Elu", "h", "z", real("alpha", 0.3f))),
        of("Celu", 12, s -> s.node("Celu", "h", "z")),
        of("Selu", 11, s -> s.node("Selu", "h", "z")),
        of("Softplus", 11, s -> s.node("Softplus", "h", "z")),
        of("Atan", 11, s -> s.node("Atan", "h", "z")),
        of("Gelu", 20, s -> s.node("Gelu", "h", "z")),
        of("Clip", 13, s -> s.number("zero", 0).node("Clip", "h zero", "z")),
        of("Clip before opset 11", 9, s -> s.node("Clip", "h", "z", real("min", 0))),
        of("Max", 13, s -> s.number("zero", 0).node("Max", "zero h", "z")),
        of("PRelu of each", 16, s -> s.weights("a", 6).node("PRelu", "h a", "z")),
        of("PRelu of all", 16, s -> s.weights("a", 1).node("PRelu", "h a", "z")),
        of("Softmax", 11, s -> s.node("Softmax", "h", "z")),
        of("Dropout", 13, s -> s.number("r", 0.25f).node("Dropout", "h r", "z")),
        of("Dropout before opset 12", 10, s -> s.node("Dropout", "h", "z", real("ratio", 0.25f))),
        of(
            "LayerNormalization",
            17,
            s ->
                s.weights("g", 6)
                    .weights("k", 6)
                    .node("LayerNormalization", "h g k", "z", real("epsilon", 1e-3f))),
        of(
            "scaled after a layer",
            13,
            s ->
                s.number("two", 2)
                    .weights("k", 1, 6)
                    .node("Mul", "h two", "m")
                    .node("Sub", "m k", "z")),
        of(
            "scaled before a layer",
            13,
            s ->
                s.weights("k", 6)
                    .weights("l", 6)
                    .node("Relu", "h", "r")
                    .node("Div", "r k", "d")
                    .node("Sub", "l d", "z")),
        of(
            "axes",
            13,
            s ->
                s.sizes("one", 1)
                    .sizes("last", -1)
                    .node("Unsqueeze", "h one", "u")
                    .node("Transpose", "u", "t", axes("perm", 0, 2, 1))
                    .node("Squeeze", "t last", "z")),
        of(
            "Reshape to and fro",
            13,
            s ->
                s.sizes("to", 0, 2, -1)
                    .sizes("fro", -1, 6)
                    .node("Reshape", "h to", "u")
                    .node("Tanh", "u", "t")
                    .node("Reshape", "t fro", "z")),
        of(
            "constants of nodes",
            13,
            s ->
                s.node("", "Constant", "", "half", real("value_float", 0.5f))
                    .node("Neg", "half", "minus")
                    .node("Mul", "h minus", "z")),
        of(
            "Gemm with factors",
            13,
            s ->
                s.weights("m", 6, 6)
                    .weights("k", 1, 6)
                    .node(
                        "Gemm",
                        "h m k",
                        "z",
                        real("alpha", 0.5f),
                        real("beta", 2),
                        integer("transB", 1))),
        of("Gemm without a bias", 13, s -> s.weights("m", 6, 6).node("Gemm", "h m", "z")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operators")
  void saysWhatOnnxRuntimeSays(String name, long opset, UnaryOperator<Sketch> between)
      throws Exception {
    Model model = Peer.check(around(opset, between), "y", Naming.counted(), 4);
    assertThat(model.network().layers()).anyMatch(Dense.class::isInstance);
  }

  @Test
  void dropoutStaysForTraining() throws Exception {
    byte[] file = around(13, s -> s.number("r", 0.25f).node("Dropout", "h r", "z"));
    Model model = Peer.check(file, "y", Naming.counted(), 4);
    assertThat(model.network().layers()).contains(Dropout.of(0.25));
  }

  @Test
  void batchNormKeepsItsMomentum() throws Exception {
    byte[] file =
        around(
            9,
            s ->
                s.weights("g", 6)
                    .weights("k", 6)
                    .weights("m", 6)
                    .positive("v2", 6)
                    .node(
                        "BatchNormalization",
                        "h g k m v2",
                        "z",
                        real("momentum", 0.99f),
                        real("epsilon", 1e-3f)));
    Model model = Peer.check(file, "y", Naming.counted(), 4);
    assertThat(model.network().layers()).contains(new BatchNorm(0.99, 1e-3));
  }

  /// Weights of [2, 1] in another type.
  private static TensorProto typed(DataType type, int width, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(width * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type) {
        case DOUBLE -> bytes.putDouble(value);
        case FLOAT16 -> bytes.putShort(Float.floatToFloat16((float) value));
        default -> bytes.putShort((short) (Float.floatToRawIntBits((float) value) >> 16));
      }
    }
    return Sketch.tensor("w", type, values.length, 1)
        .setRawData(ByteString.copyFrom(bytes.array()))
        .build();
  }

  @Test
  void weightsOfOtherPrecisionBecomeFloats() {
    for (TensorProto weights :
        List.of(
            typed(DataType.DOUBLE, 8, 1.5, -2),
            typed(DataType.FLOAT16, 2, 1.5, -2),
            typed(DataType.BFLOAT16, 2, 1.5, -2))) {
      Sketch sketch = Sketch.torch(17).input("x", OPEN, 2).add(weights);
      sketch
          .node("Cast", "w", "f", integer("to", 1))
          .node("MatMul", "x f", "y")
          .output("y", OPEN, 1);
      Model model = OnnxNetwork.read("w", sketch.bytes()).model(Naming.counted());
      assertThat(model.parameters().values()).containsExactly(1.5f, -2, 0);
    }
  }

  @Test
  void whatScalesTheLastOutputIsTheTargetsUnit() throws Exception {
    Sketch sketch = Sketch.torch(17).input("x", OPEN, 3).weights("w", 3, 1).weights("b", 1);
    sketch.number("deviation", 20).number("mean", -7);
    sketch.node("Gemm", "x w b", "g").node("Mul", "g deviation", "m").node("Add", "m mean", "y");
    Model model = Peer.check(sketch.output("y", OPEN, 1).bytes(), "y", Naming.counted(), 3);
    assertThat(model.target()).isEqualTo(new org.denpan.data.Target.Number("y", -7, 20));
  }
}
