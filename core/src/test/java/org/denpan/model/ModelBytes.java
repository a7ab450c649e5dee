package org.denpan.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model file taken apart, to be put together wrongly.
record ModelBytes(ObjectNode header, byte[] data) {
  private static final JsonMapper JSON = new JsonMapper();

  static ModelBytes of(Model model) {
    try {
      Path file = Files.createTempFile("model", ".denpan");
      model.save(file);
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      return of(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file that is whole.
  static ModelBytes of(byte[] whole) {
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    byte[] json = new byte[(int) bytes.getLong()];
    bytes.get(json);
    byte[] data = new byte[bytes.remaining()];
    bytes.get(data);
    return new ModelBytes((ObjectNode) JSON.readTree(json), data);
  }

  /// The same file with another header.
  ModelBytes header(Consumer<ObjectNode> change) {
    ObjectNode changed = header.deepCopy();
    change.accept(changed);
    return new ModelBytes(changed, data);
  }

  /// The same file with another entry of a tensor.
  ModelBytes tensor(String name, Consumer<ObjectNode> change) {
    return header(h -> change.accept((ObjectNode) h.get(name)));
  }

  /// The same file with other metadata.
  ModelBytes metadata(Consumer<ObjectNode> change) {
    return header(h -> change.accept((ObjectNode) h.get("__metadata__")));
  }

  /// The same file with another `network`, `encoder`, …: a JSON text in the metadata.
  ModelBytes spec(String key, Consumer<ObjectNode> change) {
    return metadata(texts -> {
      ObjectNode spec = (ObjectNode) JSON.readTree(texts.get(key).stringValue());
      change.accept(spec);
      texts.put(key, JSON.writeValueAsString(spec));
    });
  }

  /// The same file with this many bytes of values; zeros are added.
  ModelBytes dataLength(int length) {
    return new ModelBytes(header, Arrays.copyOf(data, length));
  }

  /// The same file with another value.
  ModelBytes value(int index, float value) {
    byte[] changed = data.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * index, value);
    return new ModelBytes(header, changed);
  }

  byte[] bytes() {
    return file(JSON.writeValueAsString(header), data);
  }

  /// A file with any header.
  static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
