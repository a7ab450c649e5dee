package org.denpan.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The safetensors container: eight bytes of header length, little-endian; a JSON header with, for
/// each tensor, dtype, shape and offsets, and `__metadata__` of texts; then the values. Only F32 is
/// used. Reading checks every number before it is relied on.
final class Safetensors {
  /// What the format itself allows.
  private static final long MAX_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// A tensor's place, in bytes from the first value.
  record Entry(List<Integer> shape, long from, long to) {}

  private final Path file;
  private final Map<String, String> metadata;
  private final Map<String, Entry> tensors;
  private final ByteBuffer data;

  private Safetensors(
      Path file, Map<String, String> metadata, Map<String, Entry> tensors, ByteBuffer data) {
    this.file = file;
    this.metadata = metadata;
    this.tensors = tensors;
    this.data = data;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  Map<String, Entry> tensors() {
    return tensors;
  }

  /// @throws ModelFormatException unless the file has this tensor in this shape
  void expect(String name, List<Integer> shape) {
    Entry entry = tensors.get(name);
    if (entry == null) {
      throw new ModelFormatException(
          file + " lacks the tensor '" + name + "'; " + Words.suggestion(name, tensors.keySet()));
    }
    if (!entry.shape().equals(shape)) {
      throw new ModelFormatException(
          "%s: tensor '%s' has shape %s, the network needs %s"
              .formatted(file, name, entry.shape(), shape));
    }
  }

  /// Copies a tensor to values[at …].
  ///
  /// @throws ModelFormatException if a value is not finite
  void copy(String name, float[] values, int at) {
    Entry entry = Objects.requireNonNull(tensors.get(name), name);
    FloatBuffer floats =
        data.slice((int) entry.from(), (int) (entry.to() - entry.from()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    int length = floats.remaining();
    floats.get(values, at, length);
    for (int i = at; i < at + length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ModelFormatException(
            "%s: tensor '%s' holds %s at index %,d".formatted(file, name, values[i], i - at));
      }
    }
  }

  static void write(
      Path file, Map<String, String> metadata, Map<String, List<Integer>> shapes, float[] values) {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode meta = header.putObject(METADATA);
    metadata.forEach(meta::put);
    long at = 0;
    for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
      ObjectNode entry = header.putObject(tensor.getKey());
      entry.put("dtype", "F32");
      var shape = entry.putArray("shape");
      tensor.getValue().forEach(shape::add);
      long next = at + 4L * tensor.getValue().stream().reduce(1, Math::multiplyExact);
      entry.putArray("data_offsets").add(at).add(next);
      at = next;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    int padded = (json.length + 7) / 8 * 8; // the values start aligned, as the format recommends
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(8 + padded + at)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(json);
    while (bytes.position() < 8 + padded) {
      bytes.put((byte) ' ');
    }
    bytes.asFloatBuffer().put(values);
    replace(file, bytes.rewind());
  }

  /// Writes beside, forces to disk, renames: the name never stands for half a file.
  private static void replace(Path file, ByteBuffer bytes) {
    Path folder = folderOf(file);
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("is a directory");
      }
      Path part =
          folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
      try {
        try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException e) {
      throw new DenpanException(
          "cannot write " + file + ": the folder " + folder + " does not exist", e);
    } catch (IOException e) {
      throw new DenpanException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new DenpanException("cannot write " + file + ": not a file");
    }
    return folder;
  }

  static Safetensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new ModelFormatException(file + " is larger than 2 GB, which no model here is");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return parse(file, bytes.flip());
    } catch (NoSuchFileException e) {
      throw new ModelFormatException("no model file " + file, e);
    } catch (IOException e) {
      throw new ModelFormatException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Safetensors parse(Path file, ByteBuffer bytes) {
    if (bytes.remaining() < 8) {
      throw new ModelFormatException(
          "%s: %d bytes, too short for a model".formatted(file, bytes.remaining()));
    }
    long length = bytes.getLong();
    if (length < 2 || length > MAX_HEADER || length > bytes.remaining()) {
      throw new ModelFormatException(
          ("%s: not a safetensors file, or cut short: at offset 0 it announces a header of %s"
               + " bytes, but %,d follow")
              .formatted(file, Long.toUnsignedString(length), bytes.remaining()));
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    JsonNode header;
    try {
      header = JSON.readTree(new String(text, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new ModelFormatException(
          file + ": the header at offset 8 is not JSON: " + e.getOriginalMessage(), e);
    }
    if (text[0] != '{' || !header.isObject()) {
      throw new ModelFormatException(file + ": the header at offset 8 is not a JSON object");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : header.properties()) {
      if (property.getKey().equals(METADATA)) {
        property
            .getValue()
            .properties()
            .forEach(e -> metadata.put(e.getKey(), e.getValue().asString("")));
      } else {
        tensors.put(property.getKey(), entry(file, property.getKey(), property.getValue()));
      }
    }
    ByteBuffer data = bytes.slice();
    checkPlaces(file, tensors, data.remaining());
    return new Safetensors(file, metadata, tensors, data);
  }

  private static Entry entry(Path file, String name, JsonNode node) {
    if (!node.path("dtype").asString("").equals("F32")) {
      throw new ModelFormatException(
          "%s: tensor '%s' has dtype %s, expected F32".formatted(file, name, node.path("dtype")));
    }
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    boolean numbers =
        shape.isArray()
            && offsets.isArray()
            && offsets.size() == 2
            && IntStream.range(0, shape.size())
                .allMatch(i -> shape.get(i).isInt() && shape.get(i).intValue() >= 0)
            && offsets.get(0).canConvertToLong()
            && offsets.get(1).canConvertToLong()
            && offsets.get(0).isIntegralNumber()
            && offsets.get(1).isIntegralNumber();
    if (!numbers) {
      throw new ModelFormatException(
          "%s: tensor '%s' has shape %s and data_offsets %s; expected whole numbers"
              .formatted(file, name, shape, offsets));
    }
    List<Integer> sizes =
        IntStream.range(0, shape.size()).mapToObj(i -> shape.get(i).intValue()).toList();
    return new Entry(sizes, offsets.get(0).longValue(), offsets.get(1).longValue());
  }

  /// The tensors must fill the rest of the file without gap or overlap, each as its shape says.
  private static void checkPlaces(Path file, Map<String, Entry> tensors, int available) {
    long at = 0;
    List<Map.Entry<String, Entry>> sorted =
        tensors.entrySet().stream()
            .sorted(Comparator.comparingLong(e -> e.getValue().from()))
            .toList();
    for (Map.Entry<String, Entry> tensor : sorted) {
      Entry entry = tensor.getValue();
      long length = 4;
      for (int size : entry.shape()) {
        length = Math.multiplyExact(length, (long) size);
      }
      if (entry.from() != at || entry.to() - entry.from() != length) {
        throw new ModelFormatException(
            "%s: tensor '%s' of shape %s should stand at [%d, %d), its data_offsets say [%d, %d)"
                .formatted(
                    file,
                    tensor.getKey(),
                    entry.shape(),
                    at,
                    at + length,
                    entry.from(),
                    entry.to()));
      }
      at = entry.to();
    }
    if (at != available) {
      throw new ModelFormatException(
          "%s: the tensors take %,d bytes, but %,d follow the header; the file is %s"
              .formatted(file, at, available, at > available ? "cut short" : "too long"));
    }
  }
}
