package org.denpan.onnx.read;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.denpan.DenpanException;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.ModelProto;

/// The bytes of an ONNX file, which is one message of Protocol Buffers, `ModelProto`.
final class OnnxBytes {
  /// How often the values are in memory at the same time, at most: the file's bytes, the tensors,
  /// the layers, the network.
  private static final int COPIES = 4;

  private static final int DEEPEST = 60;

  private OnnxBytes() {}

  static byte[] read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelFormatException(Files.exists(file) ? "not a file" : "does not exist");
      }
      long size = Files.size(file);
      long memory = Runtime.getRuntime().maxMemory();
      if (size > Integer.MAX_VALUE - 8) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT, "%,d bytes; an ONNX file in one piece has less than 2 GB", size));
      }
      if (size > memory / COPIES) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "%,d bytes, of which a network needs up to %d times as much memory, but Java has"
                    + " %,d; start it with a larger -Xmx",
                size,
                COPIES,
                memory));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelFormatException("cannot be read: " + DenpanException.reason(e), e);
    }
  }

  /// @throws ModelFormatException if the bytes are not such a message, or one of too many parts
  static ModelProto parse(byte[] bytes) {
    WireScan.check(bytes);
    try {
      CodedInputStream input = CodedInputStream.newInstance(bytes);
      input.enableAliasing(true); // tensors stay where they are
      input.setRecursionLimit(DEEPEST);
      ModelProto model = ModelProto.parseFrom(input);
      input.checkLastTagWas(0);
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw new ModelFormatException("not an ONNX file, or a torn one: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ModelFormatException("cannot be read: " + DenpanException.reason(e), e);
    }
  }
}
