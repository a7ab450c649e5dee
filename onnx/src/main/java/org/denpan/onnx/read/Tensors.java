package org.denpan.onnx.read;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.TensorProto;

/// Reads the tensors of a file: raw little-endian bytes, or a list of the type's own field. Numbers
/// of 64, 16 and 8 bits become floats.
final class Tensors {
  private Tensors() {}

  /// The values of a tensor.
  ///
  /// @param what how messages call it
  /// @throws ModelFormatException for values that are elsewhere, not as many as the shape says, or
  ///   of a type that is not understood
  static Constant read(TensorProto tensor, String what, Budget budget) {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      throw new ModelFormatException(
          what
              + " has its values in another file, which is not opened; write the network into one"
              + " file, in PyTorch by torch.onnx.export(…, external_data=False)");
    }
    if (tensor.hasSegment()) {
      throw new ModelFormatException(what + " is cut into segments, which are not understood");
    }
    int[] shape = shape(tensor, what);
    TensorProto.DataType type = type(tensor, what);
    int size = size(shape, what);
    int there = present(tensor, type, what);
    if (there != size) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "%s of shape %s needs %,d values, the file holds %,d",
              what,
              tensor.getDimsList(),
              size,
              there));
    }
    budget.spend(size);
    return switch (type) {
      case STRING -> Constant.of(what, shape, texts(tensor));
      case INT64, INT32, INT16, INT8, UINT64, UINT32, UINT16, UINT8, BOOL ->
          Constant.of(what, shape, integers(tensor, type, size));
      default -> Constant.of(what, shape, floats(tensor, type, size));
    };
  }

  private static TensorProto.DataType type(TensorProto tensor, String what) {
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    if (type == null) {
      throw new ModelFormatException(
          what + " has the data type " + tensor.getDataType() + ", which is not understood");
    }
    return switch (type) {
      case UNDEFINED, COMPLEX64, COMPLEX128 ->
          throw new ModelFormatException(
              what + " is of type " + type.name() + "; understood are real numbers and texts");
      default -> type;
    };
  }

  private static int[] shape(TensorProto tensor, String what) {
    int[] shape = new int[tensor.getDimsCount()];
    if (shape.length > 16) {
      throw new ModelFormatException(
          what + " has " + shape.length + " dimensions; at most 16 are understood");
    }
    for (int i = 0; i < shape.length; i++) {
      long dimension = tensor.getDims(i);
      if (dimension < 0 || dimension > Integer.MAX_VALUE) {
        throw new ModelFormatException(what + " has the size " + dimension + " in its shape");
      }
      shape[i] = (int) dimension;
    }
    return shape;
  }

  /// The number of values of a shape.
  static int size(int[] shape, String what) {
    long size = 1;
    for (int dimension : shape) {
      if (dimension == 0) {
        return 0;
      }
      size *= dimension;
      if (size > Integer.MAX_VALUE) {
        throw new ModelFormatException(what + " claims more values than one array holds");
      }
    }
    return (int) size;
  }

  private static int present(TensorProto tensor, TensorProto.DataType type, String what) {
    if (tensor.hasRawData() && type != TensorProto.DataType.STRING) {
      int width = width(type);
      int bytes = tensor.getRawData().size();
      if (bytes % width != 0) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT, "%s has %,d bytes of values of %d bytes each", what, bytes, width));
      }
      return bytes / width;
    }
    return switch (type) {
      case FLOAT -> tensor.getFloatDataCount();
      case DOUBLE -> tensor.getDoubleDataCount();
      case INT64 -> tensor.getInt64DataCount();
      case UINT64, UINT32 -> tensor.getUint64DataCount();
      case STRING -> tensor.getStringDataCount();
      default -> tensor.getInt32DataCount();
    };
  }

  private static int width(TensorProto.DataType type) {
    return switch (type) {
      case DOUBLE, INT64, UINT64 -> 8;
      case FLOAT, INT32, UINT32 -> 4;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
      default -> 1;
    };
  }

  private static float[] floats(TensorProto tensor, TensorProto.DataType type, int size) {
    float[] values = new float[size];
    ByteBuffer raw = raw(tensor.getRawData());
    boolean inRaw = tensor.hasRawData();
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (type) {
            case FLOAT -> inRaw ? raw.getFloat(4 * i) : tensor.getFloatData(i);
            case DOUBLE -> (float) (inRaw ? raw.getDouble(8 * i) : tensor.getDoubleData(i));
            default -> {
              int bits = inRaw ? raw.getShort(2 * i) : tensor.getInt32Data(i);
              yield type == TensorProto.DataType.BFLOAT16
                  ? Float.intBitsToFloat(bits << 16)
                  : Float.float16ToFloat((short) bits);
            }
          };
    }
    return values;
  }

  private static long[] integers(TensorProto tensor, TensorProto.DataType type, int size) {
    long[] values = new long[size];
    ByteBuffer raw = raw(tensor.getRawData());
    boolean inRaw = tensor.hasRawData();
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (type) {
            case INT64 -> inRaw ? raw.getLong(8 * i) : tensor.getInt64Data(i);
            case UINT64 -> inRaw ? raw.getLong(8 * i) : tensor.getUint64Data(i);
            case UINT32 -> inRaw ? raw.getInt(4 * i) & 0xffffffffL : tensor.getUint64Data(i);
            case INT32 -> inRaw ? raw.getInt(4 * i) : tensor.getInt32Data(i);
            case INT16 -> inRaw ? raw.getShort(2 * i) : tensor.getInt32Data(i);
            case UINT16 -> inRaw ? raw.getShort(2 * i) & 0xffff : tensor.getInt32Data(i);
            case INT8 -> inRaw ? raw.get(i) : tensor.getInt32Data(i);
            default -> inRaw ? raw.get(i) & 0xff : tensor.getInt32Data(i);
          };
    }
    return values;
  }

  private static ByteBuffer raw(ByteString bytes) {
    return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<String> texts(TensorProto tensor) {
    return tensor.getStringDataList().stream().map(ByteString::toStringUtf8).toList();
  }
}
