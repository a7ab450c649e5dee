package org.denpan.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.denpan.onnx.proto.TensorProto;

/// Values that a graph carries with it, as tensors of raw little-endian bytes.
final class Constants {
  private Constants() {}

  /// @param shape outermost first; none for a single value
  static TensorProto floats(float[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return tensor(TensorProto.DataType.FLOAT, bytes, shape);
  }

  /// @param shape outermost first; none for a single value
  static TensorProto doubles(double[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length, Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return tensor(TensorProto.DataType.DOUBLE, bytes, shape);
  }

  /// @param shape outermost first; none for a single value
  static TensorProto integers(long[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return tensor(TensorProto.DataType.INT64, bytes, shape);
  }

  /// Texts have no raw form.
  static TensorProto texts(List<String> values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.STRING.getNumber())
            .addDims(values.size());
    values.forEach(text -> tensor.addStringData(ByteString.copyFromUtf8(text)));
    return tensor.build();
  }

  private static ByteBuffer buffer(int values, int bytes) {
    return ByteBuffer.allocate(Math.multiplyExact(values, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TensorProto tensor(TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    return TensorProto.newBuilder()
        .setDataType(type.getNumber())
        .addAllDims(Arrays.stream(shape).boxed().toList())
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }
}
