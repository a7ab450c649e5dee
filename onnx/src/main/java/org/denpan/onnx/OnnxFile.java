package org.denpan.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.denpan.DenpanException;
import org.denpan.file.AtomicFile;
import org.denpan.model.ModelFormatException;
import org.denpan.onnx.proto.ModelProto;

/// An ONNX file: one message of Protocol Buffers.
final class OnnxFile {
  /// Protocol Buffers' own bound.
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  /// How deep messages may lie in one another: graphs within nodes within graphs.
  private static final int DEEPEST = 100;

  private OnnxFile() {}

  /// @throws ModelFormatException if it is not such a message
  /// @throws DenpanException if the file cannot be read
  static ModelProto read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes; an ONNX file has at most %,d",
                file,
                size,
                MOST_BYTES));
      }
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DenpanException("cannot read " + file + ": " + DenpanException.reason(e), e);
    }
  }

  /// @param name what messages call it
  /// @throws ModelFormatException if the bytes are not such a message
  static ModelProto parse(String name, byte[] bytes) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      in.setRecursionLimit(DEEPEST);
      ModelProto model = ModelProto.parseFrom(in);
      if (!model.hasGraph()) {
        throw new ModelFormatException(name + " is no ONNX file: it has no graph");
      }
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw new ModelFormatException(name + " is no ONNX file: " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory are always readable", e);
    }
  }

  /// Writes beside the file, forces to disk, renames.
  ///
  /// @throws DenpanException if that fails; a file that was there before is then as it was
  static void write(Path file, ModelProto model) {
    ByteBuffer bytes = ByteBuffer.wrap(model.toByteArray());
    AtomicFile.write(
        file,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }
}
