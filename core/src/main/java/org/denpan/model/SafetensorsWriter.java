package org.denpan.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.denpan.DenpanException;
import org.denpan.file.AtomicFile;
import org.denpan.file.Disk;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes what [Safetensors] reads.
final class SafetensorsWriter {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CHUNK = 1 << 16;

  private SafetensorsWriter() {}

  /// Writes tensors one after the other.
  ///
  /// @param shapes in the order of the values
  /// @throws DenpanException if the file cannot be written
  static void write(
      Path file, Map<String, String> metadata, Map<String, List<Integer>> shapes, float[] values) {
    write(Disk.real(), file, metadata, shapes, List.of(values));
  }

  /// The same with some 64-bit integers among the tensors.
  ///
  /// @param integers their names; each stands in the values as the bits of two floats
  static void write(
      Path file,
      Map<String, String> metadata,
      Map<String, List<Integer>> shapes,
      Set<String> integers,
      float[] values) {
    write(Disk.real(), file, header(metadata, shapes, integers), List.of(values));
  }

  /// The same on a disk, of values that stand in several arrays.
  static void write(
      Disk disk,
      Path file,
      Map<String, String> metadata,
      Map<String, List<Integer>> shapes,
      List<float[]> arrays) {
    write(disk, file, header(metadata, shapes, Set.of()), arrays);
  }

  private static void write(Disk disk, Path file, byte[] header, List<float[]> arrays) {
    if (header.length > Safetensors.MAX_HEADER) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "cannot write %s: names and settings take %,d bytes, the format allows %,d",
              file,
              header.length,
              Safetensors.MAX_HEADER));
    }
    AtomicFile.write(
        disk,
        file,
        channel -> {
          ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
          start.putLong(header.length).put(header);
          writeAll(channel, start.flip());
          for (float[] values : arrays) {
            writeValues(channel, values);
          }
        });
  }

  /// The JSON, filled up with spaces so that the values start aligned, as the format recommends.
  private static byte[] header(
      Map<String, String> metadata, Map<String, List<Integer>> shapes, Set<String> integers) {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(Safetensors.METADATA);
    metadata.forEach(texts::put);
    long at = 0;
    for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
      ObjectNode entry = header.putObject(tensor.getKey());
      boolean whole = integers.contains(tensor.getKey());
      entry.put("dtype", whole ? "I64" : "F32");
      ArrayNode shape = entry.putArray("shape");
      tensor.getValue().forEach(shape::add);
      long next =
          at + (whole ? 8L : 4L) * tensor.getValue().stream().reduce(1, Math::multiplyExact);
      entry.putArray("data_offsets").add(at).add(next);
      at = next;
    }
    byte[] bytes = JSON.writeValueAsBytes(header);
    byte[] padded = new byte[(bytes.length + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(bytes, 0, padded, 0, bytes.length);
    return padded;
  }

  private static void writeValues(FileChannel channel, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at < values.length) {
      int count = Math.min(CHUNK / 4, values.length - at);
      bytes.clear().asFloatBuffer().put(values, at, count);
      writeAll(channel, bytes.limit(4 * count));
      at += count;
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
