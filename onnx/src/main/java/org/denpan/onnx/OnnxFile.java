package org.denpan.onnx;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.denpan.DenpanException;
import org.denpan.file.AtomicFile;
import org.denpan.onnx.proto.ModelProto;

/// An ONNX file: one message of Protocol Buffers.
final class OnnxFile {
  private OnnxFile() {}

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
